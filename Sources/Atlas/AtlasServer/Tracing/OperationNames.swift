import Synchronization

/// Names of spans by those of operations. Clients choose these, and whoever counts spans by their names must not be made
/// to count millions: of the names behind the first 200, and of long ones, only the type is told.
final class OperationNames: Sendable {
  private static let limit = 200
  private static let bytesLimit = 100
  private let known = Mutex<Set<String>>([])

  /// `query Name`, or `query`.
  func spanName(_ type: String, _ name: String) -> String {
    guard !name.isEmpty, name.utf8.count <= Self.bytesLimit else { return type }
    let isKnown = known.withLock { known in
      if known.contains(name) { return true }
      guard known.count < Self.limit else { return false }
      known.insert(name)
      return true
    }
    return isKnown ? "\(type) \(name)" : type
  }
}
