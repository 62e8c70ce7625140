import GraphQLSchema
import GraphQLSyntax

/// Refuses what is deprecated. Not a rule of the specification; tools add it.
final class NoDeprecatedCustomRule: ValidationRule {
  static let enters: NodeKindSet = [.field, .argument, .objectField, .enumValue]

  init(_ context: ValidationContext) {}

  func enter(_ node: NodeID, _ context: ValidationContext) {
    switch context.document.kind(node) {
    case .field: enterField(node, context)
    case .argument: enterArgument(node, context)
    case .objectField: enterObjectField(node, context)
    default: enterEnumValue(node, context)
    }
  }

  private func enterField(_ node: NodeID, _ context: ValidationContext) {
    guard let field = context.field, let reason = field.deprecationReason, let parent = context.parentType
    else { return }
    context.report("The field \(parent.name).\(field.name) is deprecated. \(reason)", at: node)
  }

  private func enterArgument(_ node: NodeID, _ context: ValidationContext) {
    guard let argument = context.argument, let reason = argument.deprecationReason else { return }
    var owner = context.directive.map { "@" + $0.name }
    if owner == nil, let parent = context.parentType, let field = context.field {
      owner = "\(parent.name).\(field.name)"
    }
    context.report("The argument \"\(owner ?? "")(\(argument.name):)\" is deprecated. \(reason)", at: node)
  }

  private func enterObjectField(_ node: NodeID, _ context: ValidationContext) {
    guard let type = context.parentInputType.map({ context.schema[$0.namedType] }),
      let field = type.inputField(context.name(node)), let reason = field.deprecationReason
    else { return }
    context.report("The input field \(type.name).\(field.name) is deprecated. \(reason)", at: node)
  }

  private func enterEnumValue(_ node: NodeID, _ context: ValidationContext) {
    guard let type = context.inputType.map({ context.schema[$0.namedType] }),
      let value = type.enumValue(context.name(node)), let reason = value.deprecationReason
    else { return }
    context.report("The enum value \"\(type.name).\(value.name)\" is deprecated. \(reason)", at: node)
  }
}
