import GraphQLSchema
import GraphQLSyntax

/// What rules look at, and where they put what they find. One object serves one validation.
///
/// Names are compared as `NameID`; their texts and the types they name are looked up once per document.
final class ValidationContext {
  let schema: Schema
  let document: Document
  let options: ValidationOptions
  let fragments: FragmentGraph

  private(set) var errors: [GraphQLError] = []
  /// Whether validation is to end: there are too many errors, or too much work.
  private(set) var isAborted = false

  // MARK: Where the walk is

  /// The nodes that the current node lies in, the innermost last.
  var ancestors: [NodeID] = []
  /// The type of the innermost field, fragment or operation.
  var type: TypeReference?
  /// The type whose fields the innermost selection set selects from.
  var parentType: NamedType?
  /// The definition of the innermost field.
  var field: FieldSite?
  /// The directive that the walk is inside of, if the schema defines it.
  var directive: DirectiveDefinition?
  var argument: InputValueDefinition?
  /// The type that is expected of the current value, and of the value around it.
  var inputType: TypeReference?
  var parentInputType: TypeReference?
  /// Whether the place of the current value has a default.
  var inputHasDefault = false

  // MARK: What the walk has found

  /// The variables used in each executable definition.
  var variableUsages: [[VariableUsage]]
  /// For each field node the position of its definition among its parent type's fields; -1 where it has none there.
  var fieldPositions: [Int32]
  /// For each field node its parent type; -1 where it is unknown.
  var fieldParents: [Int32]

  /// A scratch table of names for rules that look for duplicates.
  var register: NameRegister
  private var texts: [String?]
  private var typeIDs: [Int32]
  private var directiveShapes: [NameID: DirectiveShape?] = [:]
  private(set) lazy var metaFields = MetaFields(schema)
  private(set) lazy var operations = OperationUsages(self)

  init(schema: Schema, document: Document, options: ValidationOptions) {
    self.schema = schema
    self.document = document
    self.options = options
    fragments = FragmentGraph(document)
    variableUsages = Array(repeating: [], count: fragments.definitions.count)
    fieldPositions = Array(repeating: -1, count: document.nodeCount)
    fieldParents = Array(repeating: -1, count: document.nodeCount)
    register = NameRegister(nameCount: document.nameCount)
    texts = Array(repeating: nil, count: document.nameCount)
    typeIDs = Array(repeating: Self.notLookedUp, count: document.nameCount)
  }

  // MARK: Names

  private static let notLookedUp: Int32 = -2

  /// The text of a name of the document.
  func text(_ name: NameID) -> String {
    if let text = texts[name.index] { return text }
    let text = document.text(name)
    texts[name.index] = text
    return text
  }

  /// The text of a node's name.
  func name(_ node: NodeID) -> String { text(document.nameID(node)) }

  /// The text of a node's name as messages quote it.
  func quotedName(_ node: NodeID) -> String { name(node).quotable }

  /// The type with a name; nil where the schema has none.
  func namedType(_ name: NameID) -> NamedType? {
    var id = typeIDs[name.index]
    if id == Self.notLookedUp {
      id = schema.type(named: text(name)).map { $0.id.rawValue } ?? -1
      typeIDs[name.index] = id
    }
    return id < 0 ? nil : schema.types[Int(id)]
  }

  /// The type that a type node means; nil where the schema has no such type.
  func typeReference(_ node: NodeID) -> TypeReference? {
    switch document.kind(node) {
    case .namedType: namedType(document.nameID(node)).map { .named($0.id) }
    case .listType: document.firstChild(node).flatMap(typeReference).map { .list($0) }
    default: document.firstChild(node).flatMap(typeReference).map { .nonNull($0) }
    }
  }

  /// The signature of a directive, from the schema or from a definition in the document itself.
  func directiveShape(_ name: NameID) -> DirectiveShape? {
    if let shape = directiveShapes[name] { return shape }
    let shape = DirectiveShape(named: name, self)
    directiveShapes[name] = .some(shape)
    return shape
  }

  /// The nodes that share their name with another of them, grouped, in the order of each name's first appearance.
  func duplicates(among nodes: Document.Children) -> [[NodeID]] {
    register.clear()
    var hasDuplicate = false
    for node in nodes where register.insert(document.nameID(node), node) != nil { hasDuplicate = true }
    guard hasDuplicate else { return [] }
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
    return groups.filter { $0.count > 1 }
  }

  // MARK: Errors

  /// The longest message; a document cannot make its refusal large.
  private static let messageLimit = 2000
  /// The most places of one error.
  private static let locationLimit = 64

  /// Reports an error at nodes.
  func report(_ message: @autoclosure () -> String, at nodes: NodeID...) {
    report(message(), nodes, document.location)
  }

  /// Reports an error at many nodes.
  func report(_ message: @autoclosure () -> String, atAll nodes: [NodeID]) {
    report(message(), nodes, document.location)
  }

  /// Reports an error at the names of nodes; for a fragment's spread or a variable, at the name itself.
  func report(_ message: @autoclosure () -> String, atNamesOf nodes: [NodeID]) {
    report(message(), nodes) { [document] node in
      let location = document.nameLocation(node)
      // A variable's name begins behind the dollar sign.
      guard document.kind(node) == .variableDefinition else { return location }
      return SourceLocation(line: location.line, column: location.column + 1)
    }
  }

  private func report(
    _ message: @autoclosure () -> String, _ nodes: [NodeID], _ location: (NodeID) -> SourceLocation
  ) {
    guard !isAborted else { return }
    guard errors.count < options.maxErrors else {
      return abort("Too many validation errors, error limit reached. Validation aborted.")
    }
    errors.append(
      GraphQLError(
        message().limited(to: Self.messageLimit), locations: nodes.prefix(Self.locationLimit).map(location),
        code: .validationFailed))
  }

  /// Ends validation with one last error.
  func abort(_ message: String) {
    guard !isAborted else { return }
    isAborted = true
    errors.append(GraphQLError(message, code: .validationFailed))
  }

  /// What a misspelled name may have meant; nothing where suggestions are off.
  func suggestions(_ name: String, among names: @autoclosure () -> [String]) -> String {
    options.suggestions ? Suggestions.didYouMean(Suggestions.suggestionList(name, names())) : ""
  }
}
