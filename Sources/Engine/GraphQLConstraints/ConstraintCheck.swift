import GraphQLJSON
import GraphQLSchema
import GraphQLSyntax

/// The check of one value, under way.
struct ConstraintCheck {
  let rules: ConstraintRules
  let location: SourceLocation
  let limit: Int
  private(set) var errors: [GraphQLError] = []
  private var path: [PathElement] = []

  init(rules: ConstraintRules, location: SourceLocation, limit: Int) {
    self.rules = rules
    self.location = location
    self.limit = limit
  }

  /// - Parameters:
  ///   - value: a coerced value; its depth is bounded.
  ///   - step: the last step of the way to it.
  ///   - coordinate: of the argument or input field that has the constraint.
  mutating func check(
    _ value: InputValue, _ type: TypeReference, _ constraint: Constraint?, at step: PathElement,
    _ coordinate: @autoclosure () -> String
  ) {
    path.append(step)
    defer { path.removeLast() }
    if let constraint, let fault = constraint.fault(of: value, type) {
      // The items of a list that is too long are not looked at.
      return add(fault, coordinate())
    }
    checkParts(of: value, type, constraint?.ofItems, coordinate())
  }

  private mutating func checkParts(
    of value: InputValue, _ type: TypeReference, _ constraint: Constraint?, _ coordinate: @autoclosure () -> String
  ) {
    let named = type.namedType
    guard constraint != nil || rules.holdsConstraints[named.index] else { return }
    switch value {
    case .list(let items):
      guard let item = type.listItem else { return }
      for (index, value) in items.enumerated() where errors.count < limit {
        check(value, item, constraint, at: .index(index), coordinate())
      }
    case .object(let object):
      let definition = rules.schema[named]
      for field in object.fields where errors.count < limit {
        guard let index = definition.inputFieldIndex(field.name) else { continue }
        check(
          field.value, definition.inputFields[index].type, rules.constraint(ofInputField: index, of: named),
          at: .key(field.name), "\(definition.name).\(field.name)")
      }
    default: break
    }
  }

  private mutating func add(_ fault: String, _ coordinate: String) {
    guard errors.count < limit else { return }
    let steps = path.map { step -> JSONValue in
      switch step {
      case .key(let name): .string(name)
      case .index(let index): .integer(index)
      }
    }
    errors.append(
      GraphQLError(
        "\(words) \(fault)", locations: [location], code: .validationError,
        extensions: ["argument": .array(steps), "coordinate": .string(coordinate)]))
  }

  /// The way to the value: `input.tags[2]`.
  private var words: String {
    path.reduce(into: "") { words, step in
      switch step {
      case .key(let name): words += words.isEmpty ? name : ".\(name)"
      case .index(let index): words += "[\(index)]"
      }
    }
  }
}

extension Constraint {
  /// The same without what is asked of the outermost list alone.
  fileprivate var ofItems: Constraint {
    var copy = self
    copy.items = Bounds()
    return copy
  }

  /// What is wrong with a value, apart from its parts.
  fileprivate func fault(of value: InputValue, _ type: TypeReference) -> String? {
    switch value {
    case .string(let text): fault(of: text)
    case .int(let number): fault(of: Double(number))
    case .float(let number): fault(of: number)
    case .number(let digits): Double(digits).flatMap { fault(of: $0) }
    case .list(let items): type.isList ? fault(ofItems: items.count) : nil
    default: nil
    }
  }
}
