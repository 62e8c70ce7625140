import GraphQLJSON
import GraphQLSyntax

/// Finds what is wrong with a literal of a document.
///
/// Validation asks it about every literal, so good values of the common scalars are recognised by their kind of node.
struct LiteralInputValidator {
  let schema: Schema
  let document: Document
  /// Nil while a document is checked alone: nothing can be said of variables then.
  let variables: [String: InputValue]?
  private(set) var options: InputProblemOptions
  let limit: Int
  private(set) var problems: [InputProblem] = []
  private var path: [PathElement] = []

  init(
    schema: Schema, document: Document, variables: [String: InputValue]?, options: InputProblemOptions, limit: Int
  ) {
    self.schema = schema
    self.document = document
    self.variables = variables
    self.options = options
    self.limit = limit
  }

  mutating func validate(_ node: NodeID, _ type: TypeReference) {
    guard problems.count < limit, path.count <= Schema.inputDepthLimit else { return }
    let kind = document.kind(node)
    if kind == .variable { return validateVariable(node, type) }
    switch type {
    case .nonNull(let inner):
      if kind == .nullValue {
        return add("Expected value of non-null type \"\(schema.name(type))\" not to be null.", node)
      }
      validate(node, inner)
    case _ where kind == .nullValue: break
    case .list(let item):
      guard kind == .listValue else { return validate(node, item) }
      for (index, child) in document.children(node).enumerated() { validate(child, item, at: .index(index)) }
    case .named(let id): validate(node, schema[id])
    }
  }

  private mutating func validate(_ node: NodeID, _ type: TypeReference, at step: @autoclosure () -> PathElement) {
    path.append(step())
    validate(node, type)
    path.removeLast()
  }

  /// That the variable has the right type is the matter of another rule; here only a missing value counts.
  private mutating func validateVariable(_ node: NodeID, _ type: TypeReference) {
    guard let variables, type.isNonNull else { return }
    let name = document.name(node)
    let typeName = schema.name(type)
    switch variables[name] {
    case nil: add("Expected variable \"$\(name)\" provided to type \"\(typeName)\" to provide a runtime value.", node)
    case .null: add("Expected variable \"$\(name)\" provided to non-null type \"\(typeName)\" not to be null.", node)
    default: break
    }
  }

  private mutating func validate(_ node: NodeID, _ type: NamedType) {
    switch type.kind {
    case .inputObject: validateObject(node, type)
    case .enum: validateEnum(node, type)
    default: validateScalar(node, type)
    }
  }

  private mutating func validateScalar(_ node: NodeID, _ type: NamedType) {
    if schema.acceptsAtOnce(document, node, type) { return }
    do throws(GraphQLError) {
      _ = try schema.scalarCoding(type.id).parseLiteral(constant(node))
    } catch {
      add(options.hidesValue ? schema.hiddenValueMessage(type) : error.message, node)
    }
  }

  private mutating func validateEnum(_ node: NodeID, _ type: NamedType) {
    if options.hidesValue {
      if document.kind(node) != .enumValue || type.enumValue(document.name(node)) == nil {
        add(schema.hiddenValueMessage(type), node)
      }
      return
    }
    guard document.kind(node) == .enumValue else {
      let found = constant(node).printed.quotable
      return add(
        "Enum \"\(type.name)\" cannot represent non-enum value: \(found)."
          + options.suggestion(for: found, among: type.enumValues.map(\.name), "the enum value"), node)
    }
    let name = document.name(node)
    if type.enumValue(name) == nil { add(schema.unknownEnumValueMessage(name, type, options), node) }
  }

  /// The literal as leaf types see it: without variables.
  private func constant(_ node: NodeID) -> ValueLiteral {
    document.literal(node).replacingVariables(variables ?? [:])
  }

  private mutating func add(_ message: String, _ node: NodeID) {
    guard problems.count < limit else { return }
    problems.append(InputProblem(message: message, path: path, node: node))
  }
}

// MARK: Input objects

extension LiteralInputValidator {
  private mutating func validateObject(_ node: NodeID, _ type: NamedType) {
    guard document.kind(node) == .objectValue else {
      return add("Expected value of type \"\(type.name)\" to be an object, found: \(found(node, type)).", node)
    }
    let given = document.children(node).map { (name: document.name($0), node: $0) }
    for definition in type.inputFields {
      // Of fields with one name the last counts; that there are two is told by another rule.
      if let field = given.last(where: { $0.name == definition.name }) {
        validateField(field.node, definition, of: node, type)
      } else if definition.isRequired {
        add(
          "Expected value of type \"\(type.name)\" to include required field \"\(definition.name)\", "
            + "found: \(found(node, type)).", node)
      }
    }
    var known: [NodeID] = []
    for field in given {
      if type.inputFieldIndex(field.name) != nil {
        known.append(field.node)
      } else {
        add(schema.unknownFieldMessage(field.name, type, options, found: found(node, type)), field.node)
      }
    }
    if type.isOneOf { validateOneOf(known, of: node, type) }
  }

  /// The literal as messages quote it.
  private func found(_ node: NodeID, _ type: NamedType) -> String {
    options.hidesValue || schema.holdsSensitiveInput(type.id)
      ? Schema.hiddenValue : document.literal(node).printed.quotable
  }

  private mutating func validateField(
    _ field: NodeID, _ definition: InputValueDefinition, of object: NodeID, _ type: NamedType
  ) {
    guard let value = document.value(field) else { return }
    if document.kind(value) == .variable, let variables {
      let name = document.name(value)
      let coerced = variables[name]
      if type.isOneOf {
        reportOneOfVariable(name, coerced, definition, of: object, type)
      } else if coerced == nil && !definition.isRequired {
        return
      }
    }
    let outer = options
    if schema.holdsSensitiveInput(type.id), definition.isSensitive { options.hidesValue = true }
    validate(value, definition.type, at: .key(definition.name))
    options = outer
  }

  private mutating func reportOneOfVariable(
    _ name: String, _ value: InputValue?, _ definition: InputValueDefinition, of object: NodeID, _ type: NamedType
  ) {
    let start = """
      Expected variable "$\(name)" provided to field "\(definition.name)" for OneOf Input Object type "\(type.name)"
      """
    if value == nil { add(start + " to provide a runtime value.", object) }
    if value == .null { add(start + " not to be null.", object) }
  }

  private mutating func validateOneOf(_ fields: [NodeID], of object: NodeID, _ type: NamedType) {
    guard fields.count == 1, let field = fields.first else { return add(schema.oneOfMessage(type), object) }
    guard let value = document.value(field), document.kind(value) == .nullValue else { return }
    path.append(.key(document.name(field)))
    add(schema.oneOfMessage(type), object)
    path.removeLast()
  }
}

extension Schema {
  /// Whether the kind of node alone shows that a built-in scalar takes the literal.
  fileprivate func acceptsAtOnce(_ document: Document, _ node: NodeID, _ type: NamedType) -> Bool {
    switch document.kind(node) {
    case .stringValue: type.name == "String" || type.name == "ID"
    case .booleanValue: type.name == "Boolean"
    case .intValue:
      // Nine digits fit into 32 bits.
      document.byteRange(node).count <= 9 && (type.name == "Int" || type.name == "ID" || type.name == "Float")
    default: false
    }
  }
}
