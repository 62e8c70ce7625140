/// The items of one list as they come: rows that are read from the database one after the other.
public struct ItemSource: Sendable {
  /// Items, and how many they are.
  public struct Chunk: Sendable {
    /// The items, one position each.
    public let items: Column
    /// How many items there are.
    public let count: Int

    /// - Parameter items: a position for each item.
    public init(_ items: Column, count: Int) {
      self.items = items
      self.count = count
    }
  }

  /// Waits for the next items. The first argument says how many are wanted at least; fewer are the last. Nil: there are
  /// no more.
  let next: @Sendable (Int) async throws -> Chunk?

  /// - Parameter next: waits for at least that many items, gives what is there, and nil behind the last.
  public init(_ next: @escaping @Sendable (Int) async throws -> Chunk?) { self.next = next }
}

/// What is left of streamed lists when their first items have been taken.
struct StreamRest {
  /// For each position the items that are there already; nil where the source has them all.
  let items: ListColumn?
  let source: ItemSource?
  /// How many items of each position came first.
  let initialCounts: [Int]

  /// Whether something of a position follows.
  func hasMore(_ position: Int) -> Bool {
    if source != nil { return true }
    guard let items else { return false }
    return items.offsets[position] < items.offsets[position + 1]
  }
}
