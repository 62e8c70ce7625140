import GraphQLSyntax

/// An operation without a name is alone (section 5.2.3.1, "Lone Anonymous Operation").
final class LoneAnonymousOperationRule: ValidationRule {
  static let enters: NodeKindSet = [.operationDefinition]
  private let isAlone: Bool

  init(_ context: ValidationContext) {
    var operations = context.document.operations
    _ = operations.next()
    isAlone = operations.isEmpty
  }

  func enter(_ node: NodeID, _ context: ValidationContext) {
    guard !isAlone, context.document.nameID(node) == .none else { return }
    context.report("This anonymous operation must be the only defined operation.", at: node)
  }
}
