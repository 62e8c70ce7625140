import GraphQLExecution
import GraphQLPostgres
import Postgres
import Testing

/// Requests whose statements are all in one transaction.
@Suite("Requests in a transaction")
struct AmbientTransactionTests {
  private struct Request: DatabaseContext {
    let database: Database
    var transaction: Transaction?
  }

  private struct Refusal: Error {}

  @Test("reads, writes, streams and transactions of such a request are one transaction")
  func oneTransaction() async throws {
    let schema = "create table t (n bigint constraint t_key primary key)"
    try await withDatabase(schema: schema) { (database) async throws in
      await #expect(throws: Refusal.self) {
        try await database.transaction { transaction in
          let request = Request(database: database, transaction: transaction)
          try await use(ExecutionContext(application: request))
          #expect(try await database.read("select count(*) from t").int(0, 0) == 0)
          throw Refusal()
        }
      }
      #expect(try await database.read("select count(*) from t").int(0, 0) == 0)
    }
  }

  private func use(_ context: ExecutionContext) async throws {
    _ = try await context.write("insert into t values (1)")
    #expect(await failure { try await context.write("insert into t values (1)") }?.constraint == "t_key")
    try await context.transaction { _ = try await $0.write("insert into t values (2)") }
    await #expect(throws: Refusal.self) {
      try await context.transaction { part in
        _ = try await part.write("insert into t values (3)")
        throw Refusal()
      }
    }
    #expect(try await context.read("select string_agg(n::text, ',') from t").string(0, 0) == "1,2")
    #expect(try await context.stream("select n from t").next(minimum: 2)?.count == 2)
  }
}
