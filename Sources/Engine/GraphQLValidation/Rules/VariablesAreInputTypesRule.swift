import GraphQLSchema
import GraphQLSyntax

/// Variables are of input types (section 5.8.2, "Variables Are Input Types").
final class VariablesAreInputTypesRule: ValidationRule {
  static let enters: NodeKindSet = [.variableDefinition]

  init(_ context: ValidationContext) {}

  func enter(_ node: NodeID, _ context: ValidationContext) {
    let document = context.document
    guard let typeNode = document.type(node),
      let type = context.namedType(document.nameID(document.namedType(typeNode))), !type.kind.isInput
    else { return }
    let name = context.quotedName(node)
    context.report(
      "Variable \"$\(name)\" cannot be non-input type \"\(document.printType(typeNode))\".", at: typeNode)
  }
}
