/// The rows of a storage that some positions refer to, each once and in the order of first use.
struct UsedRows {
  private(set) var rows: [Int32] = []
  /// The place of each position's row among them; -1 for none.
  private(set) var places: [Int32] = []
  /// Whether they are all rows of the storage in their order.
  var areAll: Bool { isIdentity && rows.count == count }

  private let count: Int
  private var isIdentity = true

  init(_ rowOfPosition: [Int32], count: Int) {
    self.count = count
    var placeOfRow = [Int32](repeating: -1, count: count)
    rows.reserveCapacity(min(count, rowOfPosition.count))
    places.reserveCapacity(rowOfPosition.count)
    for row in rowOfPosition {
      guard row >= 0 else {
        places.append(-1)
        continue
      }
      if placeOfRow[Int(row)] < 0 {
        placeOfRow[Int(row)] = Int32(truncatingIfNeeded: rows.count)
        isIdentity = isIdentity && Int(row) == rows.count
        rows.append(row)
      }
      places.append(placeOfRow[Int(row)])
    }
  }
}
