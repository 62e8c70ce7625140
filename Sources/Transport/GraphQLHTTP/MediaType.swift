/// A media type or media range with its parameters (RFC 9110, section 8.3.1); names are lower case.
struct MediaType: Equatable, Sendable {
  struct Parameter: Equatable, Sendable {
    var name: String
    var value: String
  }

  var type: String
  var subtype: String
  var parameters: [Parameter] = []

  init(type: String, subtype: String, parameters: [Parameter] = []) {
    self.type = type
    self.subtype = subtype
    self.parameters = parameters
  }

  /// Reads `type/subtype; name=value; name="value"`; `nil` when it is not of that form.
  init?(_ text: Substring) {
    var pieces = ASCII.split(text, at: UInt8(ascii: ";")).makeIterator()
    guard let essence = pieces.next() else { return nil }
    let names = essence.split(separator: "/", omittingEmptySubsequences: false)
    guard names.count == 2 else { return nil }
    type = ASCII.lowercased(ASCII.trimmed(names[0]))
    subtype = ASCII.lowercased(ASCII.trimmed(names[1]))
    guard Self.isToken(type), Self.isToken(subtype) else { return nil }
    while let piece = pieces.next() {
      let piece = ASCII.trimmed(piece)
      if piece.isEmpty { continue }
      guard let parameter = Self.parameter(piece) else { return nil }
      parameters.append(parameter)
    }
  }

  /// The value of the first parameter of this (lower case) name.
  subscript(name: String) -> String? {
    parameters.first { $0.name == name }?.value
  }

  /// Whether the text is UTF-8, which it is when nothing else is said.
  var isUTF8: Bool {
    guard let charset = self["charset"] else { return true }
    return ASCII.equalIgnoringCase(charset, "utf-8") || ASCII.equalIgnoringCase(charset, "utf8")
  }

  private static func parameter(_ text: Substring) -> Parameter? {
    guard let equals = text.utf8.firstIndex(of: UInt8(ascii: "=")) else { return nil }
    let name = ASCII.lowercased(ASCII.trimmed(text[..<equals]))
    guard isToken(name) else { return nil }
    let value = ASCII.trimmed(text[text.utf8.index(after: equals)...])
    return Parameter(name: name, value: unquoted(value))
  }

  private static func unquoted(_ text: Substring) -> String {
    let bytes = text.utf8
    guard bytes.count >= 2, bytes.first == UInt8(ascii: "\""), bytes.last == UInt8(ascii: "\"") else {
      return String(text)
    }
    var content: [UInt8] = []
    var isEscaped = false
    for byte in bytes.dropFirst().dropLast() {
      if !isEscaped, byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else {
        content.append(byte)
        isEscaped = false
      }
    }
    return String(decoding: content, as: UTF8.self)
  }

  private static func isToken(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !#"()<>@,;:\"/[]?={}"#.utf8.contains($0) }
  }
}
