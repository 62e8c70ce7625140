import AtlasKernel
import DemoContent
import GraphQLJSON
import GraphQLPostgres
import Postgres
import Presence
import Testing

@testable import AtlasServer

@Suite("Who is there in a study group", .timeLimit(.minutes(2)))
struct PresenceTests {
  @Test("two instances see who comes to the other and who goes, each person once")
  func twoInstances() async throws {
    try await withTwoInstances {
      $0.hurryPresence()
    } _: { here, there in
      let (ada, bob) = (try await Person("ada", at: here), try await Person("bob", at: there))
      let group = try await ada.found("Presence", with: bob)
      let watch = try await bob.watch(group)
      let first = try await watch.nextPresence()
      #expect(first.changes == ["+\(bob.id) ONLINE"])
      #expect(first.online == .number("1"))
      let messages = try await ada.subscribe("groupMessageReceived(groupId: \"\(group)\") { id }")
      let second = try await ada.watch(group)
      let came = try await watch.nextPresence()
      #expect(came.changes == ["+\(ada.id) ONLINE"])
      #expect(came.online == .number("2"))
      try await second.waitFor("+\(bob.id) ONLINE")
      for person in [ada, bob] { try await expect([ada.id, bob.id], in: group, by: person) }
      await second.stop()
      withExtendedLifetime(messages) {}
      try await expect([ada.id, bob.id], in: group, by: bob)
    }
  }

  @Test("who has left the last stream is gone when the grace is over")
  func leaving() async throws {
    try await withTwoInstances {
      $0.hurryPresence()
    } _: { here, there in
      let (ada, bob) = (try await Person("ada", at: here), try await Person("bob", at: there))
      let group = try await ada.found("Presence", with: bob)
      let watch = try await bob.watch(group)
      let other = try await ada.watch(group)
      try await other.waitFor("+\(bob.id) ONLINE")
      try await watch.waitFor("+\(ada.id) ONLINE")
      await other.stop()
      let left = try await watch.nextPresence()
      #expect(left.changes == ["-\(ada.id) OFFLINE"])
      #expect(left.online == .number("1"))
      try await expect([bob.id], in: group, by: bob)
    }
  }

  @Test("an instance that begins later is told who is there, and one that stops takes its people along")
  func startAndStop() async throws {
    try await withTwoInstances {
      $0.hurryPresence()
      // Longer than the test may take: only a goodbye tells.
      $0.presence.silence = .seconds(600)
    } _: { here, there in
      let (ada, bob) = (try await Person("ada", at: here), try await Person("bob", at: there))
      let group = try await ada.found("Presence", with: bob)
      let other = try await ada.watch(group)
      _ = try await other.nextPresence()
      let late = try await AtlasApplication.start(there.application.configuration, logger: .silent)
      let relay = Task { await late.run() }
      let third = try await Person("eve", at: TestInstance(late))
      try await third.join(group)
      let lateWatch = try await third.watch(group)
      try await lateWatch.waitFor("+\(ada.id) ONLINE")
      let watch = try await bob.watch(group)
      try await watch.waitFor("+\(third.id) ONLINE")
      relay.cancel()
      await relay.value
      await late.stop()
      try await watch.waitFor("-\(third.id) OFFLINE")
      await lateWatch.stop()
    }
  }

  @Test("who does nothing is idle, and online again with the next thing that they do, wherever")
  func idleness() async throws {
    try await withTwoInstances {
      $0.hurryPresence()
      $0.presence.idleAfter = .seconds(1)
    } _: { here, there in
      let (ada, bob) = (try await Person("ada", at: here), try await Person("bob", at: there))
      let group = try await ada.found("Presence", with: bob)
      let own = try await ada.subscribe("groupMessageReceived(groupId: \"\(group)\") { id }")
      let watch = try await bob.watch(group)
      try await watch.waitFor("+\(ada.id) IDLE")
      try await ada.point(1)
      try await watch.waitFor("+\(ada.id) ONLINE")
      withExtendedLifetime(own) {}
    }
  }

  @Test("who is removed from the group is there no more with the next heartbeat, though their stream goes on")
  func removal() async throws {
    try await withTwoInstances {
      $0.hurryPresence()
    } _: { here, there in
      let (ada, bob) = (try await Person("ada", at: here), try await Person("bob", at: there))
      let group = try await ada.found("Presence", with: bob)
      let own = try await bob.subscribe("groupMessageReceived(groupId: \"\(group)\") { id }")
      let watch = try await ada.watch(group)
      try await watch.waitFor("+\(bob.id) ONLINE")
      try await bob.leaveGroups()
      try await expect([ada.id], in: group, by: ada)
      try await watch.waitFor("-\(bob.id) OFFLINE")
      withExtendedLifetime(own) {}
    }
  }

  @Test("an admin who looks on without being a member is not there for others")
  func admin() async throws {
    try await withTwoInstances {
      $0.hurryPresence()
    } _: { here, there in
      let (ada, bob) = (try await Person("ada", at: here), try await Person("bob", at: there))
      let group = try await ada.found("Presence")
      let admin = try await there.signIn(.admin)
      let onlooker = try await Subscribed(
        there, "subscription { groupPresenceChanged(groupId: \"\(group)\") { online joined { user { id } } } }", admin)
      #expect(try await onlooker.next().at("data.groupPresenceChanged.online") == .number("0"))
      let watch = try await ada.watch(group)
      #expect(try await watch.nextPresence().changes == ["+\(ada.id) ONLINE"])
      try await bob.join(group)
      let other = try await bob.watch(group)
      let next = try await watch.nextPresence()
      #expect(next.changes == ["+\(bob.id) ONLINE"])
      #expect(next.online == .number("2"))
      withExtendedLifetime(other) {}
    }
  }

  @Test("what somebody looks at is shown to whoever may see it")
  func focus() async throws {
    try await withTwoInstances {
      $0.hurryPresence()
    } _: { here, there in
      let (ada, bob) = (try await Person("ada", at: here), try await Person("bob", at: there))
      let group = try await ada.found("Presence", with: bob)
      let own = try await ada.subscribe("groupMessageReceived(groupId: \"\(group)\") { id }")
      let watch = try await bob.watch(group)
      let cursors = try await bob.watchCursors(in: "diagram_2")
      try await watch.waitFor("+\(ada.id) ONLINE")
      try await ada.point(1, in: "diagram_2")
      // The cursor has come to this instance, and what it says about the focus with it.
      _ = try await cursors.nextCursor()
      let people = try await bob.people(in: group)
      #expect(people.first { $0.at("user.id") == .string(ada.id) }?.at("focus.id") == .string("diagram_2"))
      #expect(people.first { $0.at("user.id") == .string(bob.id) }?.at("focus") == .null)
      withExtendedLifetime(own) {}
    }
  }

  private func expect(
    _ people: [String], in group: String, by person: Person, location: SourceLocation = #_sourceLocation
  ) async throws {
    let found = try await person.people(in: group).compactMap { $0.at("user.id")?.stringValue }
    #expect(found.sorted() == people.sorted(), sourceLocation: location)
  }
}
