public import GraphQLJSON
public import GraphQLSyntax

/// Builds the schema that a client knows from the answer to an introspection query (specification, section 4).
///
/// Only what introspection tells is there: no applied directives, no syntax, no coding of custom scalars.
public struct ClientSchema {
  private var typeIDs: [String: TypeID] = [:]
  private var parts = SchemaParts()

  /// - Parameter introspection: the `data` of the answer.
  /// - Throws: an error whose message says what is missing.
  public static func build(_ introspection: JSONObject) throws(GraphQLError) -> Schema {
    guard let description = introspection["__schema"]?.objectValue else {
      throw GraphQLError(
        "Invalid or incomplete introspection result. Ensure that you are passing the \"data\" attribute of an "
          + "introspection response and no \"errors\" were returned alongside: "
          + "\(JSONValue.object(introspection).inspected).")
    }
    var client = ClientSchema()
    try client.read(description)
    return Schema(client.parts)
  }

  private mutating func read(_ schema: JSONObject) throws(GraphQLError) {
    let types = Self.objects(schema["types"])
    for type in types { try declare(type) }
    let builtIns = addBuiltIns()
    parts.description = schema["description"]?.stringValue
    for type in types {
      guard let name = type["name"]?.stringValue, let id = typeIDs[name], !builtIns.contains(name) else { continue }
      try fill(id.index, type)
    }
    parts.queryType = try rootType(schema["queryType"])
    parts.mutationType = try rootType(schema["mutationType"])
    parts.subscriptionType = try rootType(schema["subscriptionType"])
    for directive in Self.objects(schema["directives"]) { parts.directives.append(try makeDirective(directive)) }
  }

  // MARK: Types

  private mutating func declare(_ type: JSONObject) throws(GraphQLError) {
    guard let name = type["name"]?.stringValue, let kind = type["kind"]?.stringValue.flatMap(TypeKind.init(rawValue:))
    else {
      throw GraphQLError(
        "Invalid or incomplete introspection result. Ensure that a full introspection query is used in order to build "
          + "a client schema: \(JSONValue.object(type).inspected).")
    }
    guard typeIDs[name] == nil else { return }
    typeIDs[name] = TypeID(parts.types.count)
    parts.types.append(TypeParts(name: name, kind: kind, description: type["description"]?.stringValue))
  }

  /// Puts the definitions of the specification in place of what introspection says of built-in types.
  private mutating func addBuiltIns() -> Set<String> {
    let standard = SchemaBuilder.build([BuiltInTypes.document])
    let optional: Set<String> = ["Int", "Float", "ID"]
    let needed = standard.types.filter { typeIDs[$0.name] != nil || !optional.contains($0.name) }
    for type in needed where typeIDs[type.name] == nil {
      typeIDs[type.name] = TypeID(parts.types.count)
      parts.types.append(TypeParts(name: type.name, kind: type.kind))
    }
    for type in needed {
      guard let id = typeIDs[type.name] else { continue }
      parts.types[id.index] = TypeParts(type)
      parts.types[id.index].renumber { typeIDs[standard[$0].name] ?? $0 }
    }
    return Set(needed.map(\.name))
  }

  private mutating func fill(_ index: Int, _ type: JSONObject) throws(GraphQLError) {
    switch parts.types[index].kind {
    case .scalar: parts.types[index].specifiedByURL = type["specifiedByURL"]?.stringValue
    case .object, .interface:
      parts.types[index].interfaces = try interfaces(type)
      for field in try members(type, "fields") { parts.types[index].fields.append(try makeField(field)) }
    case .union:
      for member in try members(type, "possibleTypes") { parts.types[index].memberTypes.append(try namedType(member)) }
    case .enum:
      parts.types[index].enumValues = try members(type, "enumValues").map { value in
        EnumValueDefinition(
          name: text(value, "name"), description: value["description"]?.stringValue,
          deprecationReason: value["deprecationReason"]?.stringValue)
      }
    case .inputObject:
      parts.types[index].isOneOf = type["isOneOf"] == .boolean(true)
      for field in try members(type, "inputFields") {
        parts.types[index].inputFields.append(try makeInputValue(field))
      }
    }
  }

