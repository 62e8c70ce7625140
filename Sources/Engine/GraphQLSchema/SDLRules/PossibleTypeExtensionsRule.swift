import GraphQLSyntax

/// A type that is extended exists and is of the kind that the extension says (specification, sections 3.5.7 to 3.10.6).
enum PossibleTypeExtensionsRule: SDLRule {
  static func check(_ context: inout SDLContext) {
    let document = context.document
    let definitions = context.typeDefinitions
    let defined = Dictionary(definitions.map { (document.nameID($0), $0) }, uniquingKeysWith: { $1 })
    for node in document.definitions where document.kind(node).isTypeExtension {
      let name = document.name(node)
      let kind = TypeKind(extension: document.kind(node))
      if let definition = defined[document.nameID(node)] {
        guard TypeKind(definition: document.kind(definition)) != kind else { continue }
        context.report(message(kind, name), at: definition, node)
      } else if let existing = context.schema?.type(named: name) {
        if existing.kind != kind { context.report(message(kind, name), at: node) }
      } else {
        let names = definitions.map(document.name) + (context.schema?.types.map(\.name) ?? [])
        let suggestions = Suggestions.suggestionList(name, names)
        context.report(
          "Cannot extend type \"\(name)\" because it is not defined." + Suggestions.didYouMean(suggestions),
          atNameOf: node)
      }
    }
  }

  private static func message(_ kind: TypeKind?, _ name: String) -> String {
    "Cannot extend non-\(kind?.noun ?? "unknown") type \"\(name)\"."
  }
}

extension TypeKind {
  /// The kind that an extension node extends.
  init?(extension node: NodeKind) {
    switch node {
    case .scalarTypeExtension: self = .scalar
    case .objectTypeExtension: self = .object
    case .interfaceTypeExtension: self = .interface
    case .unionTypeExtension: self = .union
    case .enumTypeExtension: self = .enum
    case .inputObjectTypeExtension: self = .inputObject
    default: return nil
    }
  }

  /// What messages about extensions call the kind.
  fileprivate var noun: String {
    switch self {
    case .scalar: "scalar"
    case .object: "object"
    case .interface: "interface"
    case .union: "union"
    case .enum: "enum"
    case .inputObject: "input object"
    }
  }
}
