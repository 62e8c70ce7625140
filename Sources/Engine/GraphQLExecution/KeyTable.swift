/// Distinct integer keys and their numbers, 0, 1, 2 in the order of insertion.
///
/// A table of its own because every reference and every list of an operation goes through one: linear probing over two
/// flat arrays, several times as fast as a dictionary. The multiplier is odd and random per process, so that nobody can
/// prepare keys that collide.
public struct KeyTable: Sendable {
  /// The keys in the order of insertion.
  public private(set) var keys: [Int64] = []
  /// Number plus one, 0 for an empty place; a power of two of them.
  private var places: [Int32]

  private static let multiplier = UInt64.random(in: .min ... .max) | 1

  /// A table with room for some keys; it grows as needed.
  public init(minimumCapacity: Int = 0) {
    var size = 16
    while size < minimumCapacity * 2 { size *= 2 }
    places = [Int32](repeating: 0, count: size)
    keys.reserveCapacity(minimumCapacity)
  }

  /// How many keys there are.
  public var count: Int { keys.count }

  /// The number of a key; nil for one that was never inserted.
  public subscript(key: Int64) -> Int32? {
    let number = places[place(key)]
    return number == 0 ? nil : number - 1
  }

  /// The number of a key, which is inserted if need be.
  @discardableResult
  public mutating func insert(_ key: Int64) -> Int32 {
    let place = place(key)
    if places[place] != 0 { return places[place] - 1 }
    keys.append(key)
    places[place] = Int32(truncatingIfNeeded: keys.count)
    if keys.count * 2 > places.count { grow() }
    return Int32(truncatingIfNeeded: keys.count - 1)
  }

  /// Where a key is, or belongs. A place is always free: at most half of them are taken.
  private func place(_ key: Int64) -> Int {
    let mask = places.count &- 1
    let product = UInt64(bitPattern: key) &* Self.multiplier
    // The high half of the product depends on all bits of the key.
    var place = Int(truncatingIfNeeded: (product ^ product >> 32) >> 16) & mask
    while places[place] != 0, keys[Int(places[place] &- 1)] != key { place = (place &+ 1) & mask }
    return place
  }

  private mutating func grow() {
    places = [Int32](repeating: 0, count: places.count * 2)
    for (number, key) in keys.enumerated() { places[place(key)] = Int32(truncatingIfNeeded: number + 1) }
  }
}
