import AtlasKernel
import Postgres

enum WhiteboardPersonalData {
  /// The operations of a user that are kept still. When the account goes they stay, for the drawing belongs to the
  /// group, and lose their author.
  static let part = PersonalData(name: "whiteboards", export: export, erase: [forgetAuthor])

  @Sendable
  private static func export(_ userID: Int64) -> Query {
    Query(
      "whiteboards.export",
      """
      select coalesce(jsonb_agg(jsonb_build_object(
          'group', g.name, 'revision', o.revision, 'data', o.data, 'at', o.at) order by o.group_id, o.revision), '[]')
      from whiteboard_ops o
      join study_groups g on g.id = o.group_id
      where o.author_id = \(userID)
      """
    ).onBehalf(of: .system)
  }

  @Sendable
  private static func forgetAuthor(_ userID: Int64) -> Query {
    Query("whiteboards.forgetAuthor", "update whiteboard_ops set author_id = null where author_id = \(userID)")
      .onBehalf(of: .system)
  }
}
