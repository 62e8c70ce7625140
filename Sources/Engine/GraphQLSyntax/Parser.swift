/// Parses documents (specification, section 2 and appendix B) into arena syntax trees.
///
/// Recursive descent over the token array. Depth is counted before every recursion, so nesting is refused and never
/// overflows the stack; messages are those of the reference implementation.
public struct Parser {
  /// Bounds of one parse.
  public struct Limits: Sendable {
    /// Tokens a document may have; nil for no limit. Comments do not count.
    public var maxTokens: Int?
    /// How deep selection sets, values and types may nest together.
    public var maxNesting: Int
    /// Bytes a document may have.
    public var maxBytes: Int

    public init(maxTokens: Int? = nil, maxNesting: Int = 200, maxBytes: Int = 16 << 20) {
      self.maxTokens = maxTokens
      self.maxNesting = maxNesting
      self.maxBytes = maxBytes
    }
  }

  let source: [UInt8]
  let limits: Limits
  let tokens: [Token]
  let names: [NameTable.Entry]
  let fault: Lexer.Fault?
  private let tokenLimit: Int
  var position = 0
  /// The kind of the current token.
  private(set) var kind: TokenKind
  var depth = 0
  var nodes: [Node] = []

  init(_ source: [UInt8], limits: Limits) throws(GraphQLError) {
    guard source.count <= limits.maxBytes else {
      throw GraphQLError(
        "Syntax Error: Document is larger than \(limits.maxBytes) bytes.",
        locations: [SourceLocation(line: 1, column: 1)], code: .parseFailed)
    }
    let lexed = Lexer.tokenize(source.span, text: SourceText(bytes: source), maxTokens: limits.maxTokens)
    self.source = source
    self.limits = limits
    tokens = lexed.tokens
    names = lexed.names.entries
    fault = lexed.fault
    tokenLimit = limits.maxTokens ?? Int.max
    kind = tokens[0].kind
    nodes.reserveCapacity(tokens.count)
    try check()
  }

  /// Parses a document with at least one definition.
  ///
  /// - Throws: a `GraphQLError` with code `GRAPHQL_PARSE_FAILED`, one message and one location.
  public static func parse(_ source: [UInt8], limits: Limits = Limits()) throws(GraphQLError) -> Document {
    var parser = try Parser(source, limits: limits)
    try parser.parseDocument()
    return parser.finish()
  }

  /// Parses a document given as text.
  public static func parse(_ source: String, limits: Limits = Limits()) throws(GraphQLError) -> Document {
    try parse(Array(source.utf8), limits: limits)
  }

  /// Parses a text that holds one value; variables are refused where `isConst`.
  ///
  /// - Returns: a document whose node and the root value in it.
  public static func parseValue(
    _ source: String, isConst: Bool = false, limits: Limits = Limits()
  ) throws(GraphQLError) -> (document: Document, value: NodeID) {
    var parser = try Parser(Array(source.utf8), limits: limits)
    parser.nodes.append(Node(kind: .document, start: 0))
    let value = try parser.parseValueLiteral(isConst: isConst)
    try parser.expectEndOfFile()
    return (parser.finish(), NodeID(value))
  }

  /// Parses a text that holds one type reference.
  public static func parseType(
    _ source: String, limits: Limits = Limits()
  ) throws(GraphQLError) -> (document: Document, type: NodeID) {
    var parser = try Parser(Array(source.utf8), limits: limits)
    parser.nodes.append(Node(kind: .document, start: 0))
    let type = try parser.parseTypeReference()
    try parser.expectEndOfFile()
    return (parser.finish(), NodeID(type))
  }

  private consuming func finish() -> Document { Document(source: source, nodes: nodes, names: names) }

  private mutating func parseDocument() throws(GraphQLError) {
    nodes.append(Node(kind: .document, start: 0, end: UInt32(truncatingIfNeeded: source.count)))
    var children = ChildList(parent: 0)
    repeat {
      append(try parseDefinition(), to: &children)
    } while kind != .endOfFile
  }

  // MARK: Tokens

  var token: Token { tokens[position] }

  /// Steps to the next token. The last token (end of file or a fault) is never left.
  @inline(__always)
  mutating func advance() throws(GraphQLError) {
    if position &+ 1 < tokens.count { position &+= 1 }
    kind = tokens[position].kind
    if kind == .invalid || position >= tokenLimit { try check() }
  }

  /// Raises what makes the current token unusable: a lexical fault, or one token too many.
  @inline(never)
  func check() throws(GraphQLError) {
    let token = tokens[position]
    if token.kind == .invalid, let fault { throw syntaxError(fault.message, at: fault.offset) }
    if let maximum = limits.maxTokens, position >= maximum, token.kind != .endOfFile {
      throw syntaxError(
        "Document contains more than \(maximum) tokens. Parsing aborted.", at: Int(token.start))
    }
  }

