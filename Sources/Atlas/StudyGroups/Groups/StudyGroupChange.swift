import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import GraphQLSchema
import Postgres

/// What `updateStudyGroup` changes: what was given, and nothing else.
struct StudyGroupChange: Sendable {
  let input: API.UpdateStudyGroupInput
  let key: Int64
  let focus: StudyGroupFocus?

  /// - Throws: `UserErrors` for what the schema's constraints cannot say.
  init(_ input: API.UpdateStudyGroupInput) throws(UserErrors) {
    self.input = input
    key = try StudyGroupStanding.key(input.id, "id")
    for member in ["name", "visibility", "maxMembers"] where input.given[member] == .null {
      throw UserErrors(.input(.blank, "It can be changed, but not removed.", "input", member))
    }
    if let name = input.name, !StudyGroupName.showsSomething(name) {
      throw UserErrors(.input(.blank, StudyGroupName.rule, "input", "name"))
    }
    focus = if let subject = input.focus { try StudyGroupFocus(subject) } else { nil }
  }

  /// Changes the group; answers its key.
  func apply(_ context: ExecutionContext) async throws -> Int64 {
    let rows = try await write(context)
    let role = try StudyGroupStanding.role(rows, key, "id")
    guard role != API.GroupRole.member.rawValue else {
      throw UserErrors(.input(.forbidden, "Only the owner and moderators change the group.", "input", "id"))
    }
    if rows.bool(0, 1) == true { return key }
    let (version, members) = (Int(truncatingIfNeeded: rows.int(0, 2) ?? 0), rows.int(0, 3) ?? 0)
    if let expected = input.expectedVersion, expected != version {
      throw UserErrors(.stale(GlobalID(.group, key), version: version))
    }
    if rows.bool(0, 4) == false, let focus { throw UserErrors(focus.missing) }
    throw UserErrors(.input(.invalid, "The group has \(members) members.", "input", "maxMembers"))
  }

  private func write(_ context: ExecutionContext) async throws -> Rows {
    do {
      return try await context.write(
        StudyGroupChangeStatements.update(self, by: try context.requireViewer()), inTurnOf: key)
    } catch let error as PostgresError where error.sqlState == "23503" {
      // The item was deleted while the statement ran.
      throw focus.map { UserErrors($0.missing) } ?? error
    }
  }
}
