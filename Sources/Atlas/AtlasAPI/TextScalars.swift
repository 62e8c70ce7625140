public import GraphQLExecution
public import GraphQLJSON
public import GraphQLSchema
public import GraphQLSyntax

/// A calendar day (scalar `Date`), as `2026-11-21`.
public struct LocalDate: LeafOutput, InputDecodable, Hashable {
  public let text: String

  /// Nil where the text is no day of the calendar.
  public init?(_ text: String) {
    var scanner = DigitScanner(text)
    guard let year = scanner.number(4), scanner.skip("-"), let month = scanner.number(2), scanner.skip("-"),
      let day = scanner.number(2), scanner.isAtEnd, year >= 1, (1...12).contains(month), day >= 1,
      day <= CivilDate.daysIn(month: month, year: year)
    else { return nil }
    self.text = text
  }

  public func write(into writer: inout JSONWriter) -> Bool { text.write(into: &writer) }

  public init(input: InputValue) throws(GraphQLError) {
    guard case .string(let text) = input, let value = LocalDate(text) else { throw .unexpectedInput("Date") }
    self = value
  }
}

/// A length of time (scalar `Duration`) in ISO 8601, as `PT25M`.
public struct ISODuration: LeafOutput, InputDecodable, Hashable {
  public let text: String

  /// Nil where the text is no ISO 8601 duration with designators.
  public init?(_ text: String) {
    guard Self.isDuration(Array(text.utf8)) else { return nil }
    self.text = text
  }

  /// A length in milliseconds, as `PT1.25S`.
  public init(milliseconds: Int) {
    let seconds = milliseconds / 1000
    let fraction = milliseconds % 1000
    text = fraction == 0 ? "PT\(seconds)S" : "PT\(seconds).\(fraction, width: 3)S"
  }

  /// A length in whole seconds, as `PT1H25M`.
  public init(seconds: Int) {
    let parts = [(seconds / 3600, "H"), (seconds / 60 % 60, "M"), (seconds % 60, "S")].filter { $0.0 != 0 }
    text = parts.isEmpty ? "PT0S" : "PT" + parts.map { "\($0.0)\($0.1)" }.joined()
  }

  private static func isDuration(_ bytes: [UInt8]) -> Bool {
    guard bytes.count <= 64, bytes.first == UInt8(ascii: "P") else { return false }
    var designators = Array("YMWD".utf8)[...]
    var index = 1
    var parts = 0
    var isTime = false
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "T") {
        guard !isTime, index + 1 < bytes.count else { return false }
        isTime = true
        designators = Array("HMS".utf8)[...]
        index += 1
        continue
      }
      let start = index
      while index < bytes.count, (0x30...0x39).contains(bytes[index]) || bytes[index] == UInt8(ascii: ".") {
        index += 1
      }
      guard index > start, bytes[start] != UInt8(ascii: "."), index < bytes.count,
        bytes[start..<index].count(where: { $0 == UInt8(ascii: ".") }) <= 1, index - start <= 12,
        let position = designators.firstIndex(of: bytes[index])
      else { return false }
      designators = designators[(position + 1)...]
      index += 1
      parts += 1
    }
    return parts > 0
  }

  public func write(into writer: inout JSONWriter) -> Bool { text.write(into: &writer) }

  public init(input: InputValue) throws(GraphQLError) {
    guard case .string(let text) = input, let value = ISODuration(text) else { throw .unexpectedInput("Duration") }
    self = value
  }
}

extension Int64: LeafOutput, InputDecodable {
  public func write(into writer: inout JSONWriter) -> Bool {
    writer.integer(self)
    return true
  }

  public init(input: InputValue) throws(GraphQLError) {
    switch input {
    case .int(let number): self = Int64(number)
    case .string(let text):
      guard let number = Int64(text) else { throw .unexpectedInput("Int64") }
      self = number
    default: throw .unexpectedInput("Int64")
    }
  }
}
