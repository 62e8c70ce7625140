/// The shortest text with the same tokens as a document (specification, section 2.1.7, "Ignored Tokens").
public enum IgnoredCharacters {
  /// Removes white space, line ends, commas, comments, byte order marks and the indentation of block strings.
  ///
  /// The text need not be a document, only a row of tokens; it is not parsed.
  ///
  /// - Throws: the syntax error of a faulty token.
  public static func strip(_ source: String) throws(GraphQLError) -> String {
    let bytes = Array(source.utf8)
    let text = SourceText(bytes: bytes)
    let lexed = Lexer.tokenize(bytes.span, text: text, maxTokens: nil)
    if let fault = lexed.fault {
      throw GraphQLError(
        "Syntax Error: " + fault.message, locations: [text.location(at: fault.offset)], code: .parseFailed)
    }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var needsSpace = false
    for token in lexed.tokens where token.kind != .endOfFile {
      // Two tokens with a value need a delimiter, and `1...` would be a faulty number.
      if needsSpace && (token.kind.hasValue || token.kind == .spread) { result.append(0x20) }
      needsSpace = token.kind.hasValue
      let range = Int(token.start)..<Int(token.end)
      if token.kind == .blockString {
        let value = StringContent.decodeBlock(bytes.span.extracting(range))
        result += Array(BlockString.print(value, minimize: true).utf8)
      } else {
        result += bytes[range]
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
