import AtlasAPI

/// Who is there: by this instance, by what the others tell, and both together. A value without clock and locks.
///
/// This instance decides about the people who listen to it: when they come, go and fall idle. Each change is told to the
/// others, and every few seconds all of it, so that what got lost is mended. Whoever is there by any instance is there.
struct PresenceRegistry {
  /// The attendance of one user in one group at this instance.
  struct Attendance {
    var streamCount = 0
    /// When the last stream ended; nil while there is one.
    var leftAt: ContinuousClock.Instant?
    /// Whether they are a member of the group; nil where that is not known yet. Only members are there for others.
    var isMember: Bool?
    var since: DateTime
  }

  /// A user who listens to this instance.
  struct Guest {
    var lastActive: ContinuousClock.Instant
    var isIdle = false
    var attendances: [Int64: Attendance] = [:]
  }

  /// What another instance has told.
  struct Instance {
    var heardAt: ContinuousClock.Instant
    var entries: [Attendee: PresenceEntry] = [:]
  }

  /// What is to be done about changes.
  struct Effects {
    var messages: [PresenceMessage] = []
    /// The groups in which something is different.
    var groups: Set<Int64> = []
  }

  /// How many other instances there may be.
  static let instanceLimit = 64
  /// How many attendees another instance may have.
  static let entryLimit = 100_000

  let settings: PresenceSettings
  var guests: [Int64: Guest] = [:]
  var instances: [String: Instance] = [:]
  var effects = Effects()
  /// All together: users by group.
  private var view: [Int64: [Int64: PresenceEntry]] = [:]
  /// In how many groups users are there.
  private var groupCounts: [Int64: Int] = [:]
  private var focuses: [Int64: PresenceFocus] = [:]
  /// When the others were told that a user, who does not listen here, is active.
  private var toldActive: [Int64: ContinuousClock.Instant] = [:]
  var lastHeartbeat: ContinuousClock.Instant?
  /// Whether the last list named anybody.
  var hasListed = false

  init(settings: PresenceSettings) { self.settings = settings }

  /// Takes what is to be done.
  mutating func takeEffects() -> Effects {
    defer { effects = Effects() }
    return effects
  }

  // MARK: What is seen

  /// Who is there in a group, those who came first in front.
  func people(in group: Int64, at now: ContinuousClock.Instant) -> [Attendant] {
    (view[group] ?? [:]).map { user, entry in
      Attendant(
        user: user, state: entry.isIdle ? .idle : .online, since: entry.since, focus: focus(of: user, at: now)?.diagram)
    }
    .sorted { ($0.since, $0.user) < ($1.since, $1.user) }
  }

  /// Whether somebody is there in any group.
  func isThere(_ user: Int64) -> Bool { groupCounts[user] != nil }

  /// Whether the others may know of anybody by this instance.
  var hasAnybody: Bool { hasListed || !guests.isEmpty }

  /// What somebody looks at; nil where they have pointed at nothing for a while.
  func focus(of user: Int64, at now: ContinuousClock.Instant) -> PresenceFocus? {
    focuses[user].flatMap { now - $0.notedAt < settings.focusLifetime ? $0 : nil }
  }

  /// How an attendee is there by this instance; nil where they are not, or are no member.
  func ownEntry(_ attendee: Attendee) -> PresenceEntry? {
    guard let guest = guests[attendee.user], let attendance = guest.attendances[attendee.group],
      attendance.isMember == true
    else { return nil }
    return PresenceEntry(isIdle: guest.isIdle, since: attendance.since)
  }

  /// Computes anew how an attendee is there.
  mutating func refresh(_ attendee: Attendee) {
    var new = ownEntry(attendee)
    for entry in instances.values.compactMap({ $0.entries[attendee] }) { new = new?.merged(with: entry) ?? entry }
    let old = view[attendee.group]?[attendee.user]
    guard old != new else { return }
    view[attendee.group, default: [:]][attendee.user] = new
    if view[attendee.group]?.isEmpty == true { view[attendee.group] = nil }
    effects.groups.insert(attendee.group)
    if (old == nil) != (new == nil) { count(attendee.user, new == nil ? -1 : 1) }
  }

  private mutating func count(_ user: Int64, _ difference: Int) {
    let count = (groupCounts[user] ?? 0) + difference
    groupCounts[user] = count > 0 ? count : nil
    guard count <= 0 else { return }
    focuses[user] = nil
    toldActive[user] = nil
  }

  // MARK: What people do

  /// Somebody points at a diagram, here or elsewhere.
  mutating func noteFocus(of user: Int64, on diagram: Int64, at now: PresenceMoment) {
    if isThere(user) { focuses[user] = PresenceFocus(diagram: diagram, notedAt: now.instant) }
    noteActivityHere(of: user, at: now)
  }

  /// Another instance says what somebody looks at; what is known here is newer.
  mutating func learnFocus(of user: Int64, _ focus: PresenceFocus) {
    if isThere(user), focuses[user] == nil { focuses[user] = focus }
  }

  /// Somebody does something at this instance. Where they listen to others, these are told, but not each time.
  mutating func noteActivity(of user: Int64, at now: PresenceMoment) {
    noteActivityHere(of: user, at: now)
    guard guests[user] == nil, isThere(user) else { return }
    if let told = toldActive[user], now.instant - told < settings.silence { return }
    toldActive[user] = now.instant
    effects.messages.append(.active(user: user))
  }

  mutating func noteActivityHere(of user: Int64, at now: PresenceMoment) {
    guard guests[user] != nil else { return }
    guests[user]?.lastActive = now.instant
    setIdle(false, user, at: now)
  }

  mutating func setIdle(_ isIdle: Bool, _ user: Int64, at now: PresenceMoment) {
    guard let guest = guests[user], guest.isIdle != isIdle else { return }
    guests[user]?.isIdle = isIdle
    for group in guest.attendances.keys {
      guests[user]?.attendances[group]?.since = now.time
      tell(Attendee(group: group, user: user))
    }
  }

  /// Tells the others, and shows here, how an attendee is there by this instance.
  mutating func tell(_ attendee: Attendee) {
    effects.messages.append(.change(attendee, ownEntry(attendee)))
    refresh(attendee)
  }
}
