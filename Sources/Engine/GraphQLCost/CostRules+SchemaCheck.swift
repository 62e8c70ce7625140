import GraphQLSchema
import GraphQLSyntax

extension CostRules {
  /// What `@cost` and `@listSize` say in vain: weights that are no decimals, slicing arguments and sized fields that the
  /// schema does not have. Each is a sentence that names the coordinate.
  public func problems() -> [String] {
    var problems: [String] = []
    for type in schema.types {
      Self.checkWeight(type.directives, type.name, &problems)
      for field in type.inputFields { Self.checkWeight(field.directives, "\(type.name).\(field.name)", &problems) }
      for field in type.fields {
        let coordinate = "\(type.name).\(field.name)"
        Self.checkWeight(field.directives, coordinate, &problems)
        for argument in field.arguments {
          Self.checkWeight(argument.directives, "\(coordinate)(\(argument.name):)", &problems)
        }
        if let listSize = field.directive("listSize") { check(listSize, field, coordinate, &problems) }
      }
    }
    for directive in schema.directives {
      for argument in directive.arguments {
        Self.checkWeight(argument.directives, "@\(directive.name)(\(argument.name):)", &problems)
      }
    }
    return problems
  }

  private static func checkWeight(_ directives: [AppliedDirective], _ coordinate: String, _ problems: inout [String]) {
    guard directives.contains(where: { $0.name == "cost" }), directives.weight == nil else { return }
    problems.append(
      "@cost of \(coordinate) must have a decimal with at most three digits behind the point as its weight.")
  }

  private func check(
    _ directive: AppliedDirective, _ field: FieldDefinition, _ coordinate: String, _ problems: inout [String]
  ) {
    let rule = ListSizeRule(directive)
    for path in rule.slicingArguments where !isNumber(path, field) {
      problems.append(
        "@listSize of \(coordinate) names the slicing argument \(path.joined(separator: ".")), which is no Int.")
    }
    let target = schema[field.type.namedType]
    for name in rule.sizedFields where !(target.field(name)?.type.isList ?? false) {
      problems.append("@listSize of \(coordinate) sizes \(target.name).\(name), which is no list.")
    }
    if !field.type.isList, rule.sizedFields.isEmpty {
      problems.append("@listSize of \(coordinate) sizes nothing: the field is no list and has no sizedFields.")
    }
    for name in ["assumedSize", "slicingArgumentDefaultValue"] {
      guard case .int(let digits)? = directive.argument(name), Int(digits).map({ $0 < 0 }) ?? true else { continue }
      problems.append("@listSize of \(coordinate) must not have a negative \(name).")
    }
  }

  /// Whether a path leads from an argument through input objects to an `Int`.
  private func isNumber(_ path: [String], _ field: FieldDefinition) -> Bool {
    var definition = field.arguments.first { $0.name == path.first }
    for name in path.dropFirst() {
      guard let type = definition?.type, !type.isList else { return false }
      definition = schema[type.namedType].inputField(name)
    }
    guard let type = definition?.type, !type.isList else { return false }
    return schema[type.namedType].name == "Int"
  }
}
