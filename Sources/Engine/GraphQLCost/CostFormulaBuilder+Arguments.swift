import GraphQLSchema
import GraphQLSyntax

// What arguments add to the weight of a field, and what they say about the size of a list.
extension CostFormulaBuilder {
  // MARK: Weights

  /// The weight of a field with the arguments and directives of its first occurrence.
  func weight(_ cost: FieldCost, _ node: NodeID, _ definition: FieldDefinition?) -> FieldWeight {
    var weight = FieldWeight(known: cost.weight)
    for directive in document.directives(node) {
      for argument in document.arguments(directive) {
        let added = rules.weight(ofArgument: document.name(argument), ofDirective: document.name(directive))
        weight.known = weight.known.adding(added)
      }
    }
    for (index, argument) in (definition?.arguments ?? []).enumerated() {
      let type = argument.type.namedType
      guard cost.argumentWeights[index] != 0 || rules.reachesWeight[type.index],
        let value = value(of: argument.name, in: document.arguments(node))
      else { continue }
      add(value, cost.argumentWeights[index], type, to: &weight)
    }
    return weight
  }

  /// Adds the weight of an argument or input field, and of what its value holds.
  private func add(_ value: NodeID, _ own: Int, _ type: TypeID, to weight: inout FieldWeight) {
    guard document.kind(value) != .variable else {
      return weight.variables.append(FieldWeight.Variable(name: document.name(value), weight: own, type: type))
    }
    weight.known = weight.known.adding(own)
    guard rules.reachesWeight[type.index] else { return }
    switch document.kind(value) {
    case .listValue: for item in document.children(value) { add(item, 0, type, to: &weight) }
    case .objectValue:
      for (index, field) in rules.schema[type].inputFields.enumerated() {
        guard let inner = self.value(of: field.name, in: document.children(value, .objectField)) else { continue }
        add(inner, rules.weight(ofInputField: index, of: type), field.type.namedType, to: &weight)
      }
    default: break
    }
  }

  private func value(of name: String, in given: Document.Children) -> NodeID? {
    given.first { document.name($0) == name }.flatMap { document.value($0) }
  }

  // MARK: Sizes

  /// The size of a field's list.
  func listSize(_ rule: ListSizeRule, _ node: NodeID, _ definition: FieldDefinition?) -> ListSize {
    var arguments = ListSize.SlicingArguments(defaultSize: rule.defaultSize)
    for path in rule.slicingArguments {
      guard let argument = definition?.arguments.first(where: { $0.name == path.first }) else { continue }
      add(argument, path.dropFirst(), value(of: argument.name, in: document.arguments(node)), to: &arguments)
    }
    guard arguments.variables.isEmpty else { return .greatest(arguments) }
    return .constant(max(0, arguments.literal ?? arguments.defaultSize))
  }

  /// Follows a path through literals, as far as they go.
  private func add(
    _ definition: InputValueDefinition, _ path: ArraySlice<String>, _ value: NodeID?,
    to arguments: inout ListSize.SlicingArguments
  ) {
    guard let value, document.kind(value) != .variable else {
      let usual = definition.defaultValue.flatMap { size($0, definition.type.namedType, path) }
      if let value {
        let name = document.name(value)
        arguments.variables.append(ListSize.Variable(name: name, path: path, defaultSize: usual))
      } else if let usual {
        arguments.literal = max(arguments.literal ?? 0, usual)
      }
      return
    }
    if let name = path.first {
      guard document.kind(value) == .objectValue,
        let field = rules.schema[definition.type.namedType].inputField(name)
      else { return }
      let inner = self.value(of: name, in: document.children(value, .objectField))
      add(field, path.dropFirst(), inner, to: &arguments)
    } else if document.kind(value) == .intValue {
      arguments.literal = max(arguments.literal ?? 0, Self.size(document.sourceText(value)))
    }
  }

  /// The number at a path inside a default value of the schema.
  private func size(_ literal: ValueLiteral, _ type: TypeID, _ path: ArraySlice<String>) -> Int? {
    switch literal {
    case .int(let digits): return path.isEmpty ? Self.size(digits) : nil
    case .object(let fields):
      guard let name = path.first, let field = rules.schema[type].inputField(name) else { return nil }
      let value = fields.first { $0.name == name }?.value ?? field.defaultValue
      return value.flatMap { size($0, field.type.namedType, path.dropFirst()) }
    default: return nil
    }
  }

  /// The size that digits tell: no less than nothing, and whatever they are, a number.
  private static func size(_ digits: String) -> Int {
    max(0, Int(digits) ?? (digits.hasPrefix("-") ? 0 : .max))
  }
}
