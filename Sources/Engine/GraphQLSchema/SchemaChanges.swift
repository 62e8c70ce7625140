import GraphQLSyntax

/// Compares two versions of a schema.
public struct SchemaChanges {
  let old: Schema
  let new: Schema
  private(set) var changes: [SchemaChange] = []

  /// The changes that break clients.
  public static func breaking(from old: Schema, to new: Schema) -> [SchemaChange] {
    all(from: old, to: new).filter { $0.kind.severity == .breaking }
  }

  /// The changes that clients may stumble over.
  public static func dangerous(from old: Schema, to new: Schema) -> [SchemaChange] {
    all(from: old, to: new).filter { $0.kind.severity == .dangerous }
  }

  /// The changes that are not safe, types before directives.
  public static func all(from old: Schema, to new: Schema) -> [SchemaChange] {
    var comparison = SchemaChanges(old: old, new: new)
    comparison.compareTypes()
    comparison.compareDirectives()
    return comparison.changes
  }

  private init(old: Schema, new: Schema) {
    self.old = old
    self.new = new
  }

  mutating func add(_ kind: SchemaChange.Kind, _ description: String) {
    changes.append(SchemaChange(kind: kind, description: description))
  }

  // MARK: Types

  private mutating func compareTypes() {
    let types = Difference(old.types, new.types, by: \.name)
    for type in types.removed {
      let isStandard = Schema.specifiedScalarNames.contains(type.name)
      add(
        .typeRemoved,
        isStandard
          ? "Standard scalar \(type.name) was removed because it is not referenced anymore."
          : "\(type.name) was removed.")
    }
    for (before, after) in types.kept { compare(before, after) }
  }

  private mutating func compare(_ before: NamedType, _ after: NamedType) {
    guard before.kind == after.kind else {
      return add(.typeChangedKind, "\(before.name) changed from \(before.kind.phrase) to \(after.kind.phrase).")
    }
    switch before.kind {
    case .scalar: break
    case .enum: compareEnums(before, after)
    case .union: compareUnions(before, after)
    case .inputObject: compareInputObjects(before, after)
    case .object, .interface:
      compareFields(before, after)
      compareInterfaces(before, after)
    }
  }

  private mutating func compareEnums(_ before: NamedType, _ after: NamedType) {
    let values = Difference(before.enumValues, after.enumValues, by: \.name)
    for value in values.added { add(.valueAddedToEnum, "Enum value \(before.name).\(value.name) was added.") }
    for value in values.removed { add(.valueRemovedFromEnum, "Enum value \(before.name).\(value.name) was removed.") }
  }

  private mutating func compareUnions(_ before: NamedType, _ after: NamedType) {
    let members = Difference(
      before.memberTypes.map { old[$0].name }, after.memberTypes.map { new[$0].name }, by: \.self)
    for name in members.added { add(.typeAddedToUnion, "\(name) was added to union type \(before.name).") }
    for name in members.removed { add(.typeRemovedFromUnion, "\(name) was removed from union type \(before.name).") }
  }

  private mutating func compareInterfaces(_ before: NamedType, _ after: NamedType) {
    let interfaces = Difference(
      before.interfaces.map { old[$0].name }, after.interfaces.map { new[$0].name }, by: \.self)
    for name in interfaces.added {
      add(.implementedInterfaceAdded, "\(name) added to interfaces implemented by \(before.name).")
    }
    for name in interfaces.removed {
      add(.implementedInterfaceRemoved, "\(before.name) no longer implements interface \(name).")
    }
  }

  // MARK: Directives

  private mutating func compareDirectives() {
    let directives = Difference(old.directives, new.directives, by: \.name)
    for directive in directives.removed { add(.directiveRemoved, "Directive @\(directive.name) was removed.") }
    for (before, after) in directives.kept { compare(before, after) }
  }

  private mutating func compare(_ before: DirectiveDefinition, _ after: DirectiveDefinition) {
    let name = "@\(before.name)"
    let arguments = Difference(before.arguments, after.arguments, by: \.name)
    for argument in arguments.added where argument.isRequired {
      add(.requiredDirectiveArgumentAdded, "A required argument \(name)(\(argument.name):) was added.")
    }
    for argument in arguments.removed {
      add(.directiveArgumentRemoved, "Argument \(name)(\(argument.name):) was removed.")
    }
    for (one, other) in arguments.kept { compareArguments(one, other, "\(name)(\(one.name):)") }
    if before.isRepeatable && !after.isRepeatable {
      add(.directiveRepeatableRemoved, "Repeatable flag was removed from \(name).")
    }
    for location in before.locations where !after.locations.contains(location) {
      add(.directiveLocationRemoved, "\(location.rawValue) was removed from \(name).")
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
