import GraphQLJSON
import GraphQLSchema
import GraphQLSyntax

/// Fields (specification, section 6.4).
extension LiteralExecutor {
  /// `ExecuteField`, and `HandleFieldError`: a field that may be null takes the null of what failed in it.
  mutating func executeField(
    _ objectType: NamedType, _ objectValue: JSONValue, _ field: FieldDefinition, _ fields: [NodeID],
    _ path: [PathElement]
  ) throws(NullPropagation) -> JSONValue {
    do throws(NullPropagation) {
      let argumentValues = try coerceArgumentValues(field, fields[0], path)
      let resolvedValue = try resolveFieldValue(objectValue, field, argumentValues, path)
      let coordinate = "\(objectType.name).\(field.name)"
      return try completeValue(field.type, fields, resolvedValue, path, coordinate)
    } catch {
      if field.type.isNonNull { throw error }
      return .null
    }
  }

  /// Raises an execution error.
  private mutating func raise(_ message: String?, _ path: [PathElement]) -> NullPropagation {
    errors.append(LiteralError(message: message, path: path))
    return NullPropagation()
  }

  /// `CoerceArgumentValues` (section 6.4.1); pairs, because the order of definition shows in the answer.
  private mutating func coerceArgumentValues(
    _ field: FieldDefinition, _ node: NodeID, _ path: [PathElement]
  ) throws(NullPropagation) -> [(key: String, value: InputValue)] {
    var coercedValues: [(key: String, value: InputValue)] = []
    for definition in field.arguments {
      let argument = document.arguments(node).first { document.name($0) == definition.name }
      let literal = argument.flatMap { document.value($0) }
      let isVariable = literal.map { document.kind($0) == .variable } ?? false
      let variable = isVariable ? literal.flatMap { variableValues[document.name($0)] } : nil
      let hasValue = isVariable ? variable != nil : literal != nil
      if !hasValue, let defaultValue = definition.defaultValue {
        guard let value = schema.coerceLiteral(defaultValue, to: definition.type) else { throw raise(nil, path) }
        coercedValues.append((definition.name, value))
      } else if definition.type.isNonNull && (!hasValue || variable == .null) {
        throw raise(nil, path)
      } else if hasValue, let literal {
        guard
          let value = variable
            ?? schema.coerceLiteral(document, literal, to: definition.type, variables: variableValues)
        else { throw raise(nil, path) }
        coercedValues.append((definition.name, value))
      }
    }
    return coercedValues
  }

  /// `ResolveFieldValue` (section 6.4.2).
  private mutating func resolveFieldValue(
    _ objectValue: JSONValue, _ field: FieldDefinition, _ arguments: [(key: String, value: InputValue)],
    _ path: [PathElement]
  ) throws(NullPropagation) -> JSONValue {
    let value = objectValue.objectValue?[field.name] ?? .null
    if let message = value.objectValue?["$error"]?.stringValue { throw raise(message, path) }
    guard value.objectValue?["$args"] != nil else { return value }
    return .object(JSONObject(arguments.map { (key: $0.key, value: $0.value.plainValue) }))
  }

  // MARK: CompleteValue (section 6.4.3)

  private mutating func completeValue(
    _ fieldType: TypeReference, _ fields: [NodeID], _ result: JSONValue, _ path: [PathElement], _ coordinate: String
  ) throws(NullPropagation) -> JSONValue {
    switch fieldType {
    case .nonNull(let innerType):
      let completedResult = try completeValue(innerType, fields, result, path, coordinate)
      guard !completedResult.isNull else {
        throw raise("Cannot return null for non-nullable field \(coordinate).", path)
      }
      return completedResult
    case .list(let innerType):
      if result.isNull { return .null }
      guard case .array(let items) = result else { throw raise(nil, path) }
      return try completeList(innerType, fields, items, path, coordinate)
    case .named(let id):
      if result.isNull { return .null }
      let type = schema[id]
      if type.kind.isLeaf { return try coerceResult(type, result, path) }
      let objectType = type.kind.isAbstract ? try resolveAbstractType(type, result, path) : type
      let selectionSets = fields.compactMap { document.selectionSet($0) }
      return try executeSelectionSet(selectionSets, objectType, result, path)
    }
  }

  /// The items of a list; one that may be null takes the null of what failed in it.
  private mutating func completeList(
    _ innerType: TypeReference, _ fields: [NodeID], _ items: [JSONValue], _ path: [PathElement], _ coordinate: String
  ) throws(NullPropagation) -> JSONValue {
    var completedItems: [JSONValue] = []
    for (index, item) in items.enumerated() {
      do throws(NullPropagation) {
        completedItems.append(try completeValue(innerType, fields, item, path + [.index(index)], coordinate))
      } catch {
        if innerType.isNonNull { throw error }
        completedItems.append(.null)
      }
    }
    return .array(completedItems)
  }

  /// `CoerceResult`, for values that have their type already; custom scalars take any.
  private mutating func coerceResult(
    _ leafType: NamedType, _ value: JSONValue, _ path: [PathElement]
  ) throws(NullPropagation) -> JSONValue {
    let fits =
      switch (leafType.kind, leafType.name, value) {
      case (.enum, _, .string(let name)): leafType.enumValue(name) != nil
      case (.enum, _, _): false
      case (_, "Int", .number(let text)): Int32(text) != nil
      case (_, "Float", .number(let text)): Double(text)?.isFinite ?? false
      case (_, "String", .string), (_, "ID", .string), (_, "Boolean", .boolean): true
      case (_, "Int", _), (_, "Float", _), (_, "String", _), (_, "ID", _), (_, "Boolean", _): false
      default: true
      }
    guard fits else { throw raise(nil, path) }
    return value
  }

  /// `ResolveAbstractType`.
  private mutating func resolveAbstractType(
    _ abstractType: NamedType, _ objectValue: JSONValue, _ path: [PathElement]
  ) throws(NullPropagation) -> NamedType {
    guard let name = objectValue.objectValue?["__typename"]?.stringValue, let type = schema.type(named: name),
      type.kind == .object,
      type.interfaces.contains(abstractType.id) || abstractType.memberTypes.contains(type.id)
    else { throw raise(nil, path) }
    return type
  }
}
