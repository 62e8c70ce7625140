import GraphQLHTTP
import GraphQLJSON
import Postgres
import Testing

@testable import AtlasServer

@Suite("The deadline of requests")
struct DeadlineTests {
  @Test("[HTTP deadline] what waits in the database is answered in time with TIMEOUT, and its statement stops")
  func lockedTable() async throws {
    try await withInstance {
      $0.requestTimeout = .milliseconds(400)
    } _: { instance in
      let database = instance.application.database
      let statement = Query("test.lock", "lock table diagrams in access exclusive mode")
      let response = try await database.transaction(deadline: .now + .seconds(60)) { transaction in
        _ = try await transaction.write(statement)
        let response = try await instance.query("{ diagram(id: 1) { title } }")
        while try await running(database) > 0 { try await Task.sleep(for: .milliseconds(5)) }
        return response
      }
      #expect(response.status == 200)
      #expect(response.code == "TIMEOUT", "\(response)")
      #expect(response["data"] == .null)
    }
  }

  /// How many statements wait for a lock on a table.
  private func running(_ database: Database) async throws -> Int64 {
    let statement = Query("test.waiting", "select count(*) from pg_locks where not granted and database is not null")
    return try await database.read(statement, deadline: .now + .seconds(60)).int(0, 0) ?? 0
  }
}
