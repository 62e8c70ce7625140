import GraphQLSyntax

/// Fields, arguments, union members, enum values (specification, sections 3.6 to 3.10).
extension SchemaValidator {
  mutating func validateFields(_ type: NamedType) {
    if type.fields.isEmpty { report("Type \(type.name) must define one or more fields.", at: type.locations) }
    for field in type.fields {
      validateName(field.name, field.syntax)
      if !schema[field.type.namedType].kind.isOutput {
        report(
          "The type of \(type.name).\(field.name) must be Output Type but got: \(schema.name(field.type)).",
          at: [field.syntax?.typeLocation])
      }
      for argument in field.arguments {
        validateArgument(
          argument, "\(type.name).\(field.name)(\(argument.name):)", faultyTypeAt: argument.syntax?.typeLocation)
      }
    }
  }

  mutating func validateArgument(
    _ argument: InputValueDefinition, _ name: String, faultyTypeAt location: SourceLocation?
  ) {
    validateName(argument.name, argument.syntax)
    validateInputType(argument, name, at: location)
    validateDeprecation(argument, "argument \(name)")
    validateDefault(argument, name)
  }

  private mutating func validateInputType(_ value: InputValueDefinition, _ name: String, at location: SourceLocation?) {
    if schema[value.type.namedType].kind.isInput { return }
    report("The type of \(name) must be Input Type but got: \(schema.name(value.type)).", at: [location])
  }

  private mutating func validateDeprecation(_ value: InputValueDefinition, _ name: String) {
    guard value.isRequired, value.deprecationReason != nil else { return }
    report(
      "Required \(name) cannot be deprecated.", at: [value.syntax?.deprecationLocation, value.syntax?.typeLocation])
  }

  mutating func validateMembers(_ union: NamedType) {
    if union.memberTypes.isEmpty {
      report("Union type \(union.name) must define one or more member types.", at: union.locations)
    }
    var included: Set<TypeID> = []
    for member in union.memberTypes {
      let name = schema[member].name
      if schema[member].kind != .object {
        report(
          "Union type \(union.name) can only include Object types, it cannot include \(name).",
          at: union.locations(ofName: name))
      } else if !included.insert(member).inserted {
        report("Union type \(union.name) can only include type \(name) once.", at: union.locations(ofName: name))
      }
    }
  }

  mutating func validateEnumValues(_ type: NamedType) {
    if type.enumValues.isEmpty { report("Enum type \(type.name) must define one or more values.", at: type.locations) }
    for value in type.enumValues { validateName(value.name, value.syntax) }
  }

  mutating func validateInputFields(_ type: NamedType) {
    if type.inputFields.isEmpty {
      report("Input Object type \(type.name) must define one or more fields.", at: type.locations)
    }
    for field in type.inputFields {
      let name = "\(type.name).\(field.name)"
      validateName(field.name, field.syntax)
      validateInputType(field, name, at: field.syntax?.typeLocation)
      validateDeprecation(field, "input field \(name)")
      validateDefault(field, name)
      if type.isOneOf { validateOneOfField(field, name) }
    }
  }

  private mutating func validateOneOfField(_ field: InputValueDefinition, _ name: String) {
    if field.type.isNonNull { report("OneOf input field \(name) must be nullable.", at: [field.syntax?.typeLocation]) }
    if field.defaultValue != nil {
      report("OneOf input field \(name) cannot have a default value.", at: [field.syntax?.location])
    }
  }
}
