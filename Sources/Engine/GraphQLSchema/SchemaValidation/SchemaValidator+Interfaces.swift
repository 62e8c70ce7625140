import GraphQLSyntax

/// Whether types keep what their interfaces promise (specification, section 3.6, `IsValidImplementation`).
extension SchemaValidator {
  mutating func validateInterfaces(_ type: NamedType) {
    var implemented: Set<TypeID> = []
    for id in type.interfaces {
      let interface = schema[id]
      let locations = type.locations(ofName: interface.name)
      guard interface.kind == .interface else {
        report(
          "Type \(type.name) must only implement Interface types, it cannot implement \(interface.name).",
          at: locations)
        continue
      }
      if interface === type {
        report(
          "Type \(type.name) cannot implement itself because it would create a circular reference.", at: locations)
      }
      guard implemented.insert(id).inserted else {
        report("Type \(type.name) can only implement \(interface.name) once.", at: locations)
        continue
      }
      validateAncestors(type, interface)
      for field in interface.fields { validateImplementation(of: field, type, interface) }
    }
  }

  /// A type declares what its interfaces implement, too.
  private mutating func validateAncestors(_ type: NamedType, _ interface: NamedType) {
    for id in interface.interfaces where !type.interfaces.contains(id) {
      let ancestor = schema[id]
      report(
        ancestor === type
          ? "Type \(type.name) cannot implement \(interface.name) because it would create a circular reference."
          : "Type \(type.name) must implement \(ancestor.name) because it is implemented by \(interface.name).",
        at: interface.locations(ofName: ancestor.name) + type.locations(ofName: interface.name))
    }
  }

  private mutating func validateImplementation(
    of promised: FieldDefinition, _ type: NamedType, _ interface: NamedType
  ) {
    let promisedName = "\(interface.name).\(promised.name)"
    guard let field = type.field(promised.name) else {
      return report(
        "Interface field \(promisedName) expected but \(type.name) does not provide it.",
        at: [promised.syntax?.location] + type.locations)
    }
    let name = "\(type.name).\(field.name)"
    if !schema.isSubtype(field.type, of: promised.type) {
      report(
        "Interface field \(promisedName) expects type \(schema.name(promised.type)) but \(name) is type "
          + "\(schema.name(field.type)).", at: [promised.syntax?.typeLocation, field.syntax?.typeLocation])
    }
    for argument in promised.arguments { validateArgument(argument, promisedName, field, name) }
    validateAdditionalArguments(field, name, promised, promisedName)
    if field.deprecationReason != nil && promised.deprecationReason == nil {
      report(
        "Interface field \(promisedName) is not deprecated, so implementation field \(name) must not be deprecated.",
        at: [field.syntax?.deprecationLocation, field.syntax?.typeLocation])
    }
  }

  private mutating func validateArgument(
    _ promised: InputValueDefinition, _ interfaceField: String, _ field: FieldDefinition, _ name: String
  ) {
    let subject = "Interface field argument \(interfaceField)(\(promised.name):)"
    guard let argument = field.arguments.first(where: { $0.name == promised.name }) else {
      return report(
        "\(subject) expected but \(name) does not provide it.",
        at: [promised.syntax?.location, field.syntax?.location])
    }
    if argument.type != promised.type {
      report(
        "\(subject) expects type \(schema.name(promised.type)) but \(name)(\(argument.name):) is type "
          + "\(schema.name(argument.type)).", at: [promised.syntax?.typeLocation, argument.syntax?.typeLocation])
    }
  }

  /// Arguments that the interface does not know must not be required.
  private mutating func validateAdditionalArguments(
    _ field: FieldDefinition, _ name: String, _ promised: FieldDefinition, _ promisedName: String
  ) {
    let known = Set(promised.arguments.map(\.name))
    for argument in field.arguments where argument.isRequired && !known.contains(argument.name) {
      report(
        "Argument \"\(name)(\(argument.name):)\" must not be required type \"\(schema.name(argument.type))\" "
          + "if not provided by the Interface field \"\(promisedName)\".",
        at: [argument.syntax?.location, promised.syntax?.location])
    }
  }
}
