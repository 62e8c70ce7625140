public import Postgres

/// What other users were told of somebody's doing, taken back, as parts of the statement that takes the doing itself
/// back: `with changed as (…), \(fragment: WithdrawnNotifications(about: …).parts)`.
///
/// The statement runs on behalf of the system, since the rows belong to others.
public struct WithdrawnNotifications: Sendable {
  /// How much of them is taken back.
  public enum Extent: Sendable {
    /// They are there no more, nor is what was to be mailed or pushed of them.
    case whole
    /// The words that they quote.
    case body
  }

  /// The parts `withdrawn` and `withdrawn_events`, without a comma behind them.
  public let parts: Query

  /// Only notifications that were made with an actor are found.
  ///
  /// - Parameter subjects: a query of one column of text, the global ids of what they are about.
  public init(_ extent: Extent, about subjects: Query) {
    let change: Query =
      switch extent {
      case .whole: "delete from notifications n where"
      case .body: "update notifications n set body = null where n.body is not null and"
      }
    parts = """
      withdrawn as (
        \(fragment: change) n.actor_id is not null and n.subject in (\(fragment: subjects))
        returning n.id, n.user_id, n.in_app
      ), withdrawn_events as (
        \(fragment: Self.published(from: "withdrawn"))
      )
      """
  }

  /// Tells the clients of those who were told, and the caches, that their lists have changed.
  ///
  /// - Parameter source: notifications with `user_id` and `in_app`.
  public static func published(from source: Query) -> Query {
    """
    insert into events (topic, kind, entity, payload)
        select distinct 'notifications:' || w.user_id, 'NOTIFICATIONS_READ', 'user_' || w.user_id,
          jsonb_build_object('userId', w.user_id)
        from \(fragment: source) w
        where w.in_app
    """
  }
}
