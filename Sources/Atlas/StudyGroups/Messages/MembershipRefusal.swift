import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import Postgres

/// Why what members may do in a group was not done for somebody.
enum MembershipRefusal {
  /// Nil for a member. A group that one does not see is not there.
  static func reason(_ group: Int64, _ viewer: Viewer, _ context: ExecutionContext) async throws -> UserErrors? {
    let rows = try await context.write(statement(group, StudyGroupAudience(viewer)))
    guard let isMember = rows.bool(0, 0) else {
      return UserErrors(.notFound("study group", GlobalID(.group, group), "input", "groupId"))
    }
    if isMember { return nil }
    return UserErrors(.input(.forbidden, "This is for the members of the study group.", "input", "groupId"))
  }

  private static func statement(_ group: Int64, _ audience: StudyGroupAudience) -> Query {
    Query(
      "studyGroups.membershipRefusal",
      """
      select exists (select from group_members a where a.group_id = g.id and a.user_id = audience.viewer_id)
      from study_groups g
      cross join \(fragment: audience.relation)
      where g.id = \(group) and \(fragment: audience.seesGroup)
      """)
  }
}
