import GraphQLSchema
import GraphQLTesting

/// Values, most of them of the type that is expected.
extension GrammarGenerator {
  /// - Parameter type: nil for a value of any kind.
  mutating func value(of type: TypeReference?, depth: Int, isConst: Bool) {
    if !isConst && slips(15) { return emit("$", variableName()) }
    guard let type, !slips(5) else { return anyValue(depth: depth, isConst: isConst) }
    switch type {
    case .nonNull(let inner): value(of: inner, depth: depth, isConst: isConst)
    case .list(let item):
      guard depth < 5, !random.chance(10) else { return value(of: item, depth: depth, isConst: isConst) }
      emit("[")
      for _ in 0..<random.below(4) { value(of: item, depth: depth + 1, isConst: isConst) }
      emit("]")
    case .named(let id): value(of: schema[id], depth: depth, isConst: isConst)
    }
  }

  private mutating func value(of type: NamedType, depth: Int, isConst: Bool) {
    if slips(5) || depth >= 5 { return emit("null") }
    switch (type.kind, type.name) {
    case (.enum, _): emit(random.pick(type.enumValues).name)
    case (.inputObject, _):
      emit("{")
      let fields = type.isOneOf && !slips(20) ? [random.pick(type.inputFields)] : type.inputFields
      for field in fields where fields.count == 1 || random.chance(40) {
        emit(field.name, ":")
        value(of: field.type, depth: depth + 1, isConst: isConst)
      }
      emit("}")
    case (_, "Int"): emit(random.pick(["0", "1", "-7", isTidy ? "9" : "2147483648"]))
    case (_, "Float"): emit(random.pick(["0.5", "-1", "1e10", isTidy ? "2" : "1E+400"]))
    case (_, "Boolean"): emit(random.pick(["true", "false"]))
    case (_, "ID"): emit(random.chance(50) ? "12" : string())
    default: emit(string())
    }
  }

  private mutating func anyValue(depth: Int, isConst: Bool) {
    switch random.below(depth < 5 ? 8 : 6) {
    case 0: emit(random.pick(["0", "-0", "12345678901234567890", "-1"]))
    case 1: emit(random.pick(["0.0", "-1.5e-3", "9E99"]))
    case 2, 3: emit(string())
    case 4: emit(random.pick(["true", "false", "null"]))
    case 5: emit(random.pick(["RED", "on", "type", "_"]))
    case 6:
      emit("[")
      for _ in 0..<random.below(4) { value(of: nil, depth: depth + 1, isConst: isConst) }
      emit("]")
    default:
      emit("{")
      for _ in 0..<random.below(4) {
        emit(random.pick(["a", "b", "null", "name"]), ":")
        value(of: nil, depth: depth + 1, isConst: isConst)
      }
      emit("}")
    }
  }

  /// A string token, quoted or block, with what is hard about both.
  mutating func string() -> String {
    let isBlock = random.chance(40)
    let pieces =
      isBlock
      ? [
        "a", " ", "  ", "\t", "\n", "\n", "\r\n", "\r", "\\", "\"", "\\\"\"\"", "é", "😀", "\u{0}", "\u{FEFF}", "#",
        "b ",
      ]
      : [
        "a", " ", "\t", "\\n", "\\r", "\\\\", "\\\"", "\\/", "\\u0000", "\\u00E9", "\\u{10FFFF}", "\\uD83D\\uDE00",
        "e\u{301}", "😀", "\u{7F}", "\u{FEFF}", "word ", "#", "'",
      ]
    var content = ""
    let longest = random.chance(10) ? 90 : 8
    for _ in 0..<random.below(longest) { content += random.pick(pieces) }
    guard isBlock else { return "\"" + content + "\"" }
    // Quotes that stand together, or before the end, would close the string.
    while content.utf8.last == UInt8(ascii: "\"") || content.utf8.last == UInt8(ascii: "\\") { content.removeLast() }
    return "\"\"\"" + content + "\"\"\""
  }
}