  /// Old servers leave out the interfaces of interfaces.
  private func interfaces(_ type: JSONObject) throws(GraphQLError) -> [TypeID] {
    if type["kind"]?.stringValue == TypeKind.interface.rawValue && type["interfaces"]?.arrayValue == nil { return [] }
    var result: [TypeID] = []
    for interface in try members(type, "interfaces") { result.append(try namedType(interface)) }
    return result
  }

  private func rootType(_ reference: JSONValue?) throws(GraphQLError) -> TypeID? {
    guard let reference = reference?.objectValue else { return nil }
    return try namedType(reference)
  }

  // MARK: Fields and directives

  private func makeField(_ field: JSONObject) throws(GraphQLError) -> FieldDefinition {
    var arguments: [InputValueDefinition] = []
    for argument in try members(field, "args", of: "field args") { arguments.append(try makeInputValue(argument)) }
    return FieldDefinition(
      name: text(field, "name"), description: field["description"]?.stringValue, arguments: arguments,
      type: try typeReference(field["type"]), deprecationReason: field["deprecationReason"]?.stringValue)
  }

  private func makeInputValue(_ value: JSONObject) throws(GraphQLError) -> InputValueDefinition {
    var defaultValue: ValueLiteral?
    if let text = value["defaultValue"]?.stringValue {
      let (document, node) = try Parser.parseValue(text, isConst: true)
      defaultValue = document.literal(node)
    }
    return InputValueDefinition(
      name: text(value, "name"), description: value["description"]?.stringValue,
      type: try typeReference(value["type"]), defaultValue: defaultValue,
      deprecationReason: value["deprecationReason"]?.stringValue)
  }

  private func makeDirective(_ directive: JSONObject) throws(GraphQLError) -> DirectiveDefinition {
    var arguments: [InputValueDefinition] = []
    for argument in try members(directive, "args", of: "directive args") {
      arguments.append(try makeInputValue(argument))
    }
    guard let locations = directive["locations"]?.arrayValue else { throw missing("directive locations", directive) }
    return DirectiveDefinition(
      name: text(directive, "name"), description: directive["description"]?.stringValue, arguments: arguments,
      isRepeatable: directive["isRepeatable"] == .boolean(true),
      locations: locations.compactMap { $0.stringValue.flatMap(DirectiveLocation.init(rawValue:)) })
  }

  // MARK: References

  /// A type reference; JSON nests no deeper than its reader allows.
  private func typeReference(_ reference: JSONValue?) throws(GraphQLError) -> TypeReference {
    let object = reference?.objectValue ?? JSONObject()
    guard let kind = object["kind"]?.stringValue, kind == "LIST" || kind == "NON_NULL" else {
      return .named(try namedType(object))
    }
    guard let inner = object["ofType"], !inner.isNull else {
      throw GraphQLError("Decorated type deeper than introspection query.")
    }
    let type = try typeReference(inner)
    return kind == "LIST" ? .list(type) : .nonNull(type.nullable)
  }

  private func namedType(_ reference: JSONObject) throws(GraphQLError) -> TypeID {
    guard let name = reference["name"]?.stringValue else {
      throw GraphQLError("Unknown type reference: \(JSONValue.object(reference).inspected).")
    }
    guard let type = typeIDs[name] else {
      throw GraphQLError(
        "Invalid or incomplete schema, unknown type: \(name). Ensure that a full introspection query is used in order "
          + "to build a client schema.")
    }
    return type
  }

  // MARK: JSON

  private func members(
    _ object: JSONObject, _ key: String, of subject: String? = nil
  ) throws(GraphQLError) -> [JSONObject] {
    guard object[key]?.arrayValue != nil else { throw missing(subject ?? key, object) }
    return Self.objects(object[key])
  }

  private func missing(_ subject: String, _ object: JSONObject) -> GraphQLError {
    GraphQLError("Introspection result missing \(subject): \(JSONValue.object(object).inspected).")
  }

  private func text(_ object: JSONObject, _ key: String) -> String { object[key]?.stringValue ?? "" }

  private static func objects(_ value: JSONValue?) -> [JSONObject] {
    value?.arrayValue?.compactMap(\.objectValue) ?? []
  }
}
