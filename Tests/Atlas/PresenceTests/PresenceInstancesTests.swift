import AtlasAPI
import AtlasKernel
import GraphQLJSON
import Testing

@testable import Presence

@Suite("Who is there by all instances")
struct PresenceInstancesTests {
  private let ada = Attendee(group: 1, user: 1)
  private let bob = Attendee(group: 1, user: 2)

  private func entry(isIdle: Bool = false, since: Int64 = 1) -> PresenceEntry {
    PresenceEntry(isIdle: isIdle, since: DateTime(microsecondsSince1970: since))
  }

  @Test("who is there by another instance is there, until that says otherwise")
  func changes() {
    var place = Place()
    place.registry.receive(.change(ada, entry()), from: "b", at: place.now)
    #expect(place.people() == [1: .online])
    #expect(place.registry.takeEffects().groups == [1])
    place.registry.receive(.change(ada, nil), from: "c", at: place.now)
    #expect(place.people() == [1: .online])
    place.registry.receive(.change(ada, nil), from: "b", at: place.now)
    #expect(place.people() == [:])
  }

  @Test("idle is who is idle by all instances, and online is who is so since the first of them")
  func merging() {
    var place = Place()
    place.registry.receive(.change(ada, entry(isIdle: true, since: 5)), from: "b", at: place.now)
    place.registry.receive(.change(ada, entry(isIdle: true, since: 7)), from: "c", at: place.now)
    #expect(place.registry.people(in: 1, at: place.now.instant).first?.since.microsecondsSince1970 == 7)
    place.registry.receive(.change(ada, entry(since: 9)), from: "d", at: place.now)
    place.registry.receive(.change(ada, entry(since: 8)), from: "e", at: place.now)
    #expect(place.people() == [1: .online])
    #expect(place.registry.people(in: 1, at: place.now.instant).first?.since.microsecondsSince1970 == 8)
  }

  @Test("an instance that says goodbye, or nothing for 30 seconds, takes its people along")
  func ends() {
    var place = Place()
    place.registry.receive(.change(ada, entry()), from: "b", at: place.now)
    place.registry.receive(.change(bob, entry()), from: "c", at: place.now)
    place.registry.receive(.goodbye, from: "b", at: place.now)
    #expect(place.people() == [2: .online])
    place.pass(.seconds(29))
    place.registry.receive(.active(user: 2), from: "c", at: place.now)
    #expect(place.people() == [2: .online])
    place.pass(.seconds(1))
    #expect(place.people() == [:])
  }

  @Test("a list mends what got lost, in the range that it is about and nowhere else")
  func lists() {
    var place = Place()
    let others = (1...4).map { Attendee(group: $0, user: 1) }
    for attendee in others { place.registry.receive(.change(attendee, entry()), from: "b", at: place.now) }
    place.registry.receive(.change(others[1], entry()), from: "c", at: place.now)
    let found = ListedAttendee(attendee: Attendee(group: 2, user: 9), entry: entry(), focus: 5)
    place.registry.receive(.list([found], after: others[0], through: others[2]), from: "b", at: place.now)
    #expect(place.people(in: 1) == [1: .online])
    #expect(place.people(in: 2) == [1: .online, 9: .online])
    #expect(place.people(in: 3) == [:])
    #expect(place.people(in: 4) == [1: .online])
    #expect(place.registry.people(in: 2, at: place.now.instant).last?.focus == 5)
    place.registry.receive(.list([], after: nil, through: nil), from: "b", at: place.now)
    #expect((1...4).map { place.people(in: $0).count } == [0, 1, 0, 0])
  }

