/// An element's beginning.
struct HTMLOpenTag {
  static let known: Set<String> = ["class", "id", "role", "href", "src", "alt", "start", "hidden", "aria-hidden"]
  static let longestValue = 2048

  let name: String
  let attributes: [String: String]

  /// Whether it and all in it is no part of the text.
  var isSkipped: Bool {
    if HTMLTag.skipped.contains(name) { return true }
    if name == "table" { return hasClass(in: ["menu", "toc"]) }
    guard !["html", "body", "main", "article", "li", "p", "td", "tr", "code", "pre"].contains(name) else {
      return false
    }
    if attributes["hidden"] != nil || attributes["aria-hidden"] == "true" { return true }
    if ["navigation", "contentinfo", "search", "banner"].contains(attributes["role"]) { return true }
    if let id = attributes["id"], HTMLTag.furniture.contains(id.lowercased()) { return true }
    return hasClass(in: HTMLTag.furniture)
  }

  private func hasClass(in classes: Set<String>) -> Bool {
    (attributes["class"] ?? "").lowercased().split(separator: " ").contains { classes.contains(String($0)) }
  }

  /// The language that a listing's class names.
  var language: String? {
    for name in (attributes["class"] ?? "").split(separator: " ") {
      for prefix in ["language-", "lang-", "highlight-", "sourceCode "] where name.hasPrefix(prefix) {
        return String(name.dropFirst(prefix.count))
      }
    }
    return nil
  }
}

/// Text of HTML.
enum HTMLText {
  /// With its character references resolved.
  static func decoded(_ bytes: ArraySlice<UInt8>) -> String {
    guard bytes.contains(UInt8(ascii: "&")) else { return bytes.text }
    var out: [UInt8] = []
    var index = bytes.startIndex
    while index < bytes.endIndex {
      if bytes[index] == UInt8(ascii: "&"), let entity = HTMLEntities.decode(bytes[index...]) {
        out += entity.text.utf8
        index += entity.length
      } else {
        out.append(bytes[index])
        index += 1
      }
    }
    return out.text
  }
}
