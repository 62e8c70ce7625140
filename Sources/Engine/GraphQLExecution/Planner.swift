import GraphQLSchema
public import GraphQLSyntax

/// Compiles operations to plans: the `plan` stage.
public struct Planner: Sendable {
  let executable: ExecutableSchema

  /// A planner for one schema.
  public init(_ executable: ExecutableSchema) { self.executable = executable }

  /// Plans an operation of a valid document for these values of its condition variables.
  ///
  /// - Parameter delivery: how `@defer` and `@stream` are honoured.
  /// - Throws: where the schema does not support the kind of operation.
  public func plan(
    _ document: Document, operation: NodeID, conditions: PlanConditions, delivery: IncrementalDelivery = .none
  ) throws(GraphQLError) -> OperationPlan {
    let type = document.operationType(operation)
    guard let root = executable.schema.rootType(type) else {
      throw GraphQLError(
        "Schema is not configured to execute \(type.name) operation.", locations: [document.location(operation)],
        code: .validationFailed)
    }
    return OperationPlan(
      executable: executable, document: document, operation: operation, rootType: root.id, conditions: conditions,
      delivery: delivery)
  }

  /// The operation to run (`GetOperation`, section 6.1).
  ///
  /// - Throws: where the document has several and none is named, or none has the name.
  public static func selectOperation(_ document: Document, named name: String?) throws(GraphQLError) -> NodeID {
    var selected: NodeID?
    for operation in document.operations {
      if let name {
        if document.name(operation).utf8.elementsEqual(name.utf8) { return operation }
      } else if selected != nil {
        throw GraphQLError(
          "Must provide operation name if query contains multiple operations.", code: .badUserInput)
      } else {
        selected = operation
      }
    }
    if let selected { return selected }
    if let name { throw GraphQLError("Unknown operation named \"\(name.quotable)\".", code: .badUserInput) }
    throw GraphQLError("Must provide an operation.", code: .badUserInput)
  }

  /// The variables that conditions of the document use, by which plans of an operation are told apart.
  public static func conditionVariables(_ document: Document) -> [String] {
    var names: [String] = []
    for index in 0..<document.nodeCount {
      let node = document.node(at: index)
      guard document.kind(node) == .directive, isConditional(node, document),
        let argument = document.arguments(node).first(where: { document.name($0, is: "if") }),
        let value = document.value(argument), document.kind(value) == .variable
      else { continue }
      let name = document.name(value)
      if !names.contains(name) { names.append(name) }
    }
    return names
  }

  private static func isConditional(_ directive: NodeID, _ document: Document) -> Bool {
    document.name(directive, is: "skip") || document.name(directive, is: "include")
      || document.name(directive, is: "defer") || document.name(directive, is: "stream")
  }

  /// Whether the document has a `@defer` or `@stream`, so that it matters how they are delivered.
  public static func isIncremental(_ document: Document) -> Bool {
    (0..<document.nodeCount).contains { index in
      let node = document.node(at: index)
      return document.kind(node) == .directive
        && (document.name(node, is: "defer") || document.name(node, is: "stream"))
    }
  }

  /// The values of the condition variables in one request.
  public static func conditions(_ names: [String], _ variables: VariableValues) -> PlanConditions {
    var values: [String: Bool] = [:]
    for name in names {
      if case .boolean(let flag)? = variables.values[name] { values[name] = flag }
    }
    return PlanConditions(values)
  }
}