  @Test("an instance that asks is told all, in parts from which it learns the same")
  func asking() {
    var (here, there) = (Place(), Place())
    for user in 1...200 {
      here.registry.enter(Attendee(group: 1, user: Int64(user)), isMember: true, at: here.now)
    }
    here.registry.noteFocus(of: 3, on: 7, at: here.now)
    _ = here.registry.takeEffects()
    there.registry.askAll()
    for message in there.registry.takeEffects().messages { here.registry.receive(message, from: "there", at: here.now) }
    let messages = here.registry.takeEffects().messages
    #expect(messages.count == 3)
    for message in messages { there.registry.receive(message, from: "here", at: there.now) }
    let (mine, theirs) = (here.registry, there.registry)
    #expect(mine.people(in: 1, at: here.now.instant) == theirs.people(in: 1, at: there.now.instant))
    #expect(theirs.people(in: 1, at: there.now.instant).filter { $0.focus == 7 }.map(\.user) == [3])
  }

  @Test("who does something at an instance where they do not listen is active where they do, told once in a while")
  func activityElsewhere() {
    var (here, there) = (Place(), Place())
    here.registry.enter(ada, isMember: true, at: here.now)
    here.pass(.seconds(300))
    for message in here.registry.takeEffects().messages { there.registry.receive(message, from: "here", at: there.now) }
    #expect(there.people() == [1: .idle])
    _ = there.registry.takeEffects()
    there.registry.noteActivity(of: 1, at: there.now)
    there.registry.noteActivity(of: 1, at: there.now)
    there.registry.noteActivity(of: 99, at: there.now)
    #expect(there.registry.takeEffects().messages == [.active(user: 1)])
    here.registry.receive(.active(user: 1), from: "there", at: here.now)
    #expect(here.people() == [1: .online])
  }

  @Test("there are so many instances at most, and who is known is heard all the same")
  func instanceLimit() {
    var place = Place()
    for number in 1...(PresenceRegistry.instanceLimit + 1) {
      place.registry.receive(
        .change(Attendee(group: 1, user: Int64(number)), entry()), from: "\(number)", at: place.now)
    }
    #expect(place.people().count == PresenceRegistry.instanceLimit)
    place.registry.receive(.change(Attendee(group: 1, user: 1), nil), from: "1", at: place.now)
    #expect(place.people().count == PresenceRegistry.instanceLimit - 1)
  }

  @Test("messages travel as they are")
  func transport() throws {
    let listed = ListedAttendee(attendee: ada, entry: entry(isIdle: true), focus: 5, focusAgeMilliseconds: 1_234)
    let messages: [PresenceMessage] = [
      .change(ada, entry(since: 1_700_000_000_000_000)), .change(bob, nil), .ask, .goodbye, .active(user: 7),
      .list([listed, ListedAttendee(attendee: bob, entry: entry())], after: nil, through: bob),
      .list([], after: bob, through: nil),
    ]
    for message in messages {
      #expect(PresenceMessage(try JSONParser.parse(message.transient().body.serialized())) == message)
    }
  }

  @Test("a part of a list fits into a payload, however large its numbers are")
  func size() {
    let key = Int64.max
    let listed = ListedAttendee(
      attendee: Attendee(group: key, user: key), entry: entry(since: 253_402_300_799_999_999), focus: key,
      focusAgeMilliseconds: 86_400_000)
    let message = PresenceMessage.list(
      Array(repeating: listed, count: PresenceMessage.listSize), after: listed.attendee, through: listed.attendee)
    #expect(message.transient().body.serialized().count < 7_800)
  }

  @Test(
    "what is no message is passed over",
    arguments: [
      "1", "{}", #"{"what":1}"#, #"{"change":1}"#, #"{"change":[1]}"#, #"{"change":[0,1]}"#, #"{"change":[1,2,3]}"#,
      #"{"change":[1,2,false,-1]}"#, #"{"change":[1,99999999999999999999]}"#, #"{"list":[]}"#,
      #"{"list":[1],"after":null,"through":null}"#, #"{"list":[],"after":[0,0],"through":null}"#,
      #"{"list":[[1,2,false,1,3,-5]],"after":null,"through":null}"#, #"{"active":"x"}"#,
    ])
  func foreign(text: String) throws {
    #expect(PresenceMessage(try JSONParser.parse(text)) == nil)
  }
}
