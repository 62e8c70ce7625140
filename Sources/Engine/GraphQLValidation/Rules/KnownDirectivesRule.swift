import GraphQLSchema
import GraphQLSyntax

/// Directives exist and stand where they may (section 5.7.1, "Directives Are Defined", and 5.7.2, "Directives Are in
/// Valid Locations").
final class KnownDirectivesRule: ValidationRule {
  static let enters: NodeKindSet = [.directive]

  init(_ context: ValidationContext) {}

  func enter(_ node: NodeID, _ context: ValidationContext) {
    guard let shape = context.directiveShape(context.document.nameID(node)), !shape.locations.isEmpty else {
      return context.report("Unknown directive \"@\(context.quotedName(node))\".", at: node)
    }
    guard let location = location(context), !shape.locations.contains(location) else { return }
    context.report("Directive \"@\(context.quotedName(node))\" may not be used on \(location.rawValue).", at: node)
  }

  /// Where the directive stands that the walk has just entered.
  private func location(_ context: ValidationContext) -> DirectiveLocation? {
    guard let owner = context.ancestors.last else { return nil }
    switch context.document.kind(owner) {
    case .operationDefinition:
      switch context.document.operationType(owner) {
      case .query: return .query
      case .mutation: return .mutation
      case .subscription: return .subscription
      }
    case .inputValueDefinition:
      let around = context.ancestors.dropLast().last.map(context.document.kind)
      let isInputObject = around == .inputObjectTypeDefinition || around == .inputObjectTypeExtension
      return isInputObject ? .inputFieldDefinition : .argumentDefinition
    case let kind: return Self.locations[kind]
    }
  }

  private static let locations: [NodeKind: DirectiveLocation] = [
    .field: .field, .fragmentSpread: .fragmentSpread, .inlineFragment: .inlineFragment,
    .fragmentDefinition: .fragmentDefinition, .variableDefinition: .variableDefinition,
    .schemaDefinition: .schema, .schemaExtension: .schema, .scalarTypeDefinition: .scalar,
    .scalarTypeExtension: .scalar, .objectTypeDefinition: .object, .objectTypeExtension: .object,
    .fieldDefinition: .fieldDefinition, .interfaceTypeDefinition: .interface, .interfaceTypeExtension: .interface,
    .unionTypeDefinition: .union, .unionTypeExtension: .union, .enumTypeDefinition: .enum, .enumTypeExtension: .enum,
    .enumValueDefinition: .enumValue, .inputObjectTypeDefinition: .inputObject,
    .inputObjectTypeExtension: .inputObject,
  ]
}