  func isKeyword(_ keyword: StaticString, at index: Int? = nil) -> Bool {
    let token = tokens[index ?? position]
    guard token.kind == .name, Int(token.end &- token.start) == keyword.utf8CodeUnitCount else { return false }
    return keyword.withUTF8Buffer { buffer in
      for index in 0..<buffer.count where unsafe source[Int(token.start) + index] != buffer[index] { return false }
      return true
    }
  }

  @inline(__always)
  mutating func expect(_ expected: TokenKind) throws(GraphQLError) {
    guard kind == expected else { throw unexpected(insteadOf: expected) }
    try advance()
  }

  @inline(__always)
  mutating func skip(_ optional: TokenKind) throws(GraphQLError) -> Bool {
    guard kind == optional else { return false }
    try advance()
    return true
  }

  mutating func expectKeyword(_ keyword: StaticString) throws(GraphQLError) {
    guard isKeyword(keyword) else {
      throw syntaxError("Expected \"\(keyword)\", found \(describeToken()).", at: Int(token.start))
    }
    try advance()
  }

  mutating func skipKeyword(_ keyword: StaticString) throws(GraphQLError) -> Bool {
    guard isKeyword(keyword) else { return false }
    try advance()
    return true
  }

  mutating func expectEndOfFile() throws(GraphQLError) {
    guard kind == .endOfFile else {
      throw syntaxError("Expected <EOF>, found \(describeToken()).", at: Int(token.start))
    }
  }

  // MARK: Nodes

  /// The children of a node that is being built.
  struct ChildList {
    let parent: UInt32
    var last: UInt32 = 0
  }

  @inline(__always)
  mutating func open(_ kind: NodeKind) -> ChildList {
    nodes.append(Node(kind: kind, start: token.start))
    return ChildList(parent: UInt32(truncatingIfNeeded: nodes.count &- 1))
  }

  @inline(__always)
  mutating func append(_ child: UInt32, to list: inout ChildList) {
    if list.last == 0 {
      nodes[Int(list.parent)].firstChild = child
    } else {
      nodes[Int(list.last)].nextSibling = child
    }
    list.last = child
  }

  /// Ends a node behind the last token read.
  @inline(__always)
  mutating func close(_ list: ChildList) -> UInt32 {
    nodes[Int(list.parent)].end = position > 0 ? tokens[position &- 1].end : token.end
    return list.parent
  }

  /// Reads a Name token into a node.
  @inline(__always)
  mutating func readName(into list: ChildList) throws(GraphQLError) {
    let token = token
    try expect(.name)
    nodes[Int(list.parent)].name = token.name
    nodes[Int(list.parent)].nameStart = token.start
  }

  mutating func enter() throws(GraphQLError) {
    depth &+= 1
    guard depth <= limits.maxNesting else {
      throw syntaxError("Document nesting exceeds \(limits.maxNesting) levels.", at: Int(token.start))
    }
  }

  mutating func leave() { depth &-= 1 }

  // MARK: Errors

  func syntaxError(_ message: String, at offset: Int) -> GraphQLError {
    GraphQLError(
      "Syntax Error: " + message, locations: [SourceText(bytes: source).location(at: offset)], code: .parseFailed)
  }

  @inline(never)
  private func unexpected(insteadOf expected: TokenKind) -> GraphQLError {
    syntaxError("Expected \(expected.description), found \(describeToken()).", at: Int(token.start))
  }

  func unexpected(at index: Int? = nil) -> GraphQLError {
    syntaxError("Unexpected \(describeToken(at: index)).", at: Int(tokens[index ?? position].start))
  }

  /// A token as messages name it: its kind, and its value if it has one, cut to 50 characters.
  func describeToken(at index: Int? = nil) -> String {
    let token = tokens[index ?? position]
    guard token.kind.hasValue else { return token.kind.description }
    let text = source.span
    let span = text.extracting(Int(token.start)..<Int(token.end))
    let value =
      switch token.kind {
      case .string: StringContent.decodeQuoted(span)
      case .blockString: StringContent.decodeBlock(span)
      default: String(decoding: source[Int(token.start)..<Int(token.end)], as: UTF8.self)
      }
    return "\(token.kind.description) \"\(value.quotable)\""
  }
}

extension String {
  /// The text cut to the 50 characters that a message may quote, so that a small refusal cannot become a large answer.
  public var quotable: String {
    unicodeScalars.count <= 50 ? self : String(String.UnicodeScalarView(unicodeScalars.prefix(50))) + "…"
  }
}
