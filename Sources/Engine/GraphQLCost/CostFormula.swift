public import GraphQLSchema

/// What an operation costs at most.
public struct OperationCost: Hashable, Sendable {
  /// The sum of the weights, rounded up; no more than the largest `Int` of GraphQL.
  public let points: Int
  /// How many objects can be answered, the root not counted; no more than the largest `Int` of GraphQL.
  public let nodeCount: Int

  /// A cost that is known.
  public init(points: Int, nodeCount: Int) {
    self.points = points
    self.nodeCount = nodeCount
  }

  init(_ amount: CostAmount) {
    self.init(points: amount.points, nodeCount: min(amount.objects, Int(Int32.max)))
  }
}

/// The cost of one plan: a number, or steps that compute it from the values of variables.
///
/// Example: `query ($n: Int) { users(first: $n) { age posts(first: 3) { title } } }` with `age` weighing 2 becomes one
/// step, 1 + $n x 3: all that `users` answers per item is already added up.
public struct CostFormula: Sendable {
  /// A part of the formula.
  enum Operand: Sendable {
    case constant(CostAmount)
    /// The result of an earlier step.
    case step(Int)
  }

  enum Step: Sendable {
    /// An object: what is known of its fields, and the others.
    case sum(CostAmount, [Term])
    /// An object that may be of several types.
    case greatest(CostAmount, [Int])
  }

  /// A field whose cost depends on variables.
  struct Term: Sendable {
    let weight: FieldWeight
    let size: ListSize
    /// Of one item, or of the value where the field is no list.
    let item: Operand
  }

  let rules: CostRules
  /// Each uses results of earlier ones alone.
  let steps: [Step]
  let result: Operand

  /// Whether every request costs the same.
  public var isConstant: Bool { steps.isEmpty }

  /// The cost of one request.
  ///
  /// - Parameter variables: the coerced values of the variables.
  public func cost(_ variables: [String: InputValue]) -> OperationCost { OperationCost(amount(variables)) }

  /// What the points of one request are for: by fields with their arguments, and by types that weigh something, as
  /// coordinates of the schema (specification, section 2.13), the greatest first. They sum up to the points exactly.
  ///
  /// - Parameter variables: the coerced values of the variables.
  /// - Returns: nil for a formula that was not made to tell this, and where the cost is beyond all bounds.
  public func pointsByCoordinate(_ variables: [String: InputValue]) -> [(coordinate: String, points: Int)]? {
    amount(variables).pointsByCoordinate
  }

  private func amount(_ variables: [String: InputValue]) -> CostAmount {
    var values: [CostAmount] = []
    values.reserveCapacity(steps.count)
    for step in steps { values.append(evaluate(step, values, variables)) }
    return Self.value(result, values)
  }

  private func evaluate(_ step: Step, _ values: [CostAmount], _ variables: [String: InputValue]) -> CostAmount {
    switch step {
    case .sum(let known, let terms):
      terms.reduce(known) { sum, term in
        sum + term.weight.value(variables, rules)
          + Self.value(term.item, values).times(term.size.value(variables))
      }
    case .greatest(let known, let steps): steps.reduce(known) { $0.union(values[$1]) }
    }
  }

  private static func value(_ operand: Operand, _ values: [CostAmount]) -> CostAmount {
    switch operand {
    case .constant(let amount): amount
    case .step(let index): values[index]
    }
  }
}

/// The weight of a field with its arguments.
struct FieldWeight: Sendable {
  /// In thousandths; may be negative.
  var known: Int
  /// `Type.field`, where the cost is to be told by coordinate.
  var coordinate: String?
  /// Values in variables that add to it.
  var variables: [Variable] = []

  /// An argument or input field that is in a variable.
  struct Variable: Sendable {
    let name: String
    /// Added where the variable has a value.
    let weight: Int
    /// The type of the value, whose input fields may have weights too.
    let type: TypeID
  }

  /// What the field adds to the cost of its object: never less than nothing.
  func value(_ values: [String: InputValue], _ rules: CostRules) -> CostAmount {
    let weight = variables.reduce(known) { sum, variable in
      guard let value = values[variable.name] else { return sum }
      return sum.adding(variable.weight).adding(rules.weight(of: value, variable.type))
    }
    return CostAmount(weight: max(0, weight), objects: 0, of: coordinate)
  }
}
