import GraphQLJSON
public import GraphQLSchema
import GraphQLSyntax

extension API {
  /// How the schema's custom scalars read their input.
  public static let scalarCodings: [String: ScalarCoding] = [
    "DateTime": .text("DateTime") { text in DateTime(text).map { _ in text } },
    "Date": .text("Date") { text in LocalDate(text)?.text },
    "Duration": .text("Duration") { text in ISODuration(text)?.text },
    "EmailAddress": .text("EmailAddress") { text in isEmailAddress(text) ? text : nil },
    "LanguageTag": .text("LanguageTag") { text in isLanguageTag(text) ? text : nil },
    "URL": .text("URL") { text in isWebAddress(text) ? text : nil },
    "Markdown": .text("Markdown") { text in text },
    "JSON": .any,
    "Int64": int64,
    "UUID": .text("UUID") { text in isUUID(text) ? text.lowercased() : nil },
    "Base64": .text("Base64") { text in isBase64(text) ? text : nil },
  ]

  /// A 64-bit integer as a number or, for clients whose numbers end at 53 bits, as text.
  private static let int64 = ScalarCoding(
    parseValue: { value throws(GraphQLError) in
      switch value {
      case .number(let text), .string(let text): try integer(text)
      default: throw notInt64
      }
    },
    parseLiteral: { literal throws(GraphQLError) in
      switch literal {
      case .int(let text), .string(let text, _): try integer(text)
      default: throw notInt64
      }
    })

  private static let notInt64 = GraphQLError("Int64 cannot represent a value that is no 64-bit integer.")

  private static func integer(_ text: String) throws(GraphQLError) -> InputValue {
    guard let number = Int(text) else { throw notInt64 }
    return .int(number)
  }

  /// The rule of HTML's e-mail fields, without regular expressions.
  static func isEmailAddress(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    guard text.utf8.count <= 254, parts.count == 2, let local = parts.first, let domain = parts.last, !local.isEmpty,
      local.count <= 64
    else { return false }
    let special = Set(".!#$%&'*+/=?^_`{|}~-".utf8)
    guard local.allSatisfy({ isAlphanumeric($0) || special.contains($0) }) else { return false }
    return domain.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { label in
      !label.isEmpty && label.count <= 63 && label.first != UInt8(ascii: "-") && label.last != UInt8(ascii: "-")
        && label.allSatisfy { isAlphanumeric($0) || $0 == UInt8(ascii: "-") }
    }
  }

  /// Subtags of 1 to 8 letters and digits, the first of 2 or 3 letters (BCP 47).
  static func isLanguageTag(_ text: String) -> Bool {
    let subtags = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard text.utf8.count <= 35, let primary = subtags.first, (2...3).contains(primary.count),
      primary.allSatisfy({ isAlphanumeric($0) && !(0x30...0x39).contains($0) })
    else { return false }
    return subtags.allSatisfy { (1...8).contains($0.count) && $0.allSatisfy(isAlphanumeric) }
  }

  /// An absolute http or https address without white space or control characters.
  static func isWebAddress(_ text: String) -> Bool {
    let isWeb = text.hasPrefix("https://") || text.hasPrefix("http://")
    let rest = text.utf8.drop { $0 != UInt8(ascii: ":") }.dropFirst(3)
    return isWeb && text.utf8.count <= 2048 && rest.first.map(isAlphanumeric) == true
      && text.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F }
  }

  /// 32 hexadecimal digits in five groups (RFC 9562, section 4).
  static func isUUID(_ text: String) -> Bool {
    let groups = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    return groups.map(\.count) == [8, 4, 4, 4, 12]
      && groups.joined().allSatisfy { isAlphanumeric($0) && $0 | 0x20 <= UInt8(ascii: "f") }
  }

  /// The alphabet of RFC 4648, section 4, in whole groups of four with their padding.
  static func isBase64(_ text: String) -> Bool {
    let bytes = text.utf8
    let padding = bytes.reversed().prefix { $0 == UInt8(ascii: "=") }.count
    return bytes.count % 4 == 0 && padding <= 2
      && bytes.dropLast(padding).allSatisfy { isAlphanumeric($0) || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "/") }
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }
}
