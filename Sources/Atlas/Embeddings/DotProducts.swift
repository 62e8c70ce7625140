/// The inner loop of the search: dot products of one vector with many that lie one behind another.
///
/// Four rows go side by side, each with eight sums: so the vector that is looked for is read once for four rows, and no
/// addition waits for the one before it. A row's sum does not depend on which rows are beside it.
enum DotProducts {
  /// Writes the products with the first `rowCount` rows of `values` into `products`.
  static func write(_ products: inout [Float], of query: [Float], with values: [Float], rowCount: Int) {
    let width = query.count
    precondition(
      values.count >= rowCount * width && products.count >= rowCount, "every row has its numbers and a place")
    // Unsafe, and measured: no bounds are checked within rows, all of which are there by the line above.
    unsafe query.withUnsafeBufferPointer { query in
      unsafe values.withUnsafeBufferPointer { values in
        guard let vector = query.baseAddress, let start = values.baseAddress else { return }
        var row = 0
        while row + 4 <= rowCount {
          let sums = unsafe four(vector, start + row * width, width)
          for index in 0..<4 { products[row + index] = sums[index] }
          row += 4
        }
        while row < rowCount {
          products[row] = unsafe one(vector, start + row * width, width)
          row += 1
        }
      }
    }
  }

  @unsafe private static func four(
    _ vector: UnsafePointer<Float>, _ rows: UnsafePointer<Float>, _ width: Int
  ) -> SIMD4<Float> {
    let (first, second) = unsafe (rows, rows + width)
    let (third, fourth) = unsafe (rows + 2 * width, rows + 3 * width)
    var sums = (SIMD8<Float>.zero, SIMD8<Float>.zero, SIMD8<Float>.zero, SIMD8<Float>.zero)
    var index = 0
    while index &+ 8 <= width {
      let part = unsafe eight(vector + index)
      unsafe sums.0 += part * eight(first + index)
      unsafe sums.1 += part * eight(second + index)
      unsafe sums.2 += part * eight(third + index)
      unsafe sums.3 += part * eight(fourth + index)
      index &+= 8
    }
    var totals = SIMD4(sums.0.sum(), sums.1.sum(), sums.2.sum(), sums.3.sum())
    while index < width {
      let rest = unsafe SIMD4(first[index], second[index], third[index], fourth[index])
      unsafe totals += vector[index] * rest
      index &+= 1
    }
    return totals
  }

  @unsafe private static func one(
    _ vector: UnsafePointer<Float>, _ row: UnsafePointer<Float>, _ width: Int
  ) -> Float {
    var sums = SIMD8<Float>.zero
    var index = 0
    while index &+ 8 <= width {
      unsafe sums += eight(vector + index) * eight(row + index)
      index &+= 8
    }
    var total = sums.sum()
    while index < width {
      unsafe total += vector[index] * row[index]
      index &+= 1
    }
    return total
  }

  @unsafe @inline(__always)
  private static func eight(_ pointer: UnsafePointer<Float>) -> SIMD8<Float> {
    unsafe UnsafeRawPointer(pointer).loadUnaligned(as: SIMD8<Float>.self)
  }
}
