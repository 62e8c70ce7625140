/// Whether and in which shape the parts that `@defer` and `@stream` name follow the first response.
public enum IncrementalDelivery: Sendable, Hashable {
  /// They do not: the directives mean nothing, and everything is in one response.
  case none
  /// `pending`, `incremental` and `completed`: parts are named by identifiers, and no field is sent twice. The draft of
  /// the specification.
  case identified
  /// `incremental` alone, with paths: every fragment is sent whole, whatever other parts have of it. The draft of 2022,
  /// which clients ask for by `deferSpec=20220824`.
  case paths
}
