// GraphQLTesting: what the engine is tested against: an executor that follows the specification word by word, and
// random schemas, documents and data.
// Neighbours: GraphQLSchema and GraphQLSyntax, for documents and the coercion of input; never GraphQLExecution.
// Invariant: here nothing is fast or clever, so that it is plain that the answers are the specification's.
public import GraphQLJSON
public import GraphQLSchema
public import GraphQLSyntax

/// Executes operations over plain values, as section 6 of the specification says; functions have its names.
///
/// An object is a JSON object with a member per field, and `__typename` where its type is abstract. A member
/// `{"$error": message}` is a resolver that fails, and `{"$args": true}` one that answers its arguments.
public struct LiteralExecutor {
  let schema: Schema
  let document: Document
  var variableValues: [String: InputValue] = [:]
  var errors: [LiteralError] = []

  /// `ExecuteRequest` (section 6.1), for queries and mutations of valid documents.
  ///
  /// - Returns: `data` is nil where a request error kept execution from beginning.
  public static func executeRequest(
    schema: Schema, document: Document, operationName: String? = nil, variableValues: JSONObject = JSONObject(),
    initialValue: JSONValue
  ) -> LiteralResponse {
    var executor = LiteralExecutor(schema: schema, document: document)
    guard let operation = executor.getOperation(operationName),
      let coerced = executor.coerceVariableValues(operation, variableValues),
      let rootType = schema.rootType(document.operationType(operation)),
      let selectionSet = document.selectionSet(operation)
    else { return LiteralResponse(data: nil, errors: []) }
    executor.variableValues = coerced
    let data = try? executor.executeRootSelectionSet(rootType, initialValue, [selectionSet])
    return LiteralResponse(data: data ?? .null, errors: executor.errors)
  }

  /// `GetOperation`.
  private func getOperation(_ operationName: String?) -> NodeID? {
    let operations = Array(document.operations)
    guard let operationName else { return operations.count == 1 ? operations.first : nil }
    return operations.first { document.name($0) == operationName }
  }

  /// `ExecuteRootSelectionSet` (section 6.3); one field after another is as good for queries as for mutations.
  private mutating func executeRootSelectionSet(
    _ type: NamedType, _ initialValue: JSONValue, _ selectionSets: [NodeID]
  ) throws(NullPropagation) -> JSONValue {
    try executeSelectionSet(selectionSets, type, initialValue, [])
  }

  /// `CollectFields` and `ExecuteCollectedFields` (sections 6.3.1 and 6.3.2).
  mutating func executeSelectionSet(
    _ selectionSets: [NodeID], _ objectType: NamedType, _ objectValue: JSONValue, _ path: [PathElement]
  ) throws(NullPropagation) -> JSONValue {
    var groupedFieldSet: [FieldGroup] = []
    var visitedFragments: Set<String> = []
    for selectionSet in selectionSets {
      collectFields(objectType, selectionSet, &visitedFragments, into: &groupedFieldSet)
    }
    var resultMap = JSONObject()
    for group in groupedFieldSet {
      let fieldName = document.name(group.fields[0])
      let path = path + [.key(group.responseName)]
      if fieldName == "__typename" {
        resultMap.append(key: group.responseName, value: .string(objectType.name))
      } else if let field = objectType.field(fieldName) {
        let value = try executeField(objectType, objectValue, field, group.fields, path)
        resultMap.append(key: group.responseName, value: value)
      }
    }
    return .object(resultMap)
  }

  /// The fields of one response name.
  struct FieldGroup {
    let responseName: String
    var fields: [NodeID]
  }

  /// `CollectFields` (section 6.3.2).
  private func collectFields(
    _ objectType: NamedType, _ selectionSet: NodeID, _ visitedFragments: inout Set<String>,
    into groups: inout [FieldGroup]
  ) {
    for selection in document.children(selectionSet) where isIncluded(selection) {
      switch document.kind(selection) {
      case .field:
        let responseName = document.responseKey(selection)
        if let index = groups.firstIndex(where: { $0.responseName == responseName }) {
          groups[index].fields.append(selection)
        } else {
          groups.append(FieldGroup(responseName: responseName, fields: [selection]))
        }
      case .fragmentSpread:
        let name = document.name(selection)
        guard visitedFragments.insert(name).inserted,
          let fragment = document.fragments.first(where: { document.name($0) == name }),
          doesFragmentTypeApply(objectType, fragment), let fragmentSelectionSet = document.selectionSet(fragment)
        else { continue }
        collectFields(objectType, fragmentSelectionSet, &visitedFragments, into: &groups)
      case .inlineFragment:
        guard doesFragmentTypeApply(objectType, selection), let inner = document.selectionSet(selection) else {
          continue
        }
        collectFields(objectType, inner, &visitedFragments, into: &groups)
      default: break
      }
    }
  }

  /// Steps 3.a and 3.b of `CollectFields`: `@skip` and `@include`.
  private func isIncluded(_ selection: NodeID) -> Bool {
    for directive in document.directives(selection) {
      guard let argument = document.arguments(directive).first(where: { document.name($0) == "if" }),
        let value = document.value(argument)
      else { continue }
      let condition: InputValue? =
        document.kind(value) == .variable
        ? variableValues[document.name(value)] : .boolean(document.booleanValue(value))
      if document.name(directive) == "skip" && condition == .boolean(true) { return false }
      if document.name(directive) == "include" && condition != .boolean(true) { return false }
    }
    return true
  }

  /// `DoesFragmentTypeApply`.
  private func doesFragmentTypeApply(_ objectType: NamedType, _ fragment: NodeID) -> Bool {
    guard let condition = document.typeCondition(fragment) else { return true }
    guard let fragmentType = schema.type(named: document.name(condition)) else { return false }
    switch fragmentType.kind {
    case .object: return objectType.id == fragmentType.id
    case .interface: return objectType.interfaces.contains(fragmentType.id)
    case .union: return fragmentType.memberTypes.contains(objectType.id)
    case .scalar, .enum, .inputObject: return false
    }
  }
}
