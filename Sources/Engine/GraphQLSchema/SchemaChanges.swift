import GraphQLSyntax

/// Compares two versions of a schema.
///
/// Split by topic: types here, fields and inputs, directives, and what is said about elements in files of their own.
public struct SchemaChanges {
  let old: Schema
  let new: Schema
  /// Whether both schemas tell which directives their definitions carry: introspection does not, nor do most printers.
  let comparesAppliedDirectives: Bool
  private(set) var changes: [SchemaChange] = []

  /// Every change, types before directives.
  public static func all(from old: Schema, to new: Schema) -> [SchemaChange] {
    var comparison = SchemaChanges(old: old, new: new)
    comparison.compareSchemas()
    comparison.compareTypes()
    comparison.compareDirectives()
    return comparison.changes
  }

  /// The changes that break clients.
  public static func breaking(from old: Schema, to new: Schema) -> [SchemaChange] {
    all(from: old, to: new).filter { $0.severity == .breaking }
  }

  /// The changes that clients may stumble over.
  public static func dangerous(from old: Schema, to new: Schema) -> [SchemaChange] {
    all(from: old, to: new).filter { $0.severity == .dangerous }
  }

  private init(old: Schema, new: Schema) {
    self.old = old
    self.new = new
    comparesAppliedDirectives = old.hasAppliedDirectives && new.hasAppliedDirectives
  }

  mutating func add(_ kind: SchemaChange.Kind, _ coordinate: SchemaCoordinate?, _ description: String) {
    changes.append(SchemaChange(kind: kind, coordinate: coordinate, description: description))
  }

  // MARK: The schema and its types

  private mutating func compareSchemas() {
    compareDescriptions(old.description, new.description, nil)
    compareAppliedDirectives(old.appliedDirectives, new.appliedDirectives, nil)
    for operation in OperationType.allCases {
      let before = old.rootType(operation)?.name
      let after = new.rootType(operation)?.name
      guard before != after else { continue }
      guard let before else {
        add(.rootTypeAdded, after.map { .type($0) }, "The \(operation.name) root type \(after ?? "") was added.")
        continue
      }
      let outcome = after.map { "was replaced by \($0)" } ?? "was removed"
      add(.rootTypeChanged, .type(before), "The \(operation.name) root type \(before) \(outcome).")
    }
  }

  private mutating func compareTypes() {
    let types = Difference(old.types, new.types, by: \.name)
    for type in types.removed {
      let isStandard = Schema.specifiedScalarNames.contains(type.name)
      add(
        .typeRemoved, .type(type.name),
        isStandard
          ? "Standard scalar \(type.name) was removed because it is not referenced anymore."
          : "\(type.name) was removed.")
    }
    for type in types.added { add(.typeAdded, .type(type.name), "\(type.name) was added.") }
    for (before, after) in types.kept { compare(before, after) }
  }

  private mutating func compare(_ before: NamedType, _ after: NamedType) {
    let coordinate = SchemaCoordinate.type(before.name)
    compareDescriptions(before.description, after.description, coordinate)
    guard before.kind == after.kind else {
      return add(
        .typeChangedKind, coordinate,
        "\(before.name) changed from \(before.kind.phrase) to \(after.kind.phrase).")
    }
    compareAppliedDirectives(before.directives, after.directives, coordinate)
    switch before.kind {
    case .scalar: compareScalars(before, after)
    case .enum: compareEnums(before, after)
    case .union: compareUnions(before, after)
    case .inputObject: compareInputObjects(before, after)
    case .object, .interface:
      compareFields(before, after)
      compareInterfaces(before, after)
    }
  }

  private mutating func compareScalars(_ before: NamedType, _ after: NamedType) {
    let (one, other) = (before.specifiedByURL, after.specifiedByURL)
    if one == other { return }
    add(
      .specifiedByChanged, .type(before.name),
      "The specification of \(before.name) has changed from \(one ?? "none") to \(other ?? "none").")
  }

  private mutating func compareEnums(_ before: NamedType, _ after: NamedType) {
    let values = Difference(before.enumValues, after.enumValues, by: \.name)
    for value in values.added {
      let coordinate = SchemaCoordinate.member(type: before.name, name: value.name)
      add(.valueAddedToEnum, coordinate, "Enum value \(coordinate) was added.")
    }
    for value in values.removed {
      let coordinate = SchemaCoordinate.member(type: before.name, name: value.name)
      add(.valueRemovedFromEnum, coordinate, "Enum value \(coordinate) was removed.")
    }
    for (one, other) in values.kept { compareRemarks(one, other, .member(type: before.name, name: one.name)) }
  }

  private mutating func compareUnions(_ before: NamedType, _ after: NamedType) {
    let coordinate = SchemaCoordinate.type(before.name)
    let members = Difference(
      before.memberTypes.map { old[$0].name }, after.memberTypes.map { new[$0].name }, by: \.self)
    for name in members.added { add(.typeAddedToUnion, coordinate, "\(name) was added to union type \(before.name).") }
    for name in members.removed {
      add(.typeRemovedFromUnion, coordinate, "\(name) was removed from union type \(before.name).")
    }
  }

  private mutating func compareInterfaces(_ before: NamedType, _ after: NamedType) {
    let coordinate = SchemaCoordinate.type(before.name)
    let interfaces = Difference(
      before.interfaces.map { old[$0].name }, after.interfaces.map { new[$0].name }, by: \.self)
    for name in interfaces.added {
      add(.implementedInterfaceAdded, coordinate, "\(name) added to interfaces implemented by \(before.name).")
    }
    for name in interfaces.removed {
      add(.implementedInterfaceRemoved, coordinate, "\(before.name) no longer implements interface \(name).")
    }
  }
}

/// What two lists of named things have in common and what not.
struct Difference<Element> {
  let added: [Element]
  let removed: [Element]
  let kept: [(Element, Element)]

  init(_ old: [Element], _ new: [Element], by name: (Element) -> String) {
    let oldNames = Set(old.map(name))
    let newByName = Dictionary(new.map { (name($0), $0) }, uniquingKeysWith: { $1 })
    added = new.filter { !oldNames.contains(name($0)) }
    removed = old.filter { newByName[name($0)] == nil }
    kept = old.compactMap { element in newByName[name(element)].map { (element, $0) } }
  }
}

extension TypeKind {
  /// What messages about changes call the kind.
  fileprivate var phrase: String {
    switch self {
    case .scalar: "a Scalar type"
    case .object: "an Object type"
    case .interface: "an Interface type"
    case .union: "a Union type"
    case .enum: "an Enum type"
    case .inputObject: "an Input type"
    }
  }
}
