import AtlasKernel
import Postgres
import Testing

@testable import AtlasServer

@Suite("Buckets in PostgreSQL", .serialized)
struct RateLimitStoreTests {
  private let key = BucketKey("test", .user(1))
  /// Nothing to speak of comes back during a test.
  private let rate = BucketRate(limit: 10, windowSeconds: 1_000_000)

  /// Two databases in the sense of two instances, over one.
  private func withStores(
    _ body: (_ stores: [PostgresRateLimitStore], _ database: Database) async throws -> Void
  ) async throws {
    let (configuration, drop) = try await TestServer.makeConfiguration()
    let databases = try (0..<2).map { _ in
      Database(configuration: DatabaseConfiguration(connectionString: try #require(configuration.databaseURL)))
    }
    for database in databases { try await database.start() }
    try await body(databases.map { PostgresRateLimitStore($0, timeout: .seconds(60)) }, databases[0])
    for database in databases { await database.close() }
    await drop()
  }

  @Test("of 200 takes at once over two instances exactly as many pass as there are tokens")
  func exact() async throws {
    try await withStores { stores, _ in
      let granted = try await withThrowingTaskGroup(of: Int.self) { group in
        for turn in 0..<200 {
          group.addTask { try await stores[turn % 2].draw(.exactly(1), from: key, rate).granted }
        }
        return try await group.reduce(0, +)
      }
      #expect(granted == 10)
    }
  }

  @Test("of 200 leased takes at once over two instances none is too much, and in the end every token was given")
  func leased() async throws {
    try await withStores { stores, _ in
      let rate = BucketRate(limit: 50, windowSeconds: 10_000_000)
      let buckets = stores.map { LeasedBuckets($0) }
      let granted = await withTaskGroup(of: Int.self) { group in
        for turn in 0..<200 { group.addTask { await buckets[turn % 2].take(1, from: key, rate).granted } }
        return await group.reduce(0, +)
      }
      #expect(granted <= 50)
      var rest = 0
      for turn in 0..<100 { rest += await buckets[turn % 2].take(1, from: key, rate).granted }
      #expect(granted + rest == 50)
    }
  }

  @Test("the statement counts as the bucket in memory does")
  func sameArithmetic() async throws {
    try await withStores { stores, _ in
      let rate = BucketRate(limit: 100, windowSeconds: 1_000_000_000)
      let memory = MemoryRateLimitStore()
      let draws = [
        BucketDraw(atLeast: 1, atMost: 50, share: 0.125), .exactly(0), .exactly(60), .exactly(60),
        BucketDraw(atLeast: 1, atMost: 50, share: 0.125), BucketDraw(atLeast: 30, atMost: 40, share: 1),
        BucketDraw(atLeast: 5, atMost: 40, share: 0.5, returned: 20),
        BucketDraw(atLeast: 0, atMost: 0, share: 1, returned: 900),
      ]
      for draw in draws {
        let level = try await stores[0].draw(draw, from: key, rate)
        let expected = await memory.draw(draw, from: key, rate)
        #expect(level.granted == expected.granted, "\(draw)")
        #expect(abs(level.available - expected.available) < 0.01, "\(draw)")
      }
    }
  }

  @Test("tokens given back are there again, up to the rim, and buckets that are gone stay gone")
  func givenBack() async throws {
    try await withStores { stores, _ in
      _ = try await stores[0].draw(.exactly(8), from: key, rate)
      let unknown = BucketKey("test", .network(.unknown))
      try await stores[1].giveBack([
        BucketSurplus(key: key, rate: rate, tokens: 3), BucketSurplus(key: unknown, rate: rate, tokens: 3),
      ])
      #expect(try await stores[0].draw(.exactly(0), from: key, rate).available.rounded() == 5)
      try await stores[1].giveBack([BucketSurplus(key: key, rate: rate, tokens: 300)])
      #expect(try await stores[0].draw(.exactly(0), from: key, rate).available == 10)
      #expect(try await stores[0].draw(.exactly(10), from: unknown, rate).granted == 10)
    }
  }

  @Test("sweeping removes the buckets that are full, and no other")
  func swept() async throws {
    try await withStores { stores, database in
      _ = try await stores[0].draw(.exactly(5), from: key, rate)
      _ = try await stores[0].draw(.exactly(0), from: BucketKey("test", .user(2)), rate)
      try await database.write(PostgresRateLimitStore.sweep.statement)
      let rows = try await database.read(Query("test.buckets", "select key from rate_limit_buckets"))
      #expect(rows.count == 1)
      #expect(try await stores[0].draw(.exactly(10), from: key, rate).granted == 0)
    }
  }

  @Test("a store that cannot be asked throws: nobody knows then whether there is a place")
  func away() async throws {
    let (server, configuration) = try await TestServer.startPrivate()
    let database = Database(
      configuration: DatabaseConfiguration(connectionString: try #require(configuration.databaseURL)))
    try await database.start()
    await server.stop()
    await #expect(throws: PostgresError.self) {
      try await PostgresRateLimitStore(database).draw(.exactly(1), from: key, rate)
    }
    await database.close()
  }
}
