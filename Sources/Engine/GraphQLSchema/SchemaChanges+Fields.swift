import GraphQLSyntax

/// Changes of fields, arguments and input fields.
extension SchemaChanges {
  mutating func compareFields(_ before: NamedType, _ after: NamedType) {
    let fields = Difference(before.fields, after.fields, by: \.name)
    for field in fields.removed {
      let coordinate = SchemaCoordinate.member(type: before.name, name: field.name)
      add(.fieldRemoved, coordinate, "Field \(coordinate) was removed.")
    }
    for field in fields.added {
      let coordinate = SchemaCoordinate.member(type: before.name, name: field.name)
      add(.fieldAdded, coordinate, "Field \(coordinate) was added.")
    }
    for (one, other) in fields.kept {
      let coordinate = SchemaCoordinate.member(type: before.name, name: one.name)
      compareArguments(of: one, other, before.name)
      compareTypes(one, other, coordinate)
      compareRemarks(one, other, coordinate)
    }
  }

  private mutating func compareTypes(_ one: FieldDefinition, _ other: FieldDefinition, _ field: SchemaCoordinate) {
    let (before, after) = (old.name(one.type), new.name(other.type))
    if before == after { return }
    add(
      isSafeOutputChange(one.type, other.type) ? .fieldChangedKindSafe : .fieldChangedKind, field,
      "Field \(field) changed type from \(before) to \(after).")
  }

  private mutating func compareArguments(of one: FieldDefinition, _ other: FieldDefinition, _ type: String) {
    func coordinate(_ argument: InputValueDefinition) -> SchemaCoordinate {
      .argument(type: type, field: one.name, name: argument.name)
    }
    let arguments = Difference(one.arguments, other.arguments, by: \.name)
    for argument in arguments.removed {
      add(.argumentRemoved, coordinate(argument), "Argument \(coordinate(argument)) was removed.")
    }
    for (before, after) in arguments.kept { compareInputs(before, after, coordinate(before), .argument) }
    for argument in arguments.added {
      add(
        argument.isRequired ? .requiredArgumentAdded : .optionalArgumentAdded, coordinate(argument),
        "\(argument.isRequired ? "A required" : "An optional") argument \(coordinate(argument)) was added.")
    }
  }

  /// Whether every value of the new type is one of the old: results may only become narrower.
  private func isSafeOutputChange(_ before: TypeReference, _ after: TypeReference) -> Bool {
    switch (before, after) {
    case (.nonNull(let one), .nonNull(let other)): isSafeOutputChange(one, other)
    case (.nonNull, _): false
    case (_, .nonNull(let other)): isSafeOutputChange(before, other)
    case (.list(let one), .list(let other)): isSafeOutputChange(one, other)
    case (.named(let one), .named(let other)): old[one].name == new[other].name
    default: false
    }
  }
}
