/// Type system definitions and extensions (specification, section 3).
extension Parser {
  /// A description before a definition, as a node of its own kind.
  mutating func parseDescription(into list: inout ChildList) throws(GraphQLError) {
    guard kind == .string || kind == .blockString else { return }
    let node = open(.description)
    nodes[Int(node.parent)].flag = kind == .blockString ? 1 : 0
    try advance()
    append(close(node), to: &list)
  }

  /// Nil where the keyword begins no type system definition.
  mutating func parseTypeSystemDefinition(keywordAt index: Int) throws(GraphQLError) -> UInt32? {
    if isKeyword("type", at: index) { return try parseFieldsDefinition("type", .objectTypeDefinition) }
    if isKeyword("input", at: index) { return try parseInputObject() }
    if isKeyword("enum", at: index) { return try parseEnum() }
    if isKeyword("interface", at: index) { return try parseFieldsDefinition("interface", .interfaceTypeDefinition) }
    if isKeyword("union", at: index) { return try parseUnion() }
    if isKeyword("scalar", at: index) { return try parseScalar() }
    if isKeyword("directive", at: index) { return try parseDirectiveDefinition() }
    if isKeyword("schema", at: index) { return try parseSchemaDefinition() }
    return nil
  }

  private mutating func parseSchemaDefinition() throws(GraphQLError) -> UInt32 {
    var node = open(.schemaDefinition)
    try parseDescription(into: &node)
    try expectKeyword("schema")
    try parseDirectives(into: &node, isConst: true)
    try expect(.braceLeft)
    repeat { append(try parseOperationTypeDefinition(), to: &node) } while try !skip(.braceRight)
    return close(node)
  }

  private mutating func parseOperationTypeDefinition() throws(GraphQLError) -> UInt32 {
    var node = open(.operationTypeDefinition)
    nodes[Int(node.parent)].flag = try parseOperationType().rawValue
    try expect(.colon)
    append(try parseNamedType(), to: &node)
    return close(node)
  }

  private mutating func parseScalar() throws(GraphQLError) -> UInt32 {
    var node = try openDefinition("scalar", .scalarTypeDefinition)
    try parseDirectives(into: &node, isConst: true)
    return close(node)
  }

  private mutating func parseFieldsDefinition(
    _ keyword: StaticString, _ nodeKind: NodeKind
  ) throws(GraphQLError) -> UInt32 {
    var node = try openDefinition(keyword, nodeKind)
    try parseImplementsInterfaces(into: &node)
    try parseDirectives(into: &node, isConst: true)
    try parseFields(into: &node)
    return close(node)
  }

  private mutating func openDefinition(
    _ keyword: StaticString, _ nodeKind: NodeKind
  ) throws(GraphQLError) -> ChildList {
    var node = open(nodeKind)
    try parseDescription(into: &node)
    try expectKeyword(keyword)
    try readName(into: node)
    return node
  }

  private mutating func parseImplementsInterfaces(into list: inout ChildList) throws(GraphQLError) {
    guard try skipKeyword("implements") else { return }
    _ = try skip(.ampersand)
    repeat { append(try parseNamedType(), to: &list) } while try skip(.ampersand)
  }

  private mutating func parseFields(into list: inout ChildList) throws(GraphQLError) {
    guard try skip(.braceLeft) else { return }
    repeat {
      var node = open(.fieldDefinition)
      try parseDescription(into: &node)
      try readName(into: node)
      try parseInputValues(.parenLeft, .parenRight, into: &node)
      try expect(.colon)
      append(try parseTypeReference(), to: &node)
      try parseDirectives(into: &node, isConst: true)
      append(close(node), to: &list)
    } while try !skip(.braceRight)
  }

  /// ArgumentsDefinition or InputFieldsDefinition, which differ in their brackets.
  private mutating func parseInputValues(
    _ opening: TokenKind, _ closing: TokenKind, into list: inout ChildList
  ) throws(GraphQLError) {
    guard try skip(opening) else { return }
    repeat {
      var node = open(.inputValueDefinition)
      try parseDescription(into: &node)
      try readName(into: node)
      try expect(.colon)
      append(try parseTypeReference(), to: &node)
      if try skip(.equals) { append(try parseValueLiteral(isConst: true), to: &node) }
      try parseDirectives(into: &node, isConst: true)
      append(close(node), to: &list)
    } while try !skip(closing)
  }

  private mutating func parseUnion() throws(GraphQLError) -> UInt32 {
    var node = try openDefinition("union", .unionTypeDefinition)
    try parseDirectives(into: &node, isConst: true)
    try parseUnionMembers(into: &node)
    return close(node)
  }

  private mutating func parseUnionMembers(into list: inout ChildList) throws(GraphQLError) {
    guard try skip(.equals) else { return }
    _ = try skip(.pipe)
    repeat { append(try parseNamedType(), to: &list) } while try skip(.pipe)
  }

