/// Type system definitions and extensions.
extension Printer {
  func typeSystemText(_ node: NodeID) -> PrintedText {
    switch document.kind(node) {
    case .schemaDefinition: described(node, line(["schema"], node, .block(texts(node, .operationTypeDefinition))))
    case .schemaExtension: line(["extend schema"], node, .block(texts(node, .operationTypeDefinition)))
    case .operationTypeDefinition:
      PrintedText(document.operationType(node).name + ": ") + .joined(texts(node, .namedType))
    case .fieldDefinition: described(node, fieldDefinition(node))
    case .inputValueDefinition: described(node, typedValue(node))
    case .enumValueDefinition: described(node, line([document.name(node)], node))
    case .directiveDefinition: described(node, directiveDefinition(node))
    case .directiveLocation: PrintedText(document.name(node))
    default: typeText(node)
    }
  }

  /// The definition or extension of a named type.
  private func typeText(_ node: NodeID) -> PrintedText {
    let kind = document.kind(node)
    let keyword = (kind.isTypeExtension ? "extend " : "") + Self.keyword(kind)
    let members: PrintedText =
      switch kind {
      case .unionTypeDefinition, .unionTypeExtension: .joined(texts(node, .namedType), " | ").wrapped("= ")
      case .enumTypeDefinition, .enumTypeExtension: .block(texts(node, .enumValueDefinition))
      case .inputObjectTypeDefinition, .inputObjectTypeExtension: .block(texts(node, .inputValueDefinition))
      default: .block(texts(node, .fieldDefinition))
      }
    return described(node, line([keyword, document.name(node), interfaces(node)], node, members))
  }

  private static func keyword(_ kind: NodeKind) -> String {
    switch kind {
    case .scalarTypeDefinition, .scalarTypeExtension: "scalar"
    case .objectTypeDefinition, .objectTypeExtension: "type"
    case .interfaceTypeDefinition, .interfaceTypeExtension: "interface"
    case .unionTypeDefinition, .unionTypeExtension: "union"
    case .enumTypeDefinition, .enumTypeExtension: "enum"
    default: "input"
    }
  }

  private func interfaces(_ node: NodeID) -> String {
    switch document.kind(node) {
    case .unionTypeDefinition, .unionTypeExtension: ""
    default: PrintedText.joined(texts(node, .namedType), " & ").wrapped("implements ").text
    }
  }

  /// Words, directives and members of a definition, with single spaces between them.
  private func line(_ words: [String], _ node: NodeID, _ members: PrintedText = PrintedText()) -> PrintedText {
    .joined(words.map { PrintedText($0) } + [directives(node), members], " ")
  }

  private func texts(_ node: NodeID, _ kind: NodeKind) -> [PrintedText] { document.children(node, kind).map(text) }

  private func fieldDefinition(_ node: NodeID) -> PrintedText {
    let type = document.type(node).map(document.printType) ?? ""
    return PrintedText(document.name(node)) + argumentDefinitions(node) + PrintedText(": " + type)
      + directives(node).wrapped(" ")
  }

  private func directiveDefinition(_ node: NodeID) -> PrintedText {
    let tail = (document.isRepeatable(node) ? " repeatable" : "") + " on "
    return PrintedText("directive @" + document.name(node)) + argumentDefinitions(node) + PrintedText(tail)
      + .joined(texts(node, .directiveLocation), " | ")
  }

  /// Argument definitions on one line, or on several if one of them takes several.
  private func argumentDefinitions(_ node: NodeID) -> PrintedText {
    let definitions = texts(node, .inputValueDefinition)
    return definitions.contains(where: \.isMultiline)
      ? PrintedText.joined(definitions, "\n").indented.wrapped("(\n", "\n)")
      : PrintedText.joined(definitions, ", ").wrapped("(", ")")
  }
}
