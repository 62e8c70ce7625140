import AtlasAPI
import GraphQLSyntax
import Testing

@testable import AtlasKernel

@Suite("Who gets which event")
struct EventRelayStateTests {
  private typealias Events = AsyncThrowingStream<EventRecord, any Error>

  @Test("an event goes to the subscribers of its topic and to nobody else")
  func topics() throws {
    var state = readingState()
    let one = state.add(Events.makeStream().continuation, topic: "group:1")
    let other = state.add(Events.makeStream().continuation, topic: "group:1")
    _ = state.add(Events.makeStream().continuation, topic: "group:2")
    let step = state.take(EventPage(records: [event(1), event(2, topic: "lab:1:1")]))
    #expect(try Set(step.deliveries.map(\.subscriber.id)) == [#require(one).id, #require(other).id])
    #expect(step.deliveries.allSatisfy { $0.record.position == 1 })
  }

  @Test("the streams of a viewer are taken out, and nobody else's")
  func endOfViewers() throws {
    var state = readingState()
    func viewer(_ id: Int64) -> Viewer {
      Viewer(
        userID: id, credential: .session(id), roles: [.student], expiresAt: DateTime(microsecondsSince1970: 0))
    }
    let ended = state.add(Events.makeStream().continuation, topic: "group:1", viewer: viewer(1))
    let other = state.add(Events.makeStream().continuation, topic: "group:1", viewer: viewer(2))
    let visitor = state.add(Events.makeStream().continuation, topic: "group:1")
    let removed = state.removeAll { $0.userID == 1 }
    #expect(try removed.map(\.id) == [#require(ended).id])
    let left = state.take(EventPage(records: [event(1)])).deliveries.map(\.subscriber.id)
    #expect(try Set(left) == [#require(other).id, #require(visitor).id])
  }

  @Test("nobody is let in before the relay has caught up, nor after its end")
  func phases() {
    var state = EventRelayState()
    #expect(state.add(Events.makeStream().continuation, topic: "group:1") == nil)
    state.beginReading()
    #expect(state.add(Events.makeStream().continuation, topic: "group:1") != nil)
    #expect(state.stop().subscribers.count == 1)
    state.beginReading()
    #expect(state.add(Events.makeStream().continuation, topic: "group:1") == nil)
  }

  @Test("a gate is handed to one reading, and kept when that fails")
  func gates() {
    var state = EventRelayState()
    let kept = state.keep(AsyncStream.makeStream(of: Void.self).continuation)
    #expect(kept)
    let taken = state.takeGates()
    #expect(taken.count == 1)
    #expect(state.takeGates().isEmpty)
    state.putBack(taken)
    #expect(state.stop().gates.count == 1)
    let keptAfterTheEnd = state.keep(AsyncStream.makeStream(of: Void.self).continuation)
    #expect(!keptAfterTheEnd)
  }

  @Test("a subscriber that is gone gets nothing")
  func removal() throws {
    var state = readingState()
    let added = state.add(Events.makeStream().continuation, topic: "group:1")
    let subscriber = try #require(added)
    state.remove(id: subscriber.id, topic: subscriber.topic)
    #expect(state.take(EventPage(records: [event(1)])).deliveries.isEmpty)
  }

  @Test("events of kinds that a subscriber does not want fill nothing")
  func kinds() throws {
    var state = readingState()
    let (wanted, other) = (
      state.add(Events.makeStream().continuation, topic: "group:1", kinds: [event(1).kind, "OTHER"]),
      state.add(Events.makeStream().continuation, topic: "group:1", kinds: ["OTHER"])
    )
    #expect(other != nil)
    #expect(state.take(EventPage(records: [event(1)])).deliveries.map(\.subscriber.id) == [try #require(wanted).id])
  }

  @Test("a subscriber with a full buffer reads what is in it and then the error RESYNC")
  func slowSubscriber() async throws {
    let (stream, continuation) = Events.makeStream(bufferingPolicy: .bufferingOldest(2))
    let subscriber = EventSubscriber(id: 1, topic: "group:1", kinds: nil, viewer: nil, continuation: continuation)
    let sent = (1...3).map { EventDelivery(subscriber: subscriber, record: event($0)).send() }
    #expect(sent == [true, true, false])
    var positions: [Int64] = []
    await #expect {
      for try await event in stream { positions.append(event.position) }
    } throws: {
      ($0 as? GraphQLError)?.code == .resync
    }
    #expect(positions == [1, 2])
  }

  private func readingState() -> EventRelayState {
    var state = EventRelayState()
    state.begin(at: 0)
    state.beginReading()
    return state
  }
}
