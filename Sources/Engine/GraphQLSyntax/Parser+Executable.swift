/// Operations, fragments and selections (specification, sections 2.3 to 2.8).
extension Parser {
  mutating func parseDefinition() throws(GraphQLError) -> UInt32 {
    if kind == .braceLeft { return try parseOperation() }
    let hasDescription = kind == .string || kind == .blockString
    let keyword = hasDescription ? position + 1 : position
    if hasDescription && keyword < tokens.count {
      // The reference implementation looks ahead here, so a fault of the second token comes first.
      var ahead = self
      try ahead.advance()
      if tokens[keyword].kind == .braceLeft {
        throw syntaxError(
          "Unexpected description, descriptions are not supported on shorthand queries.", at: Int(token.start))
      }
    }
    guard tokens[keyword].kind == .name else { throw unexpected(at: keyword) }
    if let definition = try parseTypeSystemDefinition(keywordAt: keyword) { return definition }
    if isKeyword("query", at: keyword) || isKeyword("mutation", at: keyword) || isKeyword("subscription", at: keyword) {
      return try parseOperation()
    }
    if isKeyword("fragment", at: keyword) { return try parseFragmentDefinition() }
    if hasDescription {
      throw syntaxError(
        "Unexpected description, only GraphQL definitions support descriptions.", at: Int(token.start))
    }
    if isKeyword("extend", at: keyword) { return try parseTypeSystemExtension() }
    throw unexpected(at: keyword)
  }

  mutating func parseOperation() throws(GraphQLError) -> UInt32 {
    var node = open(.operationDefinition)
    if kind == .braceLeft {
      append(try parseSelectionSet(), to: &node)
      return close(node)
    }
    try parseDescription(into: &node)
    nodes[Int(node.parent)].flag = try parseOperationType().rawValue
    if kind == .name { try readName(into: node) }
    try parseVariableDefinitions(into: &node)
    try parseDirectives(into: &node, isConst: false)
    append(try parseSelectionSet(), to: &node)
    return close(node)
  }

  mutating func parseOperationType() throws(GraphQLError) -> OperationType {
    let start = position
    try expect(.name)
    if isKeyword("query", at: start) { return .query }
    if isKeyword("mutation", at: start) { return .mutation }
    if isKeyword("subscription", at: start) { return .subscription }
    throw unexpected(at: start)
  }

  private mutating func parseVariableDefinitions(into list: inout ChildList) throws(GraphQLError) {
    guard try skip(.parenLeft) else { return }
    repeat {
      append(try parseVariableDefinition(), to: &list)
    } while try !skip(.parenRight)
  }

  private mutating func parseVariableDefinition() throws(GraphQLError) -> UInt32 {
    var node = open(.variableDefinition)
    try parseDescription(into: &node)
    let variable = try parseVariable()
    nodes[Int(node.parent)].name = nodes[Int(variable)].name
    nodes[Int(node.parent)].nameStart = nodes[Int(variable)].start
    try expect(.colon)
    append(try parseTypeReference(), to: &node)
    if try skip(.equals) { append(try parseValueLiteral(isConst: true), to: &node) }
    try parseDirectives(into: &node, isConst: true)
    return close(node)
  }

  mutating func parseVariable() throws(GraphQLError) -> UInt32 {
    let node = open(.variable)
    try expect(.dollar)
    try readName(into: node)
    return close(node)
  }

  mutating func parseSelectionSet() throws(GraphQLError) -> UInt32 {
    try enter()
    var node = open(.selectionSet)
    try expect(.braceLeft)
    repeat {
      append(try kind == .spread ? parseFragment() : parseField(), to: &node)
    } while try !skip(.braceRight)
    leave()
    return close(node)
  }

  private mutating func parseField() throws(GraphQLError) -> UInt32 {
    var node = open(.field)
    let first = token
    try expect(.name)
    if try skip(.colon) {
      nodes.append(Node(kind: .alias, start: first.start, end: first.end, nameStart: first.start, name: first.name))
      append(UInt32(truncatingIfNeeded: nodes.count &- 1), to: &node)
      try readName(into: node)
    } else {
      nodes[Int(node.parent)].name = first.name
      nodes[Int(node.parent)].nameStart = first.start
    }
    if kind == .parenLeft { try parseArguments(into: &node, isConst: false) }
    if kind == .at { try parseDirectives(into: &node, isConst: false) }
    if kind == .braceLeft { append(try parseSelectionSet(), to: &node) }
    return close(node)
  }

  mutating func parseArguments(into list: inout ChildList, isConst: Bool) throws(GraphQLError) {
    guard try skip(.parenLeft) else { return }
    repeat {
      var node = open(.argument)
      try readName(into: node)
      try expect(.colon)
      append(try parseValueLiteral(isConst: isConst), to: &node)
      append(close(node), to: &list)
    } while try !skip(.parenRight)
  }

  mutating func parseDirectives(into list: inout ChildList, isConst: Bool) throws(GraphQLError) {
    while kind == .at {
      var node = open(.directive)
      try expect(.at)
      try readName(into: node)
      try parseArguments(into: &node, isConst: isConst)
      append(close(node), to: &list)
    }
  }

  /// FragmentSpread or InlineFragment (section 2.8).
  private mutating func parseFragment() throws(GraphQLError) -> UInt32 {
    var node = open(.fragmentSpread)
    try expect(.spread)
    let hasTypeCondition = try skipKeyword("on")
    if !hasTypeCondition && kind == .name {
      try readName(into: node)
      try parseDirectives(into: &node, isConst: false)
      return close(node)
    }
    nodes[Int(node.parent)].kind = .inlineFragment
    if hasTypeCondition { append(try parseNamedType(), to: &node) }
    try parseDirectives(into: &node, isConst: false)
    append(try parseSelectionSet(), to: &node)
    return close(node)
  }

  private mutating func parseFragmentDefinition() throws(GraphQLError) -> UInt32 {
    var node = open(.fragmentDefinition)
    try parseDescription(into: &node)
    try expectKeyword("fragment")
    if isKeyword("on") { throw unexpected() }
    try readName(into: node)
    try expectKeyword("on")
    append(try parseNamedType(), to: &node)
    try parseDirectives(into: &node, isConst: false)
    append(try parseSelectionSet(), to: &node)
    return close(node)
  }
}
