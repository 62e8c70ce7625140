import GraphQLPostgres
public import Postgres

/// Buckets in the database: the same for all instances, and exact however many ask at once. A draw takes a round trip.
public struct PostgresRateLimitStore: RateLimitStore {
  private let database: Database
  private let timeout: Duration

  /// - Parameter timeout: how long a statement may take. A caller who waits for a place must not wait for a database
  ///   that is away.
  public init(_ database: Database, timeout: Duration = .seconds(2)) {
    self.database = database
    self.timeout = timeout
  }

  public func draw(
    _ draw: BucketDraw, from key: BucketKey, _ rate: BucketRate
  ) async throws -> BucketLevel {
    let rows = try await database.write(RateLimitStatements.draw(draw, from: key, rate), deadline: .now + timeout)
    guard rows.count == 1 else { preconditionFailure("an insert that updates on conflict makes a row") }
    let row = Row(rows: rows, index: 0)
    return BucketLevel(
      granted: Int(row[RateLimitStatements.granted]), available: row[RateLimitStatements.tokens])
  }

  public func giveBack(_ surplus: [BucketSurplus]) async throws {
    try await database.write(RateLimitStatements.giveBack(surplus), deadline: .now + timeout)
  }

  /// Removes buckets that are full, which are as good as none.
  public static let sweep = Sweep(RateLimitStatements.sweep, batchSize: 1000)
}
