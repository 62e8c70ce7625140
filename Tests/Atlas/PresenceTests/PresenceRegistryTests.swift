import AtlasAPI
import GraphQLJSON
import Testing

@testable import Presence

@Suite("Who is there by one instance")
struct PresenceRegistryTests {
  let ada = Attendee(group: 1, user: 1)

  @Test("who listens is there, and counts once however many sockets they have")
  func sockets() {
    var place = Place()
    place.registry.enter(ada, isMember: true, at: place.now)
    let entry = PresenceEntry(isIdle: false, since: place.now.time)
    #expect(place.registry.takeEffects().messages == [.change(ada, entry)])
    place.registry.enter(ada, isMember: true, at: place.now)
    #expect(place.registry.takeEffects().messages.isEmpty)
    #expect(place.people() == [1: .online])
    place.registry.leave(ada, at: place.now)
    place.pass(.seconds(60))
    #expect(place.people() == [1: .online])
  }

  @Test("who connects again within the grace was never away, and who does not has gone")
  func grace() {
    var place = Place()
    place.registry.enter(ada, isMember: true, at: place.now)
    place.registry.leave(ada, at: place.now)
    place.pass(.seconds(4))
    place.registry.enter(ada, isMember: true, at: place.now)
    place.pass(.seconds(4))
    #expect(place.people() == [1: .online])
    place.registry.leave(ada, at: place.now)
    _ = place.registry.takeEffects()
    place.pass(.seconds(5))
    #expect(place.people() == [:])
    let effects = place.registry.takeEffects()
    #expect(effects.messages == [.change(ada, nil)])
    #expect(effects.groups == [1])
  }

  @Test("who does nothing for a while is idle, until they do something")
  func idleness() {
    var place = Place()
    place.registry.enter(ada, isMember: true, at: place.now)
    place.pass(.seconds(299))
    #expect(place.people() == [1: .online])
    place.pass(.seconds(1))
    #expect(place.people() == [1: .idle])
    let idleSince = place.now.time
    #expect(place.registry.people(in: 1, at: place.now.instant).first?.since == idleSince)
    place.pass(.seconds(10))
    place.registry.noteActivity(of: 1, at: place.now)
    #expect(place.people() == [1: .online])
    place.pass(.seconds(300))
    place.registry.noteFocus(of: 1, on: 5, at: place.now)
    #expect(place.people() == [1: .online])
    place.pass(.seconds(300))
    place.registry.enter(Attendee(group: 2, user: 1), isMember: true, at: place.now)
    #expect(place.people() == [1: .online])
  }

  @Test("only members are there for others, as soon as that is known and for as long as it is so")
  func members() {
    var place = Place()
    place.registry.enter(ada, isMember: nil, at: place.now)
    #expect(place.people() == [:])
    #expect(place.registry.attendees(unknown: true) == [ada])
    place.registry.setMembers([ada], among: [ada])
    #expect(place.people() == [1: .online])
    #expect(place.registry.attendees(unknown: true).isEmpty)
    _ = place.registry.takeEffects()
    place.registry.setMembers([], among: [ada])
    #expect(place.people() == [:])
    #expect(place.registry.takeEffects().messages == [.change(ada, nil)])
  }

  @Test("what somebody looks at is what they have pointed at in the last five minutes")
  func focus() {
    var place = Place()
    place.registry.noteFocus(of: 1, on: 5, at: place.now)
    place.registry.enter(ada, isMember: true, at: place.now)
    #expect(place.registry.people(in: 1, at: place.now.instant).map(\.focus) == [nil])
    place.registry.noteFocus(of: 1, on: 6, at: place.now)
    place.pass(.seconds(299))
    #expect(place.registry.people(in: 1, at: place.now.instant).map(\.focus) == [6])
    place.pass(.seconds(1))
    #expect(place.registry.people(in: 1, at: place.now.instant).map(\.focus) == [nil])
  }

  @Test("a heartbeat is due at first and then each ten seconds")
  func heartbeats() {
    var place = Place()
    #expect(place.registry.tick(at: place.now) == true)
    #expect(place.pass(.seconds(9)) == false)
    #expect(place.pass(.seconds(1)) == true)
    #expect(place.pass(.seconds(9)) == false)
  }

  @Test("an instance where nobody is says so once and then nothing")
  func silence() {
    var place = Place()
    place.registry.tellAll(at: place.now)
    #expect(place.registry.takeEffects().messages.isEmpty)
    place.registry.enter(ada, isMember: true, at: place.now)
    place.registry.leave(ada, at: place.now)
    place.registry.tellAll(at: place.now)
    place.pass(.seconds(5))
    _ = place.registry.takeEffects()
    place.registry.tellAll(at: place.now)
    #expect(place.registry.takeEffects().messages == [.list([], after: nil, through: nil)])
    place.registry.tellAll(at: place.now)
    #expect(place.registry.takeEffects().messages.isEmpty)
  }
}

@Suite("Changes of presence")
struct GroupPresenceChangeTests {
  private func attendant(_ user: Int64, _ state: API.PresenceState = .online) -> Attendant {
    Attendant(user: user, state: state, since: DateTime(microsecondsSince1970: 1), focus: nil)
  }
  private let now = DateTime(microsecondsSince1970: 9)

  @Test("the first time tells all who are there, even where nobody is")
  func first() {
    let empty = GroupPresenceChange(in: 1, from: nil, to: [], at: now)
    #expect(empty?.online == 0)
    let change = GroupPresenceChange(in: 1, from: nil, to: [attendant(1), attendant(2, .idle)], at: now)
    #expect(change?.joined.map(\.user) == [1, 2])
    #expect(change?.online == 2)
  }

  @Test("then it tells who came, went or is in another state, and nothing where all is as before")
  func differences() {
    let before = [attendant(1), attendant(2), attendant(3)]
    let change = GroupPresenceChange(
      in: 1, from: before, to: [attendant(1), attendant(2, .idle), attendant(4)], at: now)
    #expect(change?.joined == [attendant(2, .idle), attendant(4)])
    #expect(change?.left == [Attendant(user: 3, state: .offline, since: now, focus: nil)])
    #expect(change?.online == 3)
    #expect(GroupPresenceChange(in: 1, from: before, to: before, at: now) == nil)
  }
}

/// A registry with a clock that is moved by hand.
struct Place {
  var registry = PresenceRegistry(settings: PresenceSettings())
  private(set) var now = PresenceMoment(
    instant: .now, time: DateTime(microsecondsSince1970: 1_700_000_000_000_000))

  /// Lets time pass, and the registry look; whether a heartbeat is due.
  @discardableResult
  mutating func pass(_ duration: Duration) -> Bool {
    now = PresenceMoment(
      instant: now.instant + duration,
      time: DateTime(microsecondsSince1970: now.time.microsecondsSince1970 + duration.components.seconds * 1_000_000))
    return registry.tick(at: now)
  }

  /// Who is there in a group, and how.
  func people(in group: Int64 = 1) -> [Int64: API.PresenceState] {
    Dictionary(uniqueKeysWithValues: registry.people(in: group, at: now.instant).map { ($0.user, $0.state) })
  }
}
