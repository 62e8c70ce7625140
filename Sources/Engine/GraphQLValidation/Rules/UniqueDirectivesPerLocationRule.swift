import GraphQLSyntax

/// Directives that are not repeatable stand only once at a place (section 5.7.3, "Directives Are Unique per Location").
final class UniqueDirectivesPerLocationRule: ValidationRule {
  static let enters: NodeKindSet = [.directive]
  /// The node whose directives were looked at last: all of them are, when the walk enters the first.
  private var owner: NodeID?
  /// The directives of types and of the schema, which may be spread over a definition and its extensions.
  private var typeDirectives: [NameID: [NameID: NodeID]] = [:]

  init(_ context: ValidationContext) {}

  func enter(_ node: NodeID, _ context: ValidationContext) {
    guard let owner = context.ancestors.last, owner != self.owner else { return }
    self.owner = owner
    let document = context.document
    let kind = document.kind(owner)
    let isType =
      kind.isTypeDefinition || kind.isTypeSystemExtension || kind == .schemaDefinition || kind == .schemaExtension
    var known = isType ? typeDirectives[document.nameID(owner)] ?? [:] : [:]
    for directive in document.directives(owner) {
      let name = document.nameID(directive)
      guard let shape = context.directiveShape(name), !shape.isRepeatable else { continue }
      if let first = known[name] {
        context.report(
          "The directive \"@\(context.quotedName(directive))\" can only be used once at this location.",
          at: first, directive)
      } else {
        known[name] = directive
      }
    }
    if isType { typeDirectives[document.nameID(owner)] = known }
  }
}
