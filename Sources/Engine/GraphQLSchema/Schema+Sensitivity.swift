// What `@sensitive` marks: values that are shown in no message and no log.

extension InputValueDefinition {
  /// Whether values of the argument or input field are personal data or secrets.
  public var isSensitive: Bool { directives.contains { $0.name == "sensitive" } }
}

extension Schema {
  /// Whether anything in the schema that takes input is sensitive.
  public var hasSensitiveInputs: Bool { sensitivity.isAnywhere }

  /// Whether values of an input type may hold something sensitive, at any depth.
  public func holdsSensitiveInput(_ type: TypeID) -> Bool { sensitivity.holds[type.index] }

  /// Whether an argument of a field is sensitive on the type that the field is selected from, or on any that its objects
  /// may turn out to be.
  public func isSensitive(argument: String, ofField field: String, on type: TypeID) -> Bool {
    guard hasSensitiveInputs else { return false }
    return ([type] + possibleTypes(type)).contains { candidate in
      self[candidate].field(field)?.arguments.contains { $0.name == argument && $0.isSensitive } ?? false
    }
  }
}

/// Where `@sensitive` stands in a schema; computed once.
struct Sensitivity: Sendable {
  /// Whether an input type leads to sensitive input fields; by type.
  let holds: [Bool]
  let isAnywhere: Bool

  init(_ types: [NamedType], _ directives: [DirectiveDefinition]) {
    let holds = types.holding { _, field in field.isSensitive }
    self.holds = holds
    isAnywhere =
      holds.contains(true)
      || types.contains { $0.fields.contains { $0.arguments.contains(where: \.isSensitive) } }
      || directives.contains { $0.arguments.contains(where: \.isSensitive) }
  }
}
