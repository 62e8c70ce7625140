import Testing

@testable import Postgres

@Suite("Notification listener")
struct NotificationListenerTests {
  @Test("a notification wakes, and so does each connect")
  func wakeUps() async throws {
    try await withDatabase { (database) async throws in
      let listener = NotificationListener(
        connectionString: database.configuration.connectionString, channel: "we\"ird", applicationName: "listener-test")
      var wakeUps = listener.wakeUps.makeAsyncIterator()
      #expect(await wakeUps.next() != nil)
      _ = try await database.write(#"notify "we""ird""#)
      #expect(await wakeUps.next() != nil)
      let ended = try await database.write(
        "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'listener-test'")
      #expect(ended.count == 1)
      #expect(await wakeUps.next() != nil)
      _ = try await database.write(#"notify "we""ird""#)
      #expect(await wakeUps.next() != nil)
      listener.close()
      while await wakeUps.next() != nil {}
    }
  }
}
