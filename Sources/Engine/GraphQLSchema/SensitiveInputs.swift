public import GraphQLJSON
public import GraphQLSyntax

/// Which values of a document's variables are sensitive: those of variables that stand in sensitive places, and those of
/// sensitive input fields.
///
/// It looks at the whole document, so that a variable is hidden in every operation when it is in one.
public struct SensitiveInputs: Sendable {
  private let schema: Schema
  private let document: Document
  /// The variables that stand in sensitive places.
  private var variables: Set<String> = []

  private struct Visit {
    let node: NodeID
    let type: TypeID?
  }

  /// Takes time linear in the document, and none where nothing is sensitive.
  public init(_ schema: Schema, _ document: Document) {
    self.schema = schema
    self.document = document
    guard schema.hasSensitiveInputs else { return }
    for definition in document.definitions { visit(definition) }
  }

  /// Whether whole values of a variable are sensitive.
  public func contains(variable name: String) -> Bool { variables.contains(name) }

  /// What logs may show of a request's variables: `***` stands for everything sensitive, and for what fits neither the
  /// operation nor its types, as a misspelled password would.
  public func masked(_ values: JSONObject, of operation: NodeID) -> JSONObject {
    let definitions = document.variableDefinitions(operation)
    return JSONObject(
      values.members.map { name, value in
        guard !contains(variable: name),
          let definition = definitions.first(where: { document.name($0) == name }),
          let type = document.type(definition).flatMap({ schema.typeReference(document, $0) })
        else { return (name, Self.mask) }
        return (name, masked(value, type.namedType))
      })
  }

  /// The variables of a request of which nothing else is known.
  public static func masked(_ values: JSONObject) -> JSONObject {
    JSONObject(values.members.map { ($0.key, mask) })
  }

  private static let mask = JSONValue.string("***")

  private func masked(_ value: JSONValue, _ type: TypeID) -> JSONValue {
    guard schema.holdsSensitiveInput(type) else { return value }
    switch value {
    case .null: return value
    case .array(let items): return .array(items.map { masked($0, type) })
    case .object(let object):
      return .object(
        JSONObject(
          object.members.map { name, value in
            guard let field = schema[type].inputField(name), !field.isSensitive else { return (name, Self.mask) }
            return (name, masked(value, field.type.namedType))
          }))
    default: return Self.mask
    }
  }

  // MARK: The walk

  private mutating func visit(_ definition: NodeID) {
    var waiting = [Visit(node: definition, type: type(of: definition, in: nil))]
    while let next = waiting.popLast() {
      for directive in document.directives(next.node) { visit(directive: directive) }
      guard let set = document.selectionSet(next.node) else { continue }
      for selection in document.children(set) {
        if document.kind(selection) == .field, let parent = next.type { visit(field: selection, of: parent) }
        waiting.append(Visit(node: selection, type: type(of: selection, in: next.type)))
      }
    }
  }

  /// The type that a definition or selection selects from; nil where the schema does not know it.
  private func type(of node: NodeID, in parent: TypeID?) -> TypeID? {
    switch document.kind(node) {
    case .operationDefinition: return schema.rootType(document.operationType(node))?.id
    case .field: return parent.flatMap { schema[$0].field(document.name(node)) }?.type.namedType
    default:
      guard let condition = document.typeCondition(node) else { return parent }
      return schema.type(named: document.name(condition))?.id
    }
  }

  private mutating func visit(field: NodeID, of parent: TypeID) {
    let definition = schema[parent].field(document.name(field))
    for argument in document.arguments(field) {
      let name = document.name(argument)
      guard let type = definition?.arguments.first(where: { $0.name == name })?.type.namedType,
        let value = document.value(argument)
      else { continue }
      let isSensitive = schema.isSensitive(argument: name, ofField: document.name(field), on: parent)
      visit(value, type, isSensitive: isSensitive)
    }
  }

  private mutating func visit(directive: NodeID) {
    let definitions = schema.directive(named: document.name(directive))?.arguments ?? []
    for argument in document.arguments(directive) {
      let name = document.name(argument)
      guard let definition = definitions.first(where: { $0.name == name }), let value = document.value(argument) else {
        continue
      }
      visit(value, definition.type.namedType, isSensitive: definition.isSensitive)
    }
  }

  /// The parser bounds the depth of values.
  private mutating func visit(_ value: NodeID, _ type: TypeID, isSensitive: Bool) {
    switch document.kind(value) {
    case .variable: if isSensitive { variables.insert(document.name(value)) }
    case .listValue: for item in document.children(value) { visit(item, type, isSensitive: isSensitive) }
    case .objectValue:
      for field in document.children(value, .objectField) {
        guard let inner = document.value(field) else { continue }
        let definition = schema[type].inputField(document.name(field))
        // Of a field that is not known nothing is known.
        visit(
          inner, definition?.type.namedType ?? type,
          isSensitive: isSensitive || (definition?.isSensitive ?? schema.holdsSensitiveInput(type)))
      }
    default: break
    }
  }
}