  private mutating func parseEnum() throws(GraphQLError) -> UInt32 {
    var node = try openDefinition("enum", .enumTypeDefinition)
    try parseDirectives(into: &node, isConst: true)
    try parseEnumValues(into: &node)
    return close(node)
  }

  private mutating func parseEnumValues(into list: inout ChildList) throws(GraphQLError) {
    guard try skip(.braceLeft) else { return }
    repeat {
      var node = open(.enumValueDefinition)
      try parseDescription(into: &node)
      if isKeyword("true") || isKeyword("false") || isKeyword("null") {
        throw syntaxError(
          "\(describeToken()) is reserved and cannot be used for an enum value.", at: Int(token.start))
      }
      try readName(into: node)
      try parseDirectives(into: &node, isConst: true)
      append(close(node), to: &list)
    } while try !skip(.braceRight)
  }

  private mutating func parseInputObject() throws(GraphQLError) -> UInt32 {
    var node = try openDefinition("input", .inputObjectTypeDefinition)
    try parseDirectives(into: &node, isConst: true)
    try parseInputValues(.braceLeft, .braceRight, into: &node)
    return close(node)
  }

  private mutating func parseDirectiveDefinition() throws(GraphQLError) -> UInt32 {
    var node = open(.directiveDefinition)
    try parseDescription(into: &node)
    try expectKeyword("directive")
    try expect(.at)
    try readName(into: node)
    try parseInputValues(.parenLeft, .parenRight, into: &node)
    nodes[Int(node.parent)].flag = try skipKeyword("repeatable") ? 1 : 0
    try expectKeyword("on")
    _ = try skip(.pipe)
    repeat {
      let location = open(.directiveLocation)
      let start = position
      try readName(into: location)
      let token = tokens[start]
      let text = String(decoding: source[Int(token.start)..<Int(token.end)], as: UTF8.self)
      guard DirectiveLocation(rawValue: text) != nil else { throw unexpected(at: start) }
      append(close(location), to: &node)
    } while try skip(.pipe)
    return close(node)
  }

  // MARK: Extensions

  mutating func parseTypeSystemExtension() throws(GraphQLError) -> UInt32 {
    let keyword = position + 1
    var ahead = self
    try ahead.advance()
    guard tokens[keyword].kind == .name else { throw unexpected(at: keyword) }
    if isKeyword("schema", at: keyword) { return try parseSchemaExtension() }
    if isKeyword("scalar", at: keyword) {
      return try parseExtension(.scalarTypeExtension) { (_, _) throws(GraphQLError) in }
    }
    if isKeyword("type", at: keyword) { return try parseFieldsExtension(.objectTypeExtension) }
    if isKeyword("interface", at: keyword) { return try parseFieldsExtension(.interfaceTypeExtension) }
    if isKeyword("union", at: keyword) {
      return try parseExtension(.unionTypeExtension) { (parser, node) throws(GraphQLError) in
        try parser.parseUnionMembers(into: &node)
      }
    }
    if isKeyword("enum", at: keyword) {
      return try parseExtension(.enumTypeExtension) { (parser, node) throws(GraphQLError) in
        try parser.parseEnumValues(into: &node)
      }
    }
    if isKeyword("input", at: keyword) {
      return try parseExtension(.inputObjectTypeExtension) { (parser, node) throws(GraphQLError) in
        try parser.parseInputValues(.braceLeft, .braceRight, into: &node)
      }
    }
    throw unexpected(at: keyword)
  }

  private mutating func parseSchemaExtension() throws(GraphQLError) -> UInt32 {
    var node = open(.schemaExtension)
    try expectKeyword("extend")
    try expectKeyword("schema")
    try parseDirectives(into: &node, isConst: true)
    if try skip(.braceLeft) {
      repeat { append(try parseOperationTypeDefinition(), to: &node) } while try !skip(.braceRight)
    }
    if node.last == 0 { throw unexpected() }
    return close(node)
  }

  private mutating func parseFieldsExtension(_ nodeKind: NodeKind) throws(GraphQLError) -> UInt32 {
    var node = open(nodeKind)
    try expectKeyword("extend")
    try advance()
    try readName(into: node)
    try parseImplementsInterfaces(into: &node)
    try parseDirectives(into: &node, isConst: true)
    try parseFields(into: &node)
    if node.last == 0 { throw unexpected() }
    return close(node)
  }

  /// `extend KEYWORD Name Directives? Members?`, of which at least one part must be there.
  private mutating func parseExtension(
    _ nodeKind: NodeKind, members: (inout Parser, inout ChildList) throws(GraphQLError) -> Void
  ) throws(GraphQLError) -> UInt32 {
    var node = open(nodeKind)
    try expectKeyword("extend")
    try advance()
    try readName(into: node)
    try parseDirectives(into: &node, isConst: true)
    try members(&self, &node)
    if node.last == 0 { throw unexpected() }
    return close(node)
  }
}
