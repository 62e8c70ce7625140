public import Postgres

/// What one domain keeps about a person: how it is shown to them, and how it is erased.
public struct PersonalData: Sendable {
  /// The member of the export.
  public let name: String
  /// One row with one column of JSON.
  public let export: @Sendable (_ userID: Int64) -> Query
  /// What may be much, in batches: run in this order, in one transaction for each batch, before `erase` and until the last
  /// one changes no row.
  public let eraseBatch: [@Sendable (_ userID: Int64) -> Query]
  /// Run in this order, in one transaction with those of the other domains.
  public let erase: [@Sendable (_ userID: Int64) -> Query]

  /// What a domain keeps under a name.
  public init(
    name: String, export: @escaping @Sendable (_ userID: Int64) -> Query,
    eraseBatch: [@Sendable (_ userID: Int64) -> Query] = [],
    erase: [@Sendable (_ userID: Int64) -> Query]
  ) {
    self.name = name
    self.export = export
    self.eraseBatch = eraseBatch
    self.erase = erase
  }
}
