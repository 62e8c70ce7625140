import GraphQLSchema
import GraphQLSyntax

/// What one `@constraint` asks of a value.
///
/// Lengths, patterns, formats and bounds are asked of every item of a list, numbers of items of the outermost list.
struct Constraint: Sendable {
  /// In Unicode code points, as databases count them.
  var length: Bounds<Int>
  var items: Bounds<Int>
  var value: Bounds<Double>
  var pattern: LinearPattern?
  var format: ConstraintFormat?

  /// A least and a greatest value; nil where there is none.
  struct Bounds<Value: Comparable & Sendable>: Sendable {
    var least: Value?
    var greatest: Value?

    var isEmpty: Bool { least == nil && greatest == nil }

    func contains(_ value: Value) -> Bool {
      if let least, value < least { return false }
      if let greatest, value > greatest { return false }
      return true
    }
  }

  /// Nil where the directives have none.
  init?(_ directives: [AppliedDirective]) {
    guard let directive = directives.first(where: { $0.name == "constraint" }) else { return nil }
    length = Bounds(least: directive.integer("minLength"), greatest: directive.integer("maxLength"))
    items = Bounds(least: directive.integer("minItems"), greatest: directive.integer("maxItems"))
    value = Bounds(least: directive.number("min"), greatest: directive.number("max"))
    pattern = directive.text("pattern").flatMap { LinearPattern($0) }
    format = directive.text("format").flatMap { ConstraintFormat(rawValue: $0) }
  }

  // MARK: Checking

  /// What is wrong with a text, as the rest of a sentence; nil where nothing is.
  func fault(of text: String) -> String? {
    if !length.isEmpty, !length.contains(text.unicodeScalars.count) {
      // To everybody who reads it, a text of which nothing is there is empty.
      if length.least == 1, length.greatest == nil { return "must not be empty." }
      return "must be \(length.words { String($0) }) characters long."
    }
    if let pattern, !pattern.isFound(in: Array(text.unicodeScalars)) {
      return "does not have the form that is asked for."
    }
    if let format, !format.accepts(text) { return "must be \(format.words)." }
    return nil
  }

  /// What is wrong with a number.
  func fault(of number: Double) -> String? {
    value.isEmpty || value.contains(number) ? nil : "must be \(value.words(Self.digits))."
  }

  /// What is wrong with a list of so many items.
  func fault(ofItems count: Int) -> String? {
    guard !items.isEmpty, !items.contains(count) else { return nil }
    let isOne = (items.greatest ?? items.least) == 1
    return "must have \(items.words { String($0) }) \(isOne ? "item" : "items")."
  }

  private static func digits(_ number: Double) -> String { Int(exactly: number).map { String($0) } ?? "\(number)" }
}

extension Constraint.Bounds {
  /// `between 2 and 200`, `at most 100`, `at least 0`.
  func words(_ text: (Value) -> String) -> String {
    switch (least, greatest) {
    case (let least?, let greatest?): "between \(text(least)) and \(text(greatest))"
    case (nil, let greatest?): "at most \(text(greatest))"
    case (let least?, nil): "at least \(text(least))"
    case (nil, nil): ""
    }
  }
}

extension AppliedDirective {
  func integer(_ argument: String) -> Int? {
    if case .int(let digits)? = self.argument(argument) { Int(digits) } else { nil }
  }

  func number(_ argument: String) -> Double? {
    switch self.argument(argument) {
    case .int(let digits), .float(let digits): Double(digits)
    default: nil
    }
  }

  func text(_ argument: String) -> String? {
    if case .string(let text, _)? = self.argument(argument) { text } else { nil }
  }
}
