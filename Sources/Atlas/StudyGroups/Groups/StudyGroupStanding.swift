import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import Postgres

/// How the viewer stands to a group that they want to change: the part `standing` of the statement of the change.
enum StudyGroupStanding {
  /// One row where the group is there for the viewer, with their membership (`member_id`, `role`), null where they have
  /// none. It reads the viewer's name from users, which are Identity's.
  static func part(_ group: Int64, _ viewer: Viewer) -> Query {
    let audience = StudyGroupAudience(viewer)
    return """
      standing as (
          select g.id, g.name, g.visibility, g.version, g.member_count, u.display_name, m.id as member_id, m.role
          from study_groups g
          cross join \(fragment: audience.relation)
          join users u on u.id = audience.viewer_id
          left join group_members m on m.group_id = g.id and m.user_id = audience.viewer_id
          where g.id = \(group) and \(fragment: audience.seesGroup)
        )
      """
  }

  /// The key of a group that an input names.
  ///
  /// - Throws: `UserErrors` where the id is none of a group.
  static func key(_ id: ID, _ member: String) throws(UserErrors) -> Int64 {
    guard let key = id.key(.group) else { throw UserErrors(.notFound("study group", nil, "input", member)) }
    return key
  }

  /// What the statement of a change answered of the viewer's role.
  ///
  /// - Parameter member: the member of the input that names the group.
  /// - Throws: `UserErrors` where the group is not there for them, or they are no member.
  static func role(_ rows: Rows, _ group: Int64, _ member: String) throws(UserErrors) -> String {
    guard rows.count > 0 else { throw UserErrors(.notFound("study group", GlobalID(.group, group), "input", member)) }
    guard let role = rows.string(0, 0) else {
      throw UserErrors(.input(.forbidden, "Only members may do that.", "input", member))
    }
    return role
  }
}

extension ExecutionContext {
  /// Runs the statement of a change of a group. Changes of one group take turns: each sees the members and their roles as
  /// the one before left them, which a statement that waits within itself would not.
  func write(_ statement: Query, inTurnOf group: Int64) async throws -> Rows {
    try await transaction { transaction in
      _ = try await transaction.write(StudyGroupStatements.lock(group))
      return try await transaction.write(statement)
    }
  }
}
