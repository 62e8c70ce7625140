// Cells to Swift values, from the text format. Nil means null, or text that is not such a value.

extension Rows {
  /// An integer of any width.
  public func int(_ row: Int, _ column: Int) -> Int64? {
    unsafe cell(row, column).flatMap { unsafe parseInteger($0) }
  }

  /// The text of a cell.
  public func string(_ row: Int, _ column: Int) -> String? {
    unsafe cell(row, column).map { unsafe String(decoding: $0, as: UTF8.self) }
  }

  /// A Boolean.
  public func bool(_ row: Int, _ column: Int) -> Bool? {
    guard let bytes = unsafe cell(row, column), bytes.count == 1 else { return nil }
    return switch unsafe bytes[0] {
    case 0x74: true
    case 0x66: false
    default: nil
    }
  }

  /// A number.
  public func double(_ row: Int, _ column: Int) -> Double? {
    unsafe cell(row, column).flatMap { unsafe Double(String(decoding: $0, as: UTF8.self)) }
  }

  /// A `timestamptz`, or a `timestamp` with a zone.
  public func timestamp(_ row: Int, _ column: Int) -> PostgresTimestamp? {
    unsafe cell(row, column).flatMap { unsafe PostgresTimestamp(text: $0) }
  }

  /// A `uuid`.
  public func uuid(_ row: Int, _ column: Int) -> PostgresUUID? {
    unsafe cell(row, column).flatMap { unsafe PostgresUUID(text: $0) }
  }

  /// A `bytea`.
  public func bytes(_ row: Int, _ column: Int) -> [UInt8]? {
    guard let text = unsafe cell(row, column), text.count >= 2, text.count % 2 == 0,
      unsafe text[0] == 0x5C, unsafe text[1] == 0x78
    else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count / 2 - 1)
    for index in stride(from: 2, to: text.count, by: 2) {
      guard let high = unsafe hexadecimalDigit(text[index]), let low = unsafe hexadecimalDigit(text[index + 1])
      else { return nil }
      bytes.append(high << 4 | low)
    }
    return bytes
  }

  /// A one-dimensional array of text whose elements may be null.
  public func nullableStringArray(_ row: Int, _ column: Int) -> [String?]? {
    arrayElements(row, column).map { elements in
      elements.map { element in element.map { String(decoding: $0, as: UTF8.self) } }
    }
  }

  /// A one-dimensional array of text; nil also when an element is null.
  public func stringArray(_ row: Int, _ column: Int) -> [String]? {
    unsafe cell(row, column).flatMap { unsafe Rows.stringArray($0) }
  }

  /// The elements of a cell that is a one-dimensional array of text; nil also when an element is null.
  @unsafe public static func stringArray(_ cell: UnsafeBufferPointer<UInt8>) -> [String]? {
    guard let elements = unsafe parseArray(Array(cell)) else { return nil }
    let present = elements.compactMap { $0 }
    guard present.count == elements.count else { return nil }
    return present.map { String(decoding: $0, as: UTF8.self) }
  }

  /// A one-dimensional array of integers; nil also when an element is null.
  public func int64Array(_ row: Int, _ column: Int) -> [Int64]? {
    guard let elements = arrayElements(row, column) else { return nil }
    let present = elements.compactMap { element in element.flatMap { parseInteger($0) } }
    return present.count == elements.count ? present : nil
  }

  /// A one-dimensional array of numbers; nil also when an element is null.
  public func doubleArray(_ row: Int, _ column: Int) -> [Double]? {
    guard let elements = nullableStringArray(row, column) else { return nil }
    let present = elements.compactMap { element in element.flatMap { Double($0) } }
    return present.count == elements.count ? present : nil
  }

  private func arrayElements(_ row: Int, _ column: Int) -> [[UInt8]?]? {
    unsafe cell(row, column).flatMap { unsafe parseArray(Array($0)) }
  }
}

/// Reads a decimal integer with an optional sign; nil when it is none, or too large.
@inline(__always)
func parseInteger(_ bytes: some Collection<UInt8>) -> Int64? {
  let isNegative = bytes.first == 0x2D
  var value: Int64 = 0
  let digits = bytes.dropFirst(isNegative ? 1 : 0)
  if digits.isEmpty { return nil }
  for byte in digits {
    guard byte >= 0x30, byte <= 0x39 else { return nil }
    let (shifted, overflow) = value.multipliedReportingOverflow(by: 10)
    // Negative all the way down, so that the smallest number fits too.
    let (next, overflowAgain) = shifted.subtractingReportingOverflow(Int64(byte - 0x30))
    if overflow || overflowAgain { return nil }
    value = next
  }
  if isNegative { return value }
  return value == .min ? nil : -value
}
