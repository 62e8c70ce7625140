import GraphQLSchema
import GraphQLSyntax

/// Required arguments are given (section 5.4.3, "Required Arguments").
final class ProvidedRequiredArgumentsRule: ValidationRule {
  static let leaves: NodeKindSet = [.field, .directive]

  init(_ context: ValidationContext) {}

  func leave(_ node: NodeID, _ context: ValidationContext) {
    if context.document.kind(node) == .directive { return leaveDirective(node, context) }
    guard let arguments = context.field?.arguments, !arguments.isEmpty else { return }
    for argument in arguments where argument.isRequired && !isGiven(argument.name, node, context) {
      let name = "\(owner(context))\(context.quotedName(node))(\(argument.name):)"
      context.report(Self.message(name, context.schema.name(argument.type)), at: node)
    }
  }

  private func leaveDirective(_ node: NodeID, _ context: ValidationContext) {
    guard let shape = context.directiveShape(context.document.nameID(node)) else { return }
    for argument in shape.required where !isGiven(argument.name, node, context) {
      context.report(Self.message("@\(context.quotedName(node))(\(argument.name):)", argument.type), at: node)
    }
  }

  private func isGiven(_ name: String, _ node: NodeID, _ context: ValidationContext) -> Bool {
    context.document.arguments(node).contains { context.name($0) == name }
  }

  /// The type of the field's parent; the meta-fields have none.
  private func owner(_ context: ValidationContext) -> String {
    let type = context.type.map { context.schema[$0.namedType].name } ?? ""
    if Schema.introspectionTypeNames.contains(type) { return "<meta>." }
    return context.parentType.map { $0.name + "." } ?? ""
  }

  private static func message(_ argument: String, _ type: String) -> String {
    "Argument \"\(argument)\" of type \"\(type)\" is required, but it was not provided."
  }
}
