/// The formats that `@constraint(format:)` knows: patterns with names.
enum ConstraintFormat: String, Sendable, CaseIterable {
  /// An address as an HTML e-mail input accepts it, but for the limit of 63 letters between two dots.
  case email
  /// An absolute URI (RFC 3986, section 4.3): a scheme, a colon and characters that may stand in a URI.
  case uri
  /// 32 hexadecimal digits in five groups (RFC 9562, section 4).
  case uuid
  /// RFC 3339 with an offset; that the month has so many days is not asked.
  case dateTime = "date-time"

  /// What stands behind "must be" in messages.
  var words: String {
    switch self {
    case .email: "an e-mail address"
    case .uri: "an absolute URI"
    case .uuid: "a UUID"
    case .dateTime: "a date and time with an offset, for example 2026-11-21T08:00:00Z"
    }
  }

  func accepts(_ text: String) -> Bool {
    guard text.utf8.count <= bytesLimit, let pattern = Self.patterns[self] else { return false }
    return pattern.isFound(in: Array(text.unicodeScalars))
  }

  /// Nothing longer has the format, so that a large text is not looked at.
  private var bytesLimit: Int {
    switch self {
    case .email: 254
    case .uri: 8192
    case .uuid: 36
    case .dateTime: 64
    }
  }

  private var source: String {
    switch self {
    case .email:
      "^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@\(Self.label)(\\.\(Self.label))*$"
    case .uri: "^[a-zA-Z][a-zA-Z0-9+.-]*:([a-zA-Z0-9._~:/?#@!$&'()*+,;=-]|[[]|]|%[0-9a-fA-F][0-9a-fA-F])+$"
    case .uuid: "^\(Self.hex(8))-\(Self.hex(4))-\(Self.hex(4))-\(Self.hex(4))-\(Self.hex(12))$"
    case .dateTime:
      "^[0-9][0-9][0-9][0-9]-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])[Tt]\(Self.time)(\\.[0-9]+)?"
        + "([Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$"
    }
  }

  private static let label = "[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?"
  private static let time = "([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)"

  private static func hex(_ count: Int) -> String { String(repeating: "[0-9a-fA-F]", count: count) }

  private static let patterns = Dictionary(
    uniqueKeysWithValues: allCases.compactMap { format in LinearPattern(format.source).map { (format, $0) } })
}
