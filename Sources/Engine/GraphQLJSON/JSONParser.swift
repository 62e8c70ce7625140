/// A strict reader of JSON texts, as RFC 8259 and the security of a public endpoint want it.
///
/// Refused are: bytes that are not UTF-8, a byte order mark, lone surrogates, control characters in strings, two equal
/// keys in one object, numbers no `Double` can hold (integers of any size pass as text), anything after the value, and
/// whatever passes a limit.
public struct JSONParser {
  /// How much one text may ask of the reader.
  public struct Limits: Sendable {
    /// How many arrays and objects may lie inside one another.
    public var depth: Int
    /// How many members one object may have.
    public var membersPerObject: Int
    /// How many elements one array may have.
    public var elementsPerArray: Int
    /// How long the text of one number may be, in bytes.
    public var bytesPerNumber: Int

    /// Limits that fit requests written by people and their programs.
    public init(
      depth: Int = 64, membersPerObject: Int = 1000, elementsPerArray: Int = 100_000, bytesPerNumber: Int = 400
    ) {
      self.depth = depth
      self.membersPerObject = membersPerObject
      self.elementsPerArray = elementsPerArray
      self.bytesPerNumber = bytesPerNumber
    }
  }

  /// Reads one JSON value that fills the whole text.
  public static func parse(_ bytes: Span<UInt8>, limits: Limits = Limits()) throws(JSONError) -> JSONValue {
    var scanner = JSONScanner(limits: limits)
    return try scanner.document(bytes)
  }

  /// Reads one JSON value that fills the whole text.
  public static func parse(_ bytes: [UInt8], limits: Limits = Limits()) throws(JSONError) -> JSONValue {
    try parse(bytes.span, limits: limits)
  }

  /// Reads one JSON value that fills the whole text.
  public static func parse(_ text: String, limits: Limits = Limits()) throws(JSONError) -> JSONValue {
    try parse(text.utf8.span, limits: limits)
  }
}
