import AtlasAPI
import AtlasKernel
import Files
import GraphQLExecution
import GraphQLPostgres
import GraphQLSchema
import Postgres

/// What `updateAtom` changes: what was given, and nothing else.
struct AtomChange: Sendable {
  let input: API.UpdateAtomInput

  /// - Throws: user errors for what the schema's constraints cannot say.
  init(_ input: API.UpdateAtomInput) throws(UserErrors) {
    self.input = input
    let needed = ["title", "body", "kind", "concepts", "difficulty", "estimatedTime", "sequence"]
    if let name = needed.first(where: { input.given[$0] == .null }) {
      throw UserErrors(.input(.blank, "This cannot be taken away.", "input", name))
    }
    try AtomInput.check(title: input.title, body: input.body, concepts: input.concepts)
  }

  /// Changes the atom; answers its row key.
  func apply(_ files: FilesDomain, _ context: ExecutionContext) async throws -> Int64 {
    let viewer = try context.requireViewer()
    guard let key = input.id.key(.atom) else {
      throw UserErrors(.notFound("atom", GlobalID(input.id.value), "input", "id"))
    }
    let media = try await AtomInput.media(input.mediaUploadId, files, context)
    let rows = try await context.write(
      AtomChangeStatements.update(key, self, media, by: viewer, Origin(context.request)), refusing: .estimatedTime)
    let outcome = try ChangeOutcome(rows, of: .atom, "atom", input.id)
    if outcome.name == "NO_CONTENT" {
      throw UserErrors(
        .notFound("content of yours", input.contentId.flatMap { GlobalID($0.value) }, "input", "contentId"))
    }
    if outcome.name == "COMPLETED" {
      throw UserErrors(
        .state(
          "COMPLETED", allowed: [],
          "Learners have completed it: it cannot go where they would not find it, into a content that is not completed."
        ))
    }
    if outcome.name == "CHANGED", !outcome[RowColumn<Bool>("is_changed")] {
      throw ReceivedUpload.alreadyUsed("input", "mediaUploadId")
    }
    return outcome.key
  }

  /// Whether what was cut is no longer as it was cut.
  var isEdit: Bool {
    ["title", "body", "kind", "concepts", "difficulty", "estimatedTime"].contains { input.given.has($0) }
  }

  /// The content that it moves to; nil where it moves nowhere, or out of all contents.
  var goal: Int64? { input.contentId?.key(.content) }
}
