import GraphQLSyntax

/// Every fragment is used by an operation (section 5.5.1.4, "Fragments Must Be Used").
final class NoUnusedFragmentsRule: ValidationRule {
  static let leaves: NodeKindSet = [.document]

  init(_ context: ValidationContext) {}

  func leave(_ node: NodeID, _ context: ValidationContext) {
    let graph = context.fragments
    let document = context.document
    var isUsed = [Bool](repeating: false, count: document.nameCount)
    for fragment in graph.reachable(from: graph.operations) {
      isUsed[document.nameID(graph.definitions[fragment]).index] = true
    }
    for definition in graph.definitions where document.kind(definition) == .fragmentDefinition {
      if isUsed[document.nameID(definition).index] { continue }
      context.report("Fragment \"\(context.quotedName(definition))\" is never used.", at: definition)
    }
  }
}
