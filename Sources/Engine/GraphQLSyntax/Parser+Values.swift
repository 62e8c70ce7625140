/// Values and type references (specification, sections 2.9 to 2.11).
extension Parser {
  mutating func parseValueLiteral(isConst: Bool) throws(GraphQLError) -> UInt32 {
    switch kind {
    case .bracketLeft: return try parseList(isConst: isConst)
    case .braceLeft: return try parseObject(isConst: isConst)
    case .int: return try parseLeaf(.intValue)
    case .float: return try parseLeaf(.floatValue)
    case .string, .blockString: return try parseLeaf(.stringValue)
    case .name: return try parseNamedValue()
    case .dollar:
      guard isConst else { return try parseVariable() }
      throw try variableInConstant()
    default: throw unexpected()
    }
  }

  /// The error of a variable where only constants may stand; it points to the dollar sign.
  private mutating func variableInConstant() throws(GraphQLError) -> GraphQLError {
    let dollar = position
    let offset = Int(token.start)
    try advance()
    guard kind == .name else { return unexpected(at: dollar) }
    let name = String(decoding: source[Int(token.start)..<Int(token.end)], as: UTF8.self)
    return syntaxError("Unexpected variable \"$\(name.quotable)\" in constant value.", at: offset)
  }

  private mutating func parseLeaf(_ nodeKind: NodeKind) throws(GraphQLError) -> UInt32 {
    let node = open(nodeKind)
    nodes[Int(node.parent)].flag = kind == .blockString ? 1 : 0
    try advance()
    return close(node)
  }

  /// `true`, `false`, `null`, or an enum value.
  private mutating func parseNamedValue() throws(GraphQLError) -> UInt32 {
    let node = open(.enumValue)
    if isKeyword("true") {
      nodes[Int(node.parent)].kind = .booleanValue
      nodes[Int(node.parent)].flag = 1
    } else if isKeyword("false") {
      nodes[Int(node.parent)].kind = .booleanValue
    } else if isKeyword("null") {
      nodes[Int(node.parent)].kind = .nullValue
    }
    try readName(into: node)
    return close(node)
  }

  private mutating func parseList(isConst: Bool) throws(GraphQLError) -> UInt32 {
    try enter()
    var node = open(.listValue)
    try expect(.bracketLeft)
    while try !skip(.bracketRight) { append(try parseValueLiteral(isConst: isConst), to: &node) }
    leave()
    return close(node)
  }

  private mutating func parseObject(isConst: Bool) throws(GraphQLError) -> UInt32 {
    try enter()
    var node = open(.objectValue)
    try expect(.braceLeft)
    while try !skip(.braceRight) {
      var field = open(.objectField)
      try readName(into: field)
      try expect(.colon)
      append(try parseValueLiteral(isConst: isConst), to: &field)
      append(close(field), to: &node)
    }
    leave()
    return close(node)
  }

  mutating func parseTypeReference() throws(GraphQLError) -> UInt32 {
    let start = token.start
    var type: UInt32
    if kind == .bracketLeft {
      try enter()
      var list = open(.listType)
      try advance()
      append(try parseTypeReference(), to: &list)
      try expect(.bracketRight)
      leave()
      type = close(list)
    } else {
      type = try parseNamedType()
    }
    guard kind == .bang else { return type }
    var nonNull = open(.nonNullType)
    nodes[Int(nonNull.parent)].start = start
    try advance()
    append(type, to: &nonNull)
    type = close(nonNull)
    return type
  }

  mutating func parseNamedType() throws(GraphQLError) -> UInt32 {
    let node = open(.namedType)
    try readName(into: node)
    return close(node)
  }
}
