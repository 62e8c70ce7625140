import DemoContent
import GraphQLHTTP
import Postgres
import Testing

@testable import AtlasServer

@Suite("How long events are kept")
struct EventRetentionTests {
  @Test("events that are too old go, the others stay, and whoever stood at one of the old ones is told to read anew")
  func sweep() async throws {
    try await withInstance({ $0.eventHours = 48 }) { instance in
      let relay = Task { await instance.application.run() }
      let database = instance.application.database
      let written = try await database.write(
        """
        insert into events (topic, kind, entity, at)
        select 'progress:1', 'PROGRESS_UPDATED', 'progress_1', now() - make_interval(hours => age)
        from unnest(array[50, 49, 47, 0]) with ordinality as ages(age, n) order by n
        returning position
        """)
      let positions = (0..<written.count).compactMap { written.int($0, 0) }
      await instance.application.housekeeping.sweepAll()
      let kept = try await database.read("select position from events where topic = 'progress:1' order by position")
      #expect((0..<kept.count).compactMap { kept.int($0, 0) } == Array(positions.dropFirst(2)))
      let token = try await instance.signIn(.learner)
      #expect(try await answer(instance, token, after: positions[1]).contains("RESYNC"))
      #expect(try await answer(instance, token, after: positions[2]) == "")
      relay.cancel()
      await relay.value
    }
  }

  /// What a subscription that goes on behind a position is answered; nothing where its stream is opened.
  private func answer(_ instance: TestInstance, _ token: String, after position: Int64) async throws -> String {
    var head = TestInstance.head(token: token, accept: "text/event-stream")
    head.fields.append("Last-Event-ID", String(position))
    let text = "subscription { progressUpdated(userId: \"user_1\") { version } }"
    guard case .complete(let response) = await instance.answer(head, TestInstance.body(text)) else { return "" }
    return String(decoding: response.body, as: UTF8.self)
  }
}
