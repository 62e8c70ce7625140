import GraphQLSyntax

/// Changes of fields, arguments and input fields.
extension SchemaChanges {
  mutating func compareFields(_ before: NamedType, _ after: NamedType) {
    let fields = Difference(before.fields, after.fields, by: \.name)
    for field in fields.removed { add(.fieldRemoved, "Field \(before.name).\(field.name) was removed.") }
    for (one, other) in fields.kept {
      let name = "\(before.name).\(one.name)"
      compareArguments(of: one, other, name)
      guard !isSafeOutputChange(one.type, other.type) else { continue }
      add(.fieldChangedKind, "Field \(name) changed type from \(old.name(one.type)) to \(new.name(other.type)).")
    }
  }

  private mutating func compareArguments(of one: FieldDefinition, _ other: FieldDefinition, _ field: String) {
    let arguments = Difference(one.arguments, other.arguments, by: \.name)
    for argument in arguments.removed { add(.argumentRemoved, "Argument \(field)(\(argument.name):) was removed.") }
    for (before, after) in arguments.kept { compareArguments(before, after, "\(field)(\(before.name):)") }
    for argument in arguments.added {
      add(
        argument.isRequired ? .requiredArgumentAdded : .optionalArgumentAdded,
        "\(argument.isRequired ? "A required" : "An optional") argument \(field)(\(argument.name):) was added.")
    }
  }

  /// Changes of an argument of a field or directive.
  mutating func compareArguments(_ before: InputValueDefinition, _ after: InputValueDefinition, _ name: String) {
    guard isSafeInputChange(before.type, after.type) else {
      return add(
        .argumentChangedKind,
        "Argument \(name) has changed type from \(old.name(before.type)) to \(new.name(after.type)).")
    }
    compareDefaults(before, after, name, .argumentDefaultValueChange)
  }

  mutating func compareInputObjects(_ before: NamedType, _ after: NamedType) {
    let fields = Difference(before.inputFields, after.inputFields, by: \.name)
    for field in fields.added {
      add(
        field.isRequired ? .requiredInputFieldAdded : .optionalInputFieldAdded,
        "\(field.isRequired ? "A required" : "An optional") field \(before.name).\(field.name) was added.")
    }
    for field in fields.removed { add(.fieldRemoved, "Field \(before.name).\(field.name) was removed.") }
    for (one, other) in fields.kept {
      let name = "\(before.name).\(one.name)"
      if isSafeInputChange(one.type, other.type) {
        compareDefaults(one, other, name, .inputFieldDefaultValueChange)
      } else {
        add(.fieldChangedKind, "Field \(name) changed type from \(old.name(one.type)) to \(new.name(other.type)).")
      }
    }
  }

  /// A default that was added is safe; one that was removed or replaced changes what old operations mean.
  private mutating func compareDefaults(
    _ before: InputValueDefinition, _ after: InputValueDefinition, _ name: String, _ kind: SchemaChange.Kind
  ) {
    guard let oldDefault = before.defaultValue?.sorted.printed else { return }
    guard let newDefault = after.defaultValue?.sorted.printed else {
      return add(kind, "\(name) defaultValue was removed.")
    }
    // By bytes: `!=` takes canonically equivalent texts for equal.
    if !oldDefault.utf8.elementsEqual(newDefault.utf8) {
      add(kind, "\(name) has changed defaultValue from \(oldDefault) to \(newDefault).")
    }
  }

  // MARK: Types

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

  /// Whether every value of the old type is one of the new: inputs may only become wider.
  private func isSafeInputChange(_ before: TypeReference, _ after: TypeReference) -> Bool {
    switch (before, after) {
    case (.nonNull(let one), .nonNull(let other)): isSafeInputChange(one, other)
    case (.nonNull(let one), _): isSafeInputChange(one, after)
    case (.list(let one), .list(let other)): isSafeInputChange(one, other)
    case (.named(let one), .named(let other)): old[one].name == new[other].name
    default: false
    }
  }
}

extension ValueLiteral {
  /// The literal with the fields of its objects in order, so that the order they were written in makes no difference.
  var sorted: ValueLiteral {
    switch self {
    case .list(let items): .list(items.map(\.sorted))
    case .object(let fields):
      .object(Schema.sorted(fields, by: \.name).map { Field(name: $0.name, value: $0.value.sorted) })
    default: self
    }
  }
}
