public import GraphQLJSON

extension JSONValue {
  /// The value as messages quote it: JavaScript's literal form, long lists and deep nesting abridged.
  public var inspected: String { inspect(depth: 0) }

  private func inspect(depth: Int) -> String {
    switch self {
    case .null: return "null"
    case .boolean(let flag): return flag ? "true" : "false"
    case .number(let text): return Self.javaScriptNumber(text)
    case .string(let text):
      var writer = JSONWriter(capacity: 64)
      writer.string(text)
      return String(decoding: writer.finish(), as: UTF8.self)
    case .array(let items):
      if items.isEmpty { return "[]" }
      if depth > 1 { return "[Array]" }
      var parts = items.prefix(10).map { $0.inspect(depth: depth + 1) }
      if items.count == 11 { parts.append("... 1 more item") }
      if items.count > 11 { parts.append("... \(items.count - 10) more items") }
      return "[" + parts.joined(separator: ", ") + "]"
    case .object(let object):
      if object.members.isEmpty { return "{}" }
      if depth > 1 { return "[Object]" }
      return "{ " + object.members.map { "\($0.key): \($0.value.inspect(depth: depth + 1))" }.joined(separator: ", ")
        + " }"
    }
  }

  /// A number as JavaScript prints it.
  private static func javaScriptNumber(_ text: String) -> String {
    guard let number = Double(text), number.isFinite else { return text }
    var writer = JSONWriter(capacity: 32)
    writer.number(number)
    return String(decoding: writer.finish(), as: UTF8.self)
  }
}
