import AtlasAPI
import AtlasKernel
import GraphQLExecution
import Postgres

/// A user in a group.
struct Attendee: Hashable, Comparable, Sendable {
  let group: Int64
  let user: Int64

  static func < (left: Attendee, right: Attendee) -> Bool { (left.group, left.user) < (right.group, right.user) }
}

/// How somebody is there.
struct PresenceEntry: Equatable, Sendable {
  var isIdle: Bool
  /// Since when they are in this state.
  var since: DateTime

  /// The same user by two instances: idle is who is idle by both.
  func merged(with other: PresenceEntry) -> PresenceEntry {
    guard isIdle == other.isIdle else { return isIdle ? other : self }
    return PresenceEntry(isIdle: isIdle, since: isIdle ? max(since, other.since) : min(since, other.since))
  }
}

/// What somebody looks at, and since when that is known.
struct PresenceFocus: Sendable {
  let diagram: Int64
  let notedAt: ContinuousClock.Instant
}

/// `Presence` of the schema.
struct Attendant: ObjectSource, Equatable {
  let user: Int64
  let state: API.PresenceState
  let since: DateTime
  let focus: Int64?
}

/// The present moment on both clocks: one that never jumps, and the one that people read.
struct PresenceMoment: Sendable {
  let instant: ContinuousClock.Instant
  let time: DateTime

  static var now: PresenceMoment { PresenceMoment(instant: .now, time: .now) }
}

extension DateTime {
  static var now: DateTime { DateTime(microsecondsSince1970: PostgresTimestamp.now.microsecondsSince1970) }
}
