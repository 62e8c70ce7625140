public import GraphQLSchema

/// Writes coerced values so that different values make different bytes: each begins with its kind, and whatever can be
/// of any length begins with it.
public struct InputValueWriter {
  /// What was written.
  public private(set) var bytes: [UInt8] = []

  private enum Kind: UInt8 {
    case absent, null, no, yes, int, float, number, string, enumValue, list, object
  }

  /// Nothing written yet.
  public init() {}

  /// Writes that there is no value.
  public mutating func absent() { begin(.absent) }

  /// Writes a value.
  public mutating func value(_ value: InputValue) {
    switch value {
    case .null: begin(.null)
    case .boolean(let flag): begin(flag ? .yes : .no)
    case .int(let number): word(UInt64(bitPattern: Int64(number)), .int)
    case .float(let number): word(number.bitPattern, .float)
    case .number(let digits): text(digits, .number)
    case .string(let string): text(string, .string)
    case .enumValue(let name): text(name, .enumValue)
    case .list(let items):
      begin(.list)
      word(UInt64(items.count))
      for item in items { self.value(item) }
    case .object(let object):
      begin(.object)
      word(UInt64(object.fields.count))
      for field in object.fields {
        text(Array(field.name.utf8))
        self.value(field.value)
      }
    }
  }

  /// Writes a text of any length.
  public mutating func text(_ text: [UInt8]) {
    word(UInt64(text.count))
    bytes.append(contentsOf: text)
  }

  private mutating func begin(_ kind: Kind) { bytes.append(kind.rawValue) }

  private mutating func text(_ text: String, _ kind: Kind) {
    begin(kind)
    word(UInt64(text.utf8.count))
    bytes.append(contentsOf: text.utf8)
  }

  private mutating func word(_ word: UInt64, _ kind: Kind) {
    begin(kind)
    self.word(word)
  }

  /// Small numbers are the usual ones: seven bits a byte, the lowest first.
  private mutating func word(_ word: UInt64) {
    var rest = word
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }
}
