import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import Postgres

/// `applyWhiteboardOps`: operations that get the next revisions of a group's whiteboard, all of them or none.
struct WhiteboardUpdate: Sendable {
  /// What became of an update.
  struct Outcome: Sendable {
    /// The revision of its last operation.
    let revision: Int
    /// What happened between what the client had seen and this; nil where that is not kept, or too much.
    let missed: RowStorage<WhiteboardOpRow>?
  }

  let group: Int64
  /// The revision that the client has seen.
  let baseRevision: Int
  let operations: [WhiteboardOperation]

  /// - Throws: `UserErrors` for operations that are none, each with its place.
  init(_ input: API.ApplyWhiteboardOpsInput) throws(UserErrors) {
    guard let group = input.groupId.key(.group) else { throw UserErrors(Self.noSuchGroup(nil)) }
    self.group = group
    baseRevision = input.baseRevision
    var errors: [UserError] = []
    if baseRevision < 0 { errors.append(.input(.invalid, "A revision is not negative.", "input", "baseRevision")) }
    var operations: [WhiteboardOperation] = []
    for (place, data) in input.ops.enumerated() {
      do throws(WhiteboardOperation.Fault) {
        operations.append(try WhiteboardOperation(data))
      } catch {
        errors.append(error.userError(at: place))
      }
    }
    guard errors.isEmpty else { throw UserErrors(errors) }
    self.operations = operations
  }

  /// Applies the operations behind all that were applied before.
  ///
  /// Two statements: the second one sees what was committed while the first one waited for the board.
  func apply(_ context: ExecutionContext) async throws -> Outcome {
    let rows = try await applied(by: try context.requireViewer().userID, context)
    let row = Row(rows: rows, index: 0)
    let answersMissed = row[WhiteboardUpdateStatements.answersMissed]
    return Outcome(revision: row[WhiteboardRow.revision], missed: answersMissed ? RowStorage(besides: rows) : nil)
  }

  private func applied(by author: Int64, _ context: ExecutionContext) async throws -> Rows {
    do {
      return try await context.transaction { transaction in
        let lock = transaction.submit(WhiteboardUpdateStatements.lock(group, member: author))
        let applied = transaction.submit(WhiteboardUpdateStatements.apply(self, author: author))
        _ = try await lock.rows()
        let rows = try await applied.rows()
        try check(rows)
        return rows
      }
    } catch let error as PostgresError where error.sqlState == "23503" {
      // The group, or the account, was deleted meanwhile.
      throw UserErrors(Self.noSuchGroup(group))
    }
  }

  /// - Throws: `UserErrors` where the operations were not applied, so that no board is left behind by them either.
  private func check(_ rows: Rows) throws(UserErrors) {
    guard rows.count > 0 else { throw UserErrors(Self.noSuchGroup(group)) }
    let row = Row(rows: rows, index: 0)
    if row[WhiteboardUpdateStatements.isApplied] { return }
    let revision = row[WhiteboardUpdateStatements.revisionBefore]
    guard baseRevision <= revision else {
      throw UserErrors(
        .input(.invalid, "The whiteboard has come to revision \(revision) only.", "input", "baseRevision"))
    }
    throw UserErrors(
      .input(
        .quotaExceeded,
        "A whiteboard holds at most \(WhiteboardLimits.elements) elements of \(WhiteboardLimits.elementBytes) bytes.",
        "input", "ops"))
  }

  /// A board is there for members only.
  private static func noSuchGroup(_ group: Int64?) -> UserError {
    .notFound("study group", group.map { GlobalID(.group, $0) }, "input", "groupId")
  }
}

extension WhiteboardOperation.Fault {
  fileprivate func userError(at place: Int) -> UserError {
    let (code, message): (API.UserErrorCode, String) =
      switch self {
      case .tooLong: (.tooLong, "An operation has at most \(WhiteboardLimits.operationBytes) bytes.")
      case .invalid(let message): (.invalid, message)
      }
    return .input(code, message, "input", "ops", String(place))
  }
}
