import Synchronization

/// Lets so many through at once; it costs an atomic addition on the way in and one on the way out.
public final class ConcurrencyLimit: Sendable {
  private let limit: Int
  private let inside = Atomic(0)

  /// A limit of so many.
  public init(_ limit: Int) { self.limit = limit }

  /// How many are inside.
  public var count: Int { inside.load(ordering: .relaxed) }

  /// Whether there is room; whoever gets in must `leave`.
  public func enter() -> Bool {
    if inside.wrappingAdd(1, ordering: .relaxed).newValue <= limit { return true }
    leave()
    return false
  }

  /// Makes room.
  public func leave() { inside.wrappingSubtract(1, ordering: .relaxed) }
}
