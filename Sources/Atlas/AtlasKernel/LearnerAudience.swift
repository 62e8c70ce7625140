import AtlasAPI
public import Postgres

/// Who reads about learners, and whom they may read about: everybody about themselves, instructors about the members of
/// groups that they own or moderate, admins about all.
public struct LearnerAudience: Sendable {
  private let viewerID: Int64?
  private let teaches: Bool
  private let seesAll: Bool

  /// - Parameter viewer: nil for visitors, who see nobody.
  public init(_ viewer: Viewer?) {
    viewerID = viewer?.userID
    teaches = viewer?.satisfies(.instructor) ?? false
    seesAll = viewer?.satisfies(.admin) ?? false
  }

  /// Whether the learner in a column may be read about: a condition. It reads a table of StudyGroups.
  public func sees(_ column: Query) -> Query {
    """
    (
        \(fragment: column) = \(viewerID) or \(seesAll)
        or \(teaches) and exists (
          select
          from group_members own
          join group_members theirs on theirs.group_id = own.group_id
          where own.user_id = \(viewerID) and own.role in ('OWNER', 'MODERATOR') and theirs.user_id = \(fragment: column)
        )
      )
    """
  }
}
