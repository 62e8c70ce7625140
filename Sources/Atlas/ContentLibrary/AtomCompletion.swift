import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import Postgres

/// Marking an atom as learned; a second time changes nothing.
struct AtomCompletion: Sendable {
  /// What came of it, by row keys. A learner's progress has the learner's.
  struct Outcome: Sendable {
    let atomID: Int64
    let userID: Int64
    let unlocked: [Int64]
  }

  let input: API.CompleteAtomInput

  init(_ input: API.CompleteAtomInput) { self.input = input }

  /// Completes the atom for the viewer.
  func complete(_ context: ExecutionContext) async throws -> Outcome {
    let viewer = try context.requireViewer()
    let missing = UserErrors(.notFound("atom", GlobalID(input.atomId.value), "input", "atomId"))
    guard let key = input.atomId.key(.atom) else { throw missing }
    let rows = try await context.write(
      AtomCompletionStatements.complete(key, user: viewer.userID, timeSpent: input.timeSpent?.text),
      refusing: .timeSpent)
    guard rows.bool(0, 0) == true else { throw missing }
    return Outcome(atomID: key, userID: viewer.userID, unlocked: rows.int64Array(0, 1) ?? [])
  }

  /// `CompleteAtomPayload.unlocked`
  static var unlocked: FieldResolver<Payload<Outcome>, NoArguments, [API.Atom]?> {
    FieldResolver { payloads, _, _ in
      let lists = payloads.map { $0.outcome?.unlocked }
      let nulls = Set(lists.indices.filter { lists[$0] == nil })
      return .loading(
        LoadRequest(API.Atom.typeName, keys: lists.flatMap { ($0 ?? []).map { Optional($0) } }) { atoms in
          Column(
            .list(
              ListColumn(
                offsets: ColumnOf<[API.Atom]>.offsets(lists.map { $0?.count ?? 0 }),
                nulls: nulls.isEmpty ? nil : nulls, inner: atoms)))
        })
    }
  }
}
