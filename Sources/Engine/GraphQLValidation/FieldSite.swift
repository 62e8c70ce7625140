import GraphQLSchema

/// The definition of a field: a position in a list of definitions, so that nothing is copied.
struct FieldSite {
  let definitions: [FieldDefinition]
  let position: Int
  /// The type that the field was selected from.
  let owner: TypeID?

  var type: TypeReference { definitions[position].type }
  var arguments: [InputValueDefinition] { definitions[position].arguments }
  var name: String { definitions[position].name }
  var deprecationReason: String? { definitions[position].deprecationReason }
}

/// The fields that exist without being defined (specification, section 4).
struct MetaFields {
  /// `__typename`, of every composite type.
  let typeName: FieldSite
  /// `__schema` and `__type`, of the query type.
  let schema: FieldSite
  let type: FieldSite

  init(_ schema: Schema) {
    // A schema without its introspection types cannot be made; the fallback names are never seen.
    func named(_ name: String) -> TypeReference { .named(schema.type(named: name)?.id ?? TypeID(0)) }
    let fields = [
      FieldDefinition(name: "__typename", type: .nonNull(named("String"))),
      FieldDefinition(name: "__schema", type: .nonNull(named("__Schema"))),
      FieldDefinition(
        name: "__type", arguments: [InputValueDefinition(name: "name", type: .nonNull(named("String")))],
        type: named("__Type")),
    ]
    typeName = FieldSite(definitions: fields, position: 0, owner: nil)
    self.schema = FieldSite(definitions: fields, position: 1, owner: nil)
    type = FieldSite(definitions: fields, position: 2, owner: nil)
  }
}
