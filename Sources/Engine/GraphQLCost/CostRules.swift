// GraphQLCost: what an operation may cost, told before it is executed.
// Neighbours: GraphQLEngine asks CostRules for the formula of each plan, evaluates it for each request and refuses what
// costs too much; servers charge it to whoever asks.
// Invariant: the cost is an upper bound for every answer that keeps to the sizes of the schema, and no input makes it
// trap, wrap around or take longer than a bounded number of steps.

public import GraphQLSchema
public import GraphQLSyntax

/// The weights of a schema: `@cost` and `@listSize` of the IBM draft, in the form that costs are computed from.
///
/// The cost of a field is its weight, the weights of the arguments and input fields that are given, and of the arguments
/// of its directives; no less than zero together. What is selected below it, and the weight of its type, count for each
/// item of the list. Fields weigh 1 where they answer objects and 0 where they answer leaves; types, arguments and input
/// fields weigh nothing of themselves. In a list of lists only the outer ones are counted.
///
/// A list is as long as the greatest of its slicing arguments, else `slicingArgumentDefaultValue`, else `assumedSize`,
/// else 1. `sizedFields` hands that size to fields of the answered object.
/// `requireOneSlicingArgument` is read by clients alone.
///
/// See https://ibm.github.io/graphql-specs/cost-spec.html and, for `slicingArgumentDefaultValue`, Hot Chocolate.
public final class CostRules: Sendable {
  /// What the schema does not say.
  public struct Settings: Sendable {
    /// What a root field of a mutation weighs, in points.
    public var mutationWeight = 10
    /// How long lists of the introspection types are taken to be.
    public var introspectionListSize = 5

    /// The usual weights.
    public init() {}
  }

  let schema: Schema
  /// By type and field.
  private let fields: [[FieldCost]]
  /// In thousandths; by type.
  private let typeWeights: [Int]
  /// In thousandths; by type and input field.
  private let inputWeights: [[Int]]
  /// In thousandths; by directive and argument.
  private let directiveWeights: [String: [String: Int]]
  /// Whether an input type leads to input fields with weights; by type.
  let reachesWeight: [Bool]

  /// Reads the directives of a schema once.
  public init(_ schema: Schema, settings: Settings = Settings()) {
    self.schema = schema
    typeWeights = schema.types.map { max(0, $0.directives.weight ?? 0) }
    inputWeights = schema.types.map { type in type.inputFields.map { $0.directives.weight ?? 0 } }
    reachesWeight = schema.typesHolding { _, field in (field.directives.weight ?? 0) != 0 }
    fields = schema.types.map { type in type.fields.map { FieldCost($0, on: type, schema, settings) } }
    directiveWeights = Dictionary(
      schema.directives.map { directive in
        let weights = directive.arguments.map { ($0.name, $0.directives.weight ?? 0) }.filter { $0.1 != 0 }
        return (directive.name, Dictionary(weights, uniquingKeysWith: { first, _ in first }))
      }.filter { !$0.1.isEmpty }, uniquingKeysWith: { first, _ in first })
  }

  /// The cost of an operation as far as it is known without the values of its variables.
  ///
  /// - Parameters:
  ///   - document: a valid document.
  ///   - conditions: the values of the variables that `@skip` and `@include` use.
  ///   - isByCoordinate: whether the formula can tell what the points are for. It is larger then.
  public func formula(
    _ document: Document, operation: NodeID, conditions: [String: Bool], isByCoordinate: Bool = false
  ) -> CostFormula {
    var builder = CostFormulaBuilder(
      rules: self, document: document, conditions: conditions, isByCoordinate: isByCoordinate)
    let result = builder.build(operation)
    return CostFormula(rules: self, steps: builder.steps, result: result)
  }

  func cost(_ type: TypeID, _ field: Int) -> FieldCost { fields[type.index][field] }

  func weight(ofType type: TypeID) -> Int { typeWeights[type.index] }

  func weight(ofInputField index: Int, of type: TypeID) -> Int { inputWeights[type.index][index] }

  func weight(ofArgument name: String, ofDirective directive: String) -> Int {
    directiveWeights[directive]?[name] ?? 0
  }

  /// The weights of all input fields that a value gives.
  func weight(of value: InputValue, _ type: TypeID) -> Int {
    guard reachesWeight[type.index] else { return 0 }
    switch value {
    case .list(let items): return items.reduce(0) { $0.adding(weight(of: $1, type)) }
    case .object(let object):
      let definition = schema[type]
      return object.fields.reduce(0) { sum, field in
        guard let index = definition.inputFieldIndex(field.name) else { return sum }
        let inner = weight(of: field.value, definition.inputFields[index].type.namedType)
        return sum.adding(inputWeights[type.index][index]).adding(inner)
      }
    default: return 0
    }
  }
}

/// What the schema says about the cost of one field.
struct FieldCost: Sendable {
  /// In thousandths of points.
  let weight: Int
  /// In thousandths; by argument.
  let argumentWeights: [Int]
  let isList: Bool
  let listSize: ListSizeRule?

  init(_ field: FieldDefinition, on parent: NamedType, _ schema: Schema, _ settings: CostRules.Settings) {
    let isMutation = parent.id == schema.mutationType
    let usual = isMutation ? settings.mutationWeight : schema[field.type.namedType].kind.isComposite ? 1 : 0
    weight = field.directives.weight ?? 1000 * usual
    argumentWeights = field.arguments.map { $0.directives.weight ?? 0 }
    isList = field.type.isList
    listSize =
      field.directive("listSize").map { ListSizeRule($0) }
      ?? (Schema.introspectionTypeNames.contains(parent.name)
        ? ListSizeRule(assumedSize: settings.introspectionListSize) : nil)
  }

  /// `__schema` and `__type`, which no type lists.
  static let introspectionRoot = FieldCost(weight: 1000)

  private init(weight: Int) {
    self.weight = weight
    argumentWeights = []
    isList = false
    listSize = nil
  }
}

extension [AppliedDirective] {
  /// The weight of the `@cost` among the directives, in thousandths; nil where there is none.
  var weight: Int? {
    guard case .string(let text, _)? = first(where: { $0.name == "cost" })?.argument("weight") else { return nil }
    return Int(thousandths: text)
  }
}
