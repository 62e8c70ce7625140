import GraphQLSchema
import GraphQLSyntax

/// Fields exist on the type they are selected from (section 5.3.1, "Field Selections").
final class FieldsOnCorrectTypeRule: ValidationRule {
  static let enters: NodeKindSet = [.field]

  init(_ context: ValidationContext) {}

  func enter(_ node: NodeID, _ context: ValidationContext) {
    guard context.field == nil, let type = context.parentType else { return }
    let name = context.name(node)
    context.report(
      "Cannot query field \"\(name.quotable)\" on type \"\(type.name)\"." + suggestion(name, type, context), at: node)
  }

  private func suggestion(_ name: String, _ type: NamedType, _ context: ValidationContext) -> String {
    guard context.options.suggestions else { return "" }
    let types = suggestedTypeNames(name, type, context.schema)
    if !types.isEmpty { return Suggestions.didYouMean("to use an inline fragment on", types) }
    return context.suggestions(name, among: type.fields.map(\.name))
  }

  /// Where the type is abstract: the possible types that have the field, and before them their interfaces that do.
  private func suggestedTypeNames(_ name: String, _ type: NamedType, _ schema: Schema) -> [String] {
    guard type.kind.isAbstract else { return [] }
    // In the order of the schema: what follows is no total order, and the message must not depend on a hash seed.
    var found: [TypeID] = []
    var usageCounts: [TypeID: Int] = [:]
    for object in schema.possibleTypes(type.id) where schema[object].fieldIndex(name) != nil {
      found.append(object)
      usageCounts[object] = 1
      for interface in schema[object].interfaces where schema[interface].fieldIndex(name) != nil {
        if usageCounts[interface] == nil { found.append(interface) }
        usageCounts[interface, default: 0] += 1
      }
    }
    return found.sorted { left, right in
      let (leftCount, rightCount) = (usageCounts[left] ?? 0, usageCounts[right] ?? 0)
      if leftCount != rightCount { return leftCount > rightCount }
      if schema[left].kind == .interface && schema.isSubtype(right, of: left) { return true }
      if schema[right].kind == .interface && schema.isSubtype(left, of: right) { return false }
      return NaturalOrder.isLess(schema[left].name, schema[right].name)
    }.map { schema[$0].name }
  }
}
