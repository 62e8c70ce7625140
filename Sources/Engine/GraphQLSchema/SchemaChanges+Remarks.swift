import GraphQLSyntax

/// Changes of what is said about elements: descriptions, deprecations, applied directives.
extension SchemaChanges {
  /// Changes of everything that is said about a field, argument, input field or enum value.
  mutating func compareRemarks<Member: RemarkedMember>(
    _ before: Member, _ after: Member, _ coordinate: SchemaCoordinate
  ) {
    compareDescriptions(before.description, after.description, coordinate)
    compareDeprecations(before.deprecationReason, after.deprecationReason, coordinate)
    compareAppliedDirectives(before.directives, after.directives, coordinate)
  }

  mutating func compareDescriptions(_ before: String?, _ after: String?, _ coordinate: SchemaCoordinate?) {
    guard !Self.isSame(before, after) else { return }
    add(
      .descriptionChanged, coordinate,
      "Description of \(Self.name(coordinate)) " + (after.map { "has changed to \"\($0)\"." } ?? "was removed."))
  }

  private mutating func compareDeprecations(_ before: String?, _ after: String?, _ coordinate: SchemaCoordinate) {
    switch (before, after) {
    case (nil, nil): break
    case (nil, let reason?): add(.deprecationAdded, coordinate, "\(coordinate) was deprecated: \(reason)")
    case (_?, nil): add(.deprecationRemoved, coordinate, "\(coordinate) is not deprecated anymore.")
    case (let one?, let other?):
      guard !Self.isSame(one, other) else { return }
      add(.deprecationReasonChanged, coordinate, "\(coordinate) is deprecated for another reason: \(other)")
    }
  }

  mutating func compareAppliedDirectives(
    _ before: [AppliedDirective], _ after: [AppliedDirective], _ coordinate: SchemaCoordinate?
  ) {
    guard comparesAppliedDirectives else { return }
    let element = Self.name(coordinate)
    let applied = before.filter(\.isCustom) + after.filter(\.isCustom)
    var seen: Set<String> = []
    for name in applied.map(\.name) where seen.insert(name).inserted {
      let one = before.filter { $0.name == name }.map(\.printed).joined(separator: " ")
      let other = after.filter { $0.name == name }.map(\.printed).joined(separator: " ")
      if Self.isSame(one, other) { continue }
      if one.isEmpty {
        add(.appliedDirectiveAdded, coordinate, "\(other) was added to \(element).")
      } else if other.isEmpty {
        add(.appliedDirectiveRemoved, coordinate, "\(one) was removed from \(element).")
      } else {
        add(.appliedDirectiveChanged, coordinate, "\(one) of \(element) has changed to \(other).")
      }
    }
  }

  private static func name(_ coordinate: SchemaCoordinate?) -> String { coordinate?.description ?? "the schema" }

  /// By bytes: `==` takes canonically equivalent texts for equal.
  private static func isSame(_ one: String?, _ other: String?) -> Bool {
    switch (one, other) {
    case (nil, nil): true
    case (let one?, let other?): one.utf8.elementsEqual(other.utf8)
    default: false
    }
  }
}

/// What fields, arguments, input fields and enum values have in common.
protocol RemarkedMember {
  var description: String? { get }
  var deprecationReason: String? { get }
  var directives: [AppliedDirective] { get }
}

extension FieldDefinition: RemarkedMember {}
extension InputValueDefinition: RemarkedMember {}
extension EnumValueDefinition: RemarkedMember {}

extension AppliedDirective {
  /// Whether the specification does not say what the directive means.
  var isCustom: Bool { !Schema.specifiedDirectiveNames.contains(name) }

  /// The directive as it is written, with its arguments in order.
  var printed: String {
    let arguments = Schema.sorted(self.arguments, by: \.name).map { "\($0.name): \($0.value.sorted.printed)" }
    return "@" + name + (arguments.isEmpty ? "" : "(" + arguments.joined(separator: ", ") + ")")
  }
}

extension Schema {
  /// Whether definitions carry directives of which the specification does not say what they mean. Where a schema comes
  /// from introspection, or from a printer that leaves them out, there are none.
  public var hasAppliedDirectives: Bool {
    appliedDirectives.contains(where: \.isCustom)
      || types.contains { type in
        type.directives.contains(where: \.isCustom)
          || type.enumValues.contains { $0.directives.contains(where: \.isCustom) }
          || type.inputFields.contains { $0.directives.contains(where: \.isCustom) }
          || type.fields.contains { field in
            (field.directives + field.arguments.flatMap(\.directives)).contains(where: \.isCustom)
          }
      }
  }
}
