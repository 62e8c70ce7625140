// GraphQLConstraints: what the schema asks of input values beyond their types.
// Neighbours: GraphQLEngine asks ConstraintRules for the checks of each plan and runs them before anything is executed;
// whoever needs a regular expression that hostile text cannot slow down takes LinearPattern.
// Invariant: no value that breaks a constraint reaches a resolver, and no message quotes a value.

public import GraphQLSchema
public import GraphQLSyntax

/// The constraints of a schema: `@constraint` on arguments and input fields.
///
/// `minLength` and `maxLength` count Unicode code points; `pattern` is a `LinearPattern` that is found somewhere in the
/// text unless it has anchors; `format` is `email`, `uri`, `uuid` or `date-time`; `min` and `max` bound numbers,
/// `minItems` and `maxItems` lists. Null and what is not given break no constraint.
public final class ConstraintRules: Sendable {
  let schema: Schema
  /// By type and input field.
  private let inputFields: [[Constraint?]]
  /// By type, field and argument.
  private let arguments: [[[Constraint?]]]
  /// Whether values of an input type may hold something with a constraint; by type.
  let holdsConstraints: [Bool]

  /// Reads the directives of a schema once.
  public init(_ schema: Schema) {
    self.schema = schema
    inputFields = schema.types.map { type in type.inputFields.map { Constraint($0.directives) } }
    arguments = schema.types.map { type in
      type.fields.map { field in field.arguments.map { Constraint($0.directives) } }
    }
    holdsConstraints = schema.typesHolding { _, field in field.directives.contains { $0.name == "constraint" } }
  }

  /// The checks of an operation; nil where it has nothing to check.
  ///
  /// - Parameters:
  ///   - document: a valid document.
  ///   - conditions: the values of the variables that `@skip` and `@include` use.
  ///   - limit: the most violations that are told.
  public func checks(
    _ document: Document, operation: NodeID, conditions: [String: Bool], limit: Int
  ) -> ConstraintChecks? {
    var walk = ConstraintWalk(rules: self, document: document, conditions: conditions, limit: limit)
    walk.visit(operation)
    return walk.entries.isEmpty ? nil : ConstraintChecks(rules: self, document: document, entries: walk.entries)
  }

  func constraint(ofInputField index: Int, of type: TypeID) -> Constraint? { inputFields[type.index][index] }

  func constraint(ofArgument argument: Int, ofField field: Int, of type: TypeID) -> Constraint? {
    arguments[type.index][field][argument]
  }
}
