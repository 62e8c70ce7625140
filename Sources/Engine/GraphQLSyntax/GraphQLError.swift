public import GraphQLJSON

/// A line and column in a document, both counted from 1 (specification, section 7.1.2).
public struct SourceLocation: Hashable, Sendable {
  public let line: Int
  /// Counted in UTF-16 units, as the reference implementation does.
  public let column: Int

  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}

/// One step of a response path: a response key or the index of a list item.
public enum PathElement: Hashable, Sendable {
  case key(String)
  case index(Int)
}

/// An error of a request or of a field, as it appears in a response (specification, section 7.1.2).
///
/// The message is safe for clients. What only operators may see never enters this type.
public struct GraphQLError: Error, Hashable, Sendable {
  public var message: String
  public var locations: [SourceLocation]
  /// Set for execution errors only.
  public var path: [PathElement]?
  /// `extensions.code`; nil leaves the member out.
  public var code: ErrorCode?
  /// Further members of `extensions`.
  public var extensions: JSONObject

  public init(
    _ message: String, locations: [SourceLocation] = [], path: [PathElement]? = nil, code: ErrorCode? = nil,
    extensions: JSONObject = JSONObject([])
  ) {
    self.message = message
    self.locations = locations
    self.path = path
    self.code = code
    self.extensions = extensions
  }

  public static func == (left: GraphQLError, right: GraphQLError) -> Bool {
    left.message == right.message && left.locations == right.locations && left.path == right.path
      && left.code == right.code
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(message)
    hasher.combine(locations)
    hasher.combine(path)
  }
}

/// The value of `extensions.code`: what kind of failure this is, for programs. Servers add their own.
public struct ErrorCode: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral {
  public let rawValue: String

  public init(rawValue: String) { self.rawValue = rawValue }
  public init(stringLiteral value: String) { rawValue = value }

  /// The document is not GraphQL.
  public static let parseFailed: ErrorCode = "GRAPHQL_PARSE_FAILED"
  /// The document does not fit the schema.
  public static let validationFailed: ErrorCode = "GRAPHQL_VALIDATION_FAILED"
  /// A variable or argument has a value that its type does not accept.
  public static let badUserInput: ErrorCode = "BAD_USER_INPUT"
  /// A well-formed value breaks a rule of its argument or input field.
  public static let validationError: ErrorCode = "VALIDATION_ERROR"
  /// The operation may cost more than is allowed.
  public static let costLimit: ErrorCode = "COST_LIMIT"
  /// The request ran out of time.
  public static let timeout: ErrorCode = "TIMEOUT"
  /// A fault of the server; the client can do nothing about it.
  public static let internalError: ErrorCode = "INTERNAL"
}
