/// Prints syntax trees as documents, in the form of the reference implementation.
///
/// Two spaces of indentation, one selection on a line, arguments on one line while it has at most 80 characters, an
/// empty line between definitions. Printing recurses as deep as the document nests, which the parser has bounded.
public struct Printer {
  let document: Document

  /// The text of a document.
  public static func print(_ document: Document) -> String { print(document, .document) }

  /// The text of one node and what is below it.
  public static func print(_ document: Document, _ node: NodeID) -> String {
    Printer(document: document).text(node).text
  }

  func text(_ node: NodeID) -> PrintedText {
    let kind = document.kind(node)
    if kind.isValue { return document.literal(node).printedText }
    if kind.isTypeReference { return PrintedText(document.printType(node)) }
    switch kind {
    case .document: return .joined(definitions(), "\n\n")
    case .operationDefinition: return operation(node)
    case .fragmentDefinition: return fragment(node)
    case .variableDefinition: return described(node, PrintedText("$") + typedValue(node))
    case .selectionSet: return .block(document.children(node).map(text))
    case .field: return field(node)
    case .fragmentSpread: return PrintedText("..." + document.name(node)) + directives(node).wrapped(" ")
    case .inlineFragment: return inlineFragment(node)
    case .alias: return PrintedText(document.name(node))
    case .argument, .objectField: return PrintedText(document.name(node) + ": ") + value(node)
    case .directive: return directive(node)
    case .description: return document.literal(node).printedText
    default: return typeSystemText(node)
    }
  }

  /// The definitions. After a type without a body the braces of a short query would be read as that body.
  private func definitions() -> [PrintedText] {
    var texts: [PrintedText] = []
    var isOpen = false
    for definition in document.definitions {
      let text = text(definition)
      let isShort = text.bytes.first == UInt8(ascii: "{")
      texts.append(isOpen && isShort ? PrintedText(OperationType.query.name + " ") + text : text)
      isOpen = takesBody(document.kind(definition)) && text.bytes.last != UInt8(ascii: "}")
    }
    return texts
  }

  private func takesBody(_ kind: NodeKind) -> Bool {
    switch kind {
    case .objectTypeDefinition, .interfaceTypeDefinition, .enumTypeDefinition, .inputObjectTypeDefinition,
      .schemaExtension, .objectTypeExtension, .interfaceTypeExtension, .enumTypeExtension, .inputObjectTypeExtension:
      true
    default: false
    }
  }

  // MARK: Executable definitions

  private func operation(_ node: NodeID) -> PrintedText {
    let keyword = document.operationType(node).name
    let signature = PrintedText(document.name(node)) + variables(node)
    let prefix = described(node, .joined([PrintedText(keyword), signature, directives(node)], " "))
    let selections = document.selectionSet(node).map(text) ?? PrintedText()
    // An anonymous query without anything else has a short form.
    return prefix.text == OperationType.query.name ? selections : .joined([prefix, selections], " ")
  }

  private func variables(_ node: NodeID) -> PrintedText {
    let definitions = document.variableDefinitions(node).map(text)
    return definitions.contains(where: \.isMultiline)
      ? PrintedText.joined(definitions, "\n").wrapped("(\n", "\n)")
      : PrintedText.joined(definitions, ", ").wrapped("(", ")")
  }

  private func fragment(_ node: NodeID) -> PrintedText {
    let condition = document.typeCondition(node).map(text) ?? PrintedText()
    let head = PrintedText("fragment " + document.name(node) + " on ") + condition
    let selections = document.selectionSet(node).map(text) ?? PrintedText()
    return described(node, .joined([head, directives(node), selections], " "))
  }

  // MARK: Selections

  private func field(_ node: NodeID) -> PrintedText {
    let alias = document.alias(node).map { document.name($0) + ": " } ?? ""
    let prefix = PrintedText(alias + document.name(node))
    let selections = document.selectionSet(node).map(text) ?? PrintedText()
    return prefix + arguments(node, after: prefix) + directives(node).wrapped(" ") + selections.wrapped(" ")
  }

  /// Arguments on the line of their field where they fit, else one on a line.
  private func arguments(_ node: NodeID, after prefix: PrintedText) -> PrintedText {
    let arguments = document.arguments(node).map(text)
    let line = PrintedText.joined(arguments, ", ").wrapped("(", ")")
    guard prefix.length + line.length > PrintedText.maxLineLength else { return line }
    return PrintedText.joined(arguments, "\n").indented.wrapped("(\n", "\n)")
  }

  private func inlineFragment(_ node: NodeID) -> PrintedText {
    let condition = document.typeCondition(node).map(text) ?? PrintedText()
    let selections = document.selectionSet(node).map(text) ?? PrintedText()
    return .joined([PrintedText("..."), condition.wrapped("on "), directives(node), selections], " ")
  }

  // MARK: Parts that several nodes have

  func directives(_ node: NodeID) -> PrintedText { .joined(document.directives(node).map(text), " ") }

  private func directive(_ node: NodeID) -> PrintedText {
    let arguments = PrintedText.joined(document.arguments(node).map(text), ", ")
    return PrintedText("@" + document.name(node)) + arguments.wrapped("(", ")")
  }

  private func value(_ node: NodeID) -> PrintedText { document.value(node).map(text) ?? PrintedText() }

  /// `name: Type = default @directives`, of a variable or input value definition.
  func typedValue(_ node: NodeID) -> PrintedText {
    let type = document.type(node).map(document.printType) ?? ""
    return PrintedText(document.name(node) + ": " + type) + value(node).wrapped(" = ") + directives(node).wrapped(" ")
  }

  /// A definition below its description.
  func described(_ node: NodeID, _ definition: PrintedText) -> PrintedText {
    (document.child(node, .description).map(text) ?? PrintedText()).wrapped("", "\n") + definition
  }
}
