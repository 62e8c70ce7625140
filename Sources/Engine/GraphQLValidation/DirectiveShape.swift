import GraphQLSchema
import GraphQLSyntax

/// What rules need to know of a directive.
struct DirectiveShape {
  let argumentNames: [String]
  /// The arguments that must be given, with their types as written in SDL.
  let required: [(name: String, type: String)]
  let locations: [DirectiveLocation]
  let isRepeatable: Bool

  /// Definitions in the document go before those of the schema.
  init?(named name: NameID, _ context: ValidationContext) {
    let document = context.document
    let own = document.children(.document, .directiveDefinition).first { document.nameID($0) == name }
    if let own {
      self.init(document, own)
    } else if let definition = context.schema.directive(named: context.text(name)) {
      self.init(definition, context.schema)
    } else {
      return nil
    }
  }

  private init(_ definition: DirectiveDefinition, _ schema: Schema) {
    argumentNames = definition.arguments.map(\.name)
    required = definition.arguments.filter(\.isRequired).map { (name: $0.name, type: schema.name($0.type)) }
    locations = definition.locations
    isRepeatable = definition.isRepeatable
  }

  private init(_ document: Document, _ node: NodeID) {
    let arguments = document.children(node, .inputValueDefinition)
    argumentNames = arguments.map(document.name)
    required = arguments.compactMap { argument in
      guard let type = document.type(argument), document.kind(type) == .nonNullType, document.value(argument) == nil
      else { return nil }
      return (name: document.name(argument), type: document.printType(type))
    }
    locations = document.children(node, .directiveLocation)
      .compactMap { DirectiveLocation(rawValue: document.name($0)) }
    isRepeatable = document.isRepeatable(node)
  }
}
