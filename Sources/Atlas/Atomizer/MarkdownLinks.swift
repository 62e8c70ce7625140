/// Links that are defined in one place and used in others.
enum MarkdownLinks {
  /// `[label]: address` lines of a document.
  static func definitions(in lines: [ArraySlice<UInt8>]) -> [String: String] {
    var found: [String: String] = [:]
    for line in lines {
      guard let definition = definition(line) else { continue }
      if found[definition.key] == nil { found[definition.key] = definition.address }
    }
    return found
  }

  static func definition(_ line: ArraySlice<UInt8>) -> (key: String, address: String)? {
    let text = line.trimmed
    guard text.first == UInt8(ascii: "["), text.dropFirst().first != UInt8(ascii: "^"),
      let end = text.prefix(300).firstIndex(of: UInt8(ascii: "]")), end + 1 < text.endIndex,
      text[end + 1] == UInt8(ascii: ":"), let key = key(text[(text.startIndex + 1)..<end])
    else { return nil }
    let address = address(in: text[(end + 2)...])
    return address.isEmpty ? nil : (key, address)
  }

  /// A label as it is compared: without case and with single spaces.
  static func key(_ label: ArraySlice<UInt8>) -> String? {
    guard !label.isEmpty, label.count <= 300 else { return nil }
    return label.text.collapsed.lowercased()
  }

  /// The address before an optional title.
  static func address(in bytes: ArraySlice<UInt8>) -> String {
    let text = bytes.trimmed
    if text.first == UInt8(ascii: "<"), let end = text.firstIndex(of: UInt8(ascii: ">")) {
      return text[(text.startIndex + 1)..<end].text
    }
    return text.prefix { !$0.isWhitespace }.text
  }
}
