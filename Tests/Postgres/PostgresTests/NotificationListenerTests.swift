import Testing

@testable import Postgres

@Suite("Notification listener")
struct NotificationListenerTests {
  @Test("a notification arrives with its payload, and each connect is told")
  func arrivals() async throws {
    try await withDatabase { (database) async throws in
      let listener = NotificationListener(
        connectionString: database.configuration.connectionString, channel: "we\"ird", applicationName: "listener-test")
      var arrivals = listener.arrivals.makeAsyncIterator()
      #expect(await arrivals.next() == .connected)
      _ = try await database.write(#"notify "we""ird", 'café'"#)
      #expect(await arrivals.next() == .notification(payload: "café"))
      let ended = try await database.write(
        "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'listener-test'")
      #expect(ended.count == 1)
      #expect(await arrivals.next() == .connected)
      _ = try await database.write(#"notify "we""ird""#)
      #expect(await arrivals.next() == .notification(payload: ""))
      listener.close()
      while await arrivals.next() != nil {}
    }
  }
}
