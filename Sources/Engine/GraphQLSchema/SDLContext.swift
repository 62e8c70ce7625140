import GraphQLSyntax

/// What SDL rules look at, and where they put what they find.
struct SDLContext {
  let document: Document
  /// The schema that the document extends.
  let schema: Schema?
  /// The directives that the document may use: those of the schema, or built in, and its own.
  let directives: [String: DirectiveSignature]
  private(set) var errors: [GraphQLError] = []

  init(document: Document, schema: Schema?) {
    self.document = document
    self.schema = schema
    var directives: [String: DirectiveSignature] = [:]
    if let schema {
      for directive in schema.directives { directives[directive.name] = DirectiveSignature(schema, directive) }
    } else {
      directives = DirectiveSignature.all(in: BuiltInTypes.document)
    }
    self.directives = directives.merging(DirectiveSignature.all(in: document)) { _, own in own }
  }

  /// Reports an error at nodes.
  mutating func report(_ message: String, at nodes: NodeID...) {
    errors.append(GraphQLError(message, locations: nodes.map(document.location)))
  }

  /// Reports an error at the names of nodes.
  mutating func report(_ message: String, atNamesOf nodes: [NodeID]) {
    errors.append(GraphQLError(message, locations: nodes.map(document.nameLocation)))
  }

  /// Reports an error at the name of a node.
  mutating func report(_ message: String, atNameOf node: NodeID) { report(message, atNamesOf: [node]) }

  /// Every node of the document, parents before their members.
  var nodes: LazyMapSequence<Range<Int>, NodeID> { (0..<document.nodeCount).lazy.map(document.node) }

  /// The definitions of named types.
  var typeDefinitions: [NodeID] { document.definitions.filter { document.kind($0).isTypeDefinition } }

  /// The definitions and extensions of types of the given kinds.
  func definitions(of kinds: Set<NodeKind>) -> [NodeID] {
    document.definitions.filter { kinds.contains(document.kind($0)) }
  }

  /// The nodes grouped by name, in the order of their first appearance.
  func grouped(_ nodes: some Sequence<NodeID>) -> [[NodeID]] {
    var groups: [[NodeID]] = []
    var positions: [NameID: Int] = [:]
    for node in nodes {
      if let position = positions[document.nameID(node)] {
        groups[position].append(node)
      } else {
        positions[document.nameID(node)] = groups.count
        groups.append([node])
      }
    }
    return groups
  }
}

/// What SDL rules must know of a directive's definition.
struct DirectiveSignature {
  struct Argument {
    let name: String
    let type: String
    let isRequired: Bool
  }

  let isRepeatable: Bool
  let locations: Set<DirectiveLocation>
  let arguments: [Argument]

  init(_ schema: Schema, _ directive: DirectiveDefinition) {
    isRepeatable = directive.isRepeatable
    locations = Set(directive.locations)
    arguments = directive.arguments.map {
      Argument(name: $0.name, type: schema.name($0.type), isRequired: $0.isRequired)
    }
  }

  private init(_ document: Document, _ node: NodeID) {
    isRepeatable = document.isRepeatable(node)
    locations = Set(
      document.children(node, .directiveLocation).compactMap { DirectiveLocation(rawValue: document.name($0)) })
    arguments = document.children(node, .inputValueDefinition).map { argument in
      let type = document.type(argument)
      return Argument(
        name: document.name(argument), type: type.map(document.printType) ?? "",
        isRequired: type.map(document.kind) == .nonNullType && document.value(argument) == nil)
    }
  }

  /// The directives that a document defines, by name; of two with one name the later.
  static func all(in document: Document) -> [String: DirectiveSignature] {
    var result: [String: DirectiveSignature] = [:]
    for node in document.children(.document, .directiveDefinition) {
      result[document.name(node)] = DirectiveSignature(document, node)
    }
    return result
  }
}
