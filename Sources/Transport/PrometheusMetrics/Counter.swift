import Synchronization

/// Counts one kind of thing.
public final class Counter: Sendable {
  private let count = Atomic<Int>(0)

  init() {}

  /// Counts something, or several.
  public func increment(by amount: Int = 1) { count.wrappingAdd(amount, ordering: .relaxed) }

  /// How many there were.
  var value: Double { Double(count.load(ordering: .relaxed)) }
}
