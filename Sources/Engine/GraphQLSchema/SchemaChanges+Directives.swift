import GraphQLSyntax

/// Changes of directive definitions.
extension SchemaChanges {
  mutating func compareDirectives() {
    let directives = Difference(old.directives, new.directives, by: \.name)
    for directive in directives.removed {
      add(.directiveRemoved, .directive(directive.name), "Directive @\(directive.name) was removed.")
    }
    for directive in directives.added {
      add(.directiveAdded, .directive(directive.name), "Directive @\(directive.name) was added.")
    }
    for (before, after) in directives.kept { compare(before, after) }
  }

  private mutating func compare(_ before: DirectiveDefinition, _ after: DirectiveDefinition) {
    let coordinate = SchemaCoordinate.directive(before.name)
    compareArguments(before, after)
    if before.isRepeatable && !after.isRepeatable {
      add(.directiveRepeatableRemoved, coordinate, "Repeatable flag was removed from \(coordinate).")
    }
    if after.isRepeatable && !before.isRepeatable {
      add(.directiveRepeatableAdded, coordinate, "Repeatable flag was added to \(coordinate).")
    }
    compareDescriptions(before.description, after.description, coordinate)
    for location in before.locations where !after.locations.contains(location) {
      add(.directiveLocationRemoved, coordinate, "\(location.rawValue) was removed from \(coordinate).")
    }
    for location in after.locations where !before.locations.contains(location) {
      add(.directiveLocationAdded, coordinate, "\(location.rawValue) was added to \(coordinate).")
    }
  }

  private mutating func compareArguments(_ before: DirectiveDefinition, _ after: DirectiveDefinition) {
    func coordinate(_ argument: InputValueDefinition) -> SchemaCoordinate {
      .directiveArgument(directive: before.name, name: argument.name)
    }
    let arguments = Difference(before.arguments, after.arguments, by: \.name)
    for argument in arguments.added {
      add(
        argument.isRequired ? .requiredDirectiveArgumentAdded : .optionalDirectiveArgumentAdded, coordinate(argument),
        "\(argument.isRequired ? "A required" : "An optional") argument \(coordinate(argument)) was added.")
    }
    for argument in arguments.removed {
      add(.directiveArgumentRemoved, coordinate(argument), "Argument \(coordinate(argument)) was removed.")
    }
    for (one, other) in arguments.kept { compareInputs(one, other, coordinate(one), .argument) }
  }
}
