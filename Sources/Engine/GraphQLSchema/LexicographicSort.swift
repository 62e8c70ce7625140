import GraphQLSyntax

extension Schema {
  /// The schema with everything that has a name in the natural order of names: for texts that can be compared.
  public func lexicographicallySorted() -> Schema {
    var parts = SchemaParts(self)
    parts.sortTypes()
    for index in parts.types.indices { parts.types[index].sortMembers(names: parts.types.map(\.name)) }
    parts.directives = Self.sorted(
      parts.directives.map { directive in
        directive.with(
          arguments: Self.sorted(directive.arguments, by: \.name),
          locations: Self.sorted(directive.locations, by: \.rawValue))
      }, by: \.name)
    return Schema(parts, scalars: scalarCodings)
  }

  /// How each scalar is read, by name.
  var scalarCodings: [String: ScalarCoding] {
    Dictionary(
      zip(types, scalars).compactMap { type, coding in coding.map { (type.name, $0) } }, uniquingKeysWith: { $1 })
  }

  static func sorted<Element>(_ elements: [Element], by name: (Element) -> String) -> [Element] {
    elements.sorted { NaturalOrder.isLess(name($0), name($1)) }
  }
}

extension SchemaParts {
  /// Puts the types in order and gives them the identifiers of their new places.
  fileprivate mutating func sortTypes() {
    let order = Schema.sorted(Array(types.indices), by: { types[$0].name })
    var places = [TypeID](repeating: TypeID(0), count: types.count)
    for (place, index) in order.enumerated() { places[index] = TypeID(place) }
    renumberTypes { places[$0.index] }
    types = order.map { types[$0] }
  }
}

extension TypeParts {
  fileprivate mutating func sortMembers(names: [String]) {
    interfaces = Schema.sorted(interfaces, by: { names[$0.index] })
    memberTypes = Schema.sorted(memberTypes, by: { names[$0.index] })
    enumValues = Schema.sorted(enumValues, by: \.name)
    inputFields = Schema.sorted(inputFields, by: \.name)
    fields = Schema.sorted(fields, by: \.name)
      .map { $0.with(arguments: Schema.sorted($0.arguments, by: \.name), type: $0.type) }
  }
}
