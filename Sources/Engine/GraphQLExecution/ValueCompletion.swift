public import GraphQLJSON
public import GraphQLSchema
public import GraphQLSyntax

/// A source that is a plain value: what the objects of a schema without typed resolvers are made of.
public struct JSONSource: ObjectSource {
  /// The value.
  public let value: JSONValue

  /// A value as the source of an object.
  public init(_ value: JSONValue) { self.value = value }
}

/// Makes columns of plain values, as a field's type demands (`CompleteValue`, specification section 6.4.3).
///
/// For schemas that are known at run time only; typed resolvers have the compiler instead. Objects of abstract types
/// name their type in a member `__typename`.
public struct ValueCompletion: Sendable {
  private let schema: Schema
  /// `Type.field`, as messages name the field.
  private let coordinate: String
  private let failure: @Sendable (JSONValue) -> GraphQLError?

  /// - Parameters:
  ///   - coordinate: the field as messages name it, `Type.field`.
  ///   - failure: the error that a value stands for; nil where it is an ordinary value.
  public init(
    _ schema: Schema, coordinate: String, failure: @escaping @Sendable (JSONValue) -> GraphQLError? = { _ in nil }
  ) {
    self.schema = schema
    self.coordinate = coordinate
    self.failure = failure
  }

  /// The column of these values, one per position.
  public func complete(_ values: [JSONValue], as type: TypeReference) -> Column {
    var values = values
    var errors: [Int: GraphQLError] = [:]
    for position in values.indices {
      if let error = failure(values[position]) {
        errors[position] = error
        values[position] = .null
      }
    }
    var column = complete(present: values, as: type)
    column.errors.merge(errors) { completed, _ in completed }
    return column
  }

  private func complete(present values: [JSONValue], as type: TypeReference) -> Column {
    switch type {
    case .nonNull(let inner): return complete(present: values, as: inner)
    case .list(let inner): return lists(values, inner)
    case .named(let id):
      let named = schema[id]
      if named.kind.isLeaf { return leaves(values, named) }
      return named.kind.isAbstract ? abstractObjects(values, named) : objects(values)
    }
  }

  private func leaves(_ values: [JSONValue], _ type: NamedType) -> Column {
    var results: [JSONValue] = []
    var errors: [Int: GraphQLError] = [:]
    results.reserveCapacity(values.count)
    for (position, value) in values.enumerated() {
      do throws(GraphQLError) {
        results.append(value.isNull ? .null : try schema.coerceResult(value, to: type))
      } catch {
        results.append(.null)
        errors[position] = error
      }
    }
    return Column(
      .leaf(LeafColumn { [results] position, writer in results[position].write(into: &writer) }), errors: errors)
  }

  private func lists(_ values: [JSONValue], _ itemType: TypeReference) -> Column {
    var items: [JSONValue] = []
    var offsets: [Int32] = [0]
    var nulls: Set<Int> = []
    var errors: [Int: GraphQLError] = [:]
    for (position, value) in values.enumerated() {
      switch value {
      case .array(let elements): items += elements
      case .null: nulls.insert(position)
      case .boolean, .number, .string, .object:
        errors[position] = GraphQLError("Expected Iterable, but did not find one for field \"\(coordinate)\".")
      }
      offsets.append(Int32(truncatingIfNeeded: items.count))
    }
    let list = ListColumn(offsets: offsets, nulls: nulls.isEmpty ? nil : nulls, inner: complete(items, as: itemType))
    return Column(.list(list), errors: errors)
  }

  private func objects(_ values: [JSONValue]) -> Column {
    var sources: [JSONSource] = []
    let rows = values.map { value -> Int32 in
      if value.isNull { return -1 }
      sources.append(JSONSource(value))
      return Int32(truncatingIfNeeded: sources.count - 1)
    }
    return Column(.objects(ObjectColumn(Batch<JSONSource>(sources), rows: rows)))
  }

  private func abstractObjects(_ values: [JSONValue], _ type: NamedType) -> Column {
    var byType: [(type: NamedType, sources: [JSONSource])] = []
    var groupOfPosition = [UInt16](repeating: 0, count: values.count)
    var rows = [Int32](repeating: -1, count: values.count)
    var errors: [Int: GraphQLError] = [:]
    for (position, value) in values.enumerated() where !value.isNull {
      do throws(GraphQLError) {
        let runtimeType = try resolveType(value, type)
        let group = byType.firstIndex { $0.type.id == runtimeType.id } ?? byType.count
        if group == byType.count { byType.append((runtimeType, [])) }
        groupOfPosition[position] = UInt16(truncatingIfNeeded: group)
        rows[position] = Int32(truncatingIfNeeded: byType[group].sources.count)
        byType[group].sources.append(JSONSource(value))
      } catch {
        errors[position] = error
      }
    }
    let groups = byType.map { ObjectColumn.Group(typeName: $0.type.name, batch: Batch<JSONSource>($0.sources)) }
    return Column(
      .objects(ObjectColumn(groups: groups, groupOfPosition: groupOfPosition, rows: rows)), errors: errors)
  }

  /// `ResolveAbstractType` (section 6.4.3).
  private func resolveType(_ value: JSONValue, _ type: NamedType) throws(GraphQLError) -> NamedType {
    guard let name = value.objectValue?["__typename"]?.stringValue else {
      throw GraphQLError(
        "Abstract type \"\(type.name)\" must resolve to an Object type at runtime for field \"\(coordinate)\". Either "
          + "the \"\(type.name)\" type should provide a \"resolveType\" function or each possible type should provide "
          + "an \"isTypeOf\" function.")
    }
    guard let runtimeType = schema.type(named: name) else {
      throw GraphQLError(
        "Abstract type \"\(type.name)\" was resolved to a type \"\(name)\" that does not exist inside the schema.")
    }
    guard runtimeType.kind == .object else {
      throw GraphQLError("Abstract type \"\(type.name)\" was resolved to a non-object type \"\(name)\".")
    }
    guard schema.isPossibleType(runtimeType.id, of: type.id) else {
      throw GraphQLError("Runtime Object type \"\(name)\" is not a possible type for \"\(type.name)\".")
    }
    return runtimeType
  }
}
