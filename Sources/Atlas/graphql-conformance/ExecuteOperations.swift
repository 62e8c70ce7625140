/// The operations of this group, by name.
enum ExecuteOperations {
  static let table: [String: ConformanceOperation] = [:]
}
