import AtlasAPI
import AtlasKernel
import Postgres

/// Who sees which diagrams and labs by id: conditions of statements. Lists show what is published, to all alike.
enum CatalogPolicy {
  /// What is published is there for all; the rest for its author and for admins.
  ///
  /// - Parameter row: the name of a row of `diagrams` or `labs`.
  static func sees(_ row: StaticString, _ viewer: Viewer?) -> Query {
    """
    (\(unsafeRawSQL: row).status = 'PUBLISHED' or \(unsafeRawSQL: row).author_id = \(viewer?.userID) \
    or \(viewer?.satisfies(.admin) ?? false))
    """
  }

  /// The same for a lab `l`, which besides stays there for those who have worked at it, and for those who may read of
  /// their results. A statement with this is on behalf of the viewer: runs are private.
  static func seesLab(_ viewer: Viewer?) -> Query {
    guard let viewer, !viewer.satisfies(.admin) else { return sees("l", viewer) }
    let condition: Query = """
      (
          \(fragment: sees("l", viewer))
          or exists (select from lab_results r where r.lab_id = l.id and r.user_id = \(viewer.userID))
          or exists (select from lab_runs r where r.lab_id = l.id and r.user_id = \(viewer.userID))\(fragment: taught(viewer))
        )
      """
    return condition.onBehalf(of: .user(viewer.userID))
  }

  /// Only instructors read of others.
  private static func taught(_ viewer: Viewer) -> Query {
    guard viewer.satisfies(.instructor) else { return "" }
    let isSeen = LearnerAudience(viewer).sees("r.user_id")
    return "\n    or exists (select from lab_results r where r.lab_id = l.id and \(fragment: isSeen))"
  }
}
