public import GraphQLJSON
public import GraphQLSyntax

/// What is wrong with an input value.
public struct InputProblem: Error, Sendable {
  /// In the words of the reference implementation, without the place.
  public let message: String
  /// The way from the whole value to the part at fault.
  public let path: [PathElement]
  /// The literal at fault; nil for JSON.
  public let node: NodeID?

  /// The longest message: a value cannot make its refusal large.
  private static let messageLimit = 1000

  init(message: String, path: [PathElement], node: NodeID?) {
    self.message = message.limited(to: Self.messageLimit)
    self.path = path
    self.node = node
  }

  /// The path as messages show it: ` at .field[0]`, or nothing.
  public var place: String { path.isEmpty ? "" : " at " + path.map(\.step).joined() }
}

extension PathElement {
  fileprivate var step: String {
    switch self {
    case .key(let name): "." + name
    case .index(let index): "[\(index)]"
    }
  }
}

/// How the problems of input values are told.
public struct InputProblemOptions: Sendable {
  /// Whether messages say "Did you mean", which tells strangers what the schema contains.
  public var hideSuggestions: Bool
  /// Whether the value is sensitive, so that messages must not quote it.
  public var hidesValue: Bool

  /// How problems are told; with suggestions and values where nothing else is said.
  public init(hideSuggestions: Bool = false, hidesValue: Bool = false) {
    self.hideSuggestions = hideSuggestions
    self.hidesValue = hidesValue
  }

  func suggestion(for name: String, among names: [String], _ words: String = "") -> String {
    hideSuggestions ? "" : Suggestions.didYouMean(words, Suggestions.suggestionList(name, names))
  }
}

extension Schema {
  /// Everything that keeps a JSON value from being coerced.
  ///
  /// - Parameters:
  ///   - value: nil where no value was provided at all.
  ///   - limit: the search ends when there are that many problems.
  public func problems(
    of value: JSONValue?, type: TypeReference, options: InputProblemOptions = InputProblemOptions(),
    limit: Int = .max
  ) -> [InputProblem] {
    var validator = JSONInputValidator(schema: self, options: options, limit: limit)
    validator.validate(value, type)
    return validator.problems
  }

  /// Everything that keeps a literal of a document from being coerced.
  ///
  /// - Parameters:
  ///   - variables: the coerced variables; nil to check the document alone, where variables are left out.
  ///   - limit: the search ends when there are that many problems.
  public func problems(
    of literal: NodeID, in document: Document, type: TypeReference, variables: [String: InputValue]? = nil,
    options: InputProblemOptions = InputProblemOptions(), limit: Int = .max
  ) -> [InputProblem] {
    var validator = LiteralInputValidator(
      schema: self, document: document, variables: variables, options: options, limit: limit)
    validator.validate(literal, type)
    return validator.problems
  }

  /// What is said of a sensitive value, whatever is wrong with it.
  func hiddenValueMessage(_ type: NamedType) -> String {
    "Expected value of type \"\(type.name)\", found \(Self.hiddenValue)."
  }

  /// What messages call a value that they must not quote.
  static let hiddenValue = "a hidden value"

  func oneOfMessage(_ type: NamedType) -> String {
    """
    Within OneOf Input Object type "\(type.name)", exactly one field must be specified, \
    and the value for that field must be non-null.
    """
  }

  func unknownFieldMessage(
    _ name: String, _ type: NamedType, _ options: InputProblemOptions, found: String
  ) -> String {
    if options.hidesValue { return hiddenValueMessage(type) }
    let suggestion = options.suggestion(for: name, among: type.inputFields.map(\.name))
    return "Expected value of type \"\(type.name)\" not to include unknown field \"\(name.quotable)\""
      + (suggestion.isEmpty ? ", found: " : ".\(suggestion) Found: ") + found + "."
  }

  func unknownEnumValueMessage(_ name: String, _ type: NamedType, _ options: InputProblemOptions) -> String {
    "Value \"\(name.quotable)\" does not exist in \"\(type.name)\" enum."
      + options.suggestion(for: name, among: type.enumValues.map(\.name), "the enum value")
  }
}
