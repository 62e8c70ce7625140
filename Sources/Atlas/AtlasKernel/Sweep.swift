public import Postgres

/// A statement that deletes a batch of what nobody needs any more; run now and then.
public struct Sweep: Sendable {
  /// Deletes at most `batchSize` rows and waits for no lock that a request may hold (`for update skip locked`): several
  /// instances sweep at once.
  public let statement: Query
  /// While a run deletes so many rows, there may be more.
  public let batchSize: Int

  /// A statement with the number of rows that it deletes at most.
  public init(_ statement: Query, batchSize: Int) {
    self.statement = statement
    self.batchSize = batchSize
  }
}
