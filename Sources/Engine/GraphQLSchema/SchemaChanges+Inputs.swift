import GraphQLSyntax

/// Changes of input objects, and of whatever takes a value: arguments and input fields.
extension SchemaChanges {
  mutating func compareInputObjects(_ before: NamedType, _ after: NamedType) {
    let fields = Difference(before.inputFields, after.inputFields, by: \.name)
    for field in fields.added {
      let coordinate = SchemaCoordinate.member(type: before.name, name: field.name)
      add(
        field.isRequired ? .requiredInputFieldAdded : .optionalInputFieldAdded, coordinate,
        "\(field.isRequired ? "A required" : "An optional") field \(coordinate) was added.")
    }
    for field in fields.removed {
      let coordinate = SchemaCoordinate.member(type: before.name, name: field.name)
      add(.fieldRemoved, coordinate, "Field \(coordinate) was removed.")
    }
    for (one, other) in fields.kept {
      compareInputs(one, other, .member(type: before.name, name: one.name), .inputField)
    }
    if before.isOneOf != after.isOneOf {
      add(
        after.isOneOf ? .oneOfAdded : .oneOfRemoved, .type(before.name),
        "\(before.name) \(after.isOneOf ? "takes exactly one field now" : "takes any of its fields now").")
    }
  }

  /// What the changes of one sort of inputs are called.
  struct InputSort {
    static let argument = InputSort(
      typeChanged: .argumentChangedKind, typeWidened: .argumentChangedKindSafe,
      defaultChanged: .argumentDefaultValueChange, defaultAdded: .argumentDefaultValueAdded,
      becameRequired: .argumentBecameRequired, typeChange: { "Argument \($0) has changed type" })
    static let inputField = InputSort(
      typeChanged: .fieldChangedKind, typeWidened: .fieldChangedKindSafe,
      defaultChanged: .inputFieldDefaultValueChange, defaultAdded: .inputFieldDefaultValueAdded,
      becameRequired: .inputFieldBecameRequired, typeChange: { "Field \($0) changed type" })

    let typeChanged: SchemaChange.Kind
    let typeWidened: SchemaChange.Kind
    let defaultChanged: SchemaChange.Kind
    let defaultAdded: SchemaChange.Kind
    let becameRequired: SchemaChange.Kind
    let typeChange: @Sendable (SchemaCoordinate) -> String
  }

  /// Changes of an argument or input field.
  mutating func compareInputs(
    _ before: InputValueDefinition, _ after: InputValueDefinition, _ coordinate: SchemaCoordinate, _ sort: InputSort
  ) {
    let (oldType, newType) = (old.name(before.type), new.name(after.type))
    let isSafe = isSafeInputChange(before.type, after.type)
    if isSafe { compareDefaults(before, after, coordinate, sort) }
    if oldType != newType {
      add(
        isSafe ? sort.typeWidened : sort.typeChanged, coordinate,
        "\(sort.typeChange(coordinate)) from \(oldType) to \(newType).")
    }
    if isSafe && after.isRequired && !before.isRequired {
      add(sort.becameRequired, coordinate, "\(coordinate) must be given now.")
    }
    compareRemarks(before, after, coordinate)
  }

  /// A default that was added is safe; one that was removed or replaced changes what old operations mean.
  private mutating func compareDefaults(
    _ before: InputValueDefinition, _ after: InputValueDefinition, _ coordinate: SchemaCoordinate, _ sort: InputSort
  ) {
    let oldDefault = before.defaultValue?.sorted.printed
    let newDefault = after.defaultValue?.sorted.printed
    switch (oldDefault, newDefault) {
    case (nil, nil): break
    case (nil, let newDefault?):
      add(sort.defaultAdded, coordinate, "\(coordinate) added a defaultValue \(newDefault).")
    case (_?, nil): add(sort.defaultChanged, coordinate, "\(coordinate) defaultValue was removed.")
    case (let oldDefault?, let newDefault?):
      // By bytes: `!=` takes canonically equivalent texts for equal.
      if oldDefault.utf8.elementsEqual(newDefault.utf8) { return }
      add(
        sort.defaultChanged, coordinate,
        "\(coordinate) has changed defaultValue from \(oldDefault) to \(newDefault).")
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
