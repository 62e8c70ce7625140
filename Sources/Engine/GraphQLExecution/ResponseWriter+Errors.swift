import GraphQLJSON
import GraphQLSyntax

extension ResponseWriter {
  // MARK: Nulls and errors (specification, section 6.4.4)

  /// A null at a position: fine, or an error that goes up.
  mutating func writeNull(_ field: FieldPlan, _ level: Int) -> Bool {
    if field.nullability.isNonNull(level) {
      recordNull(field)
      return false
    }
    json.null()
    return true
  }

  mutating func fail(_ error: GraphQLError, _ field: FieldPlan, _ level: Int) -> Bool {
    record(error, field)
    if field.nullability.isNonNull(level) { return false }
    json.null()
    return true
  }

  /// Something below became null although it must not be: this position takes the null, or hands it on.
  mutating func propagateNull(_ field: FieldPlan, _ level: Int, _ mark: Mark) -> Bool {
    cut(to: mark)
    if field.nullability.isNonNull(level) { return false }
    json.null()
    return true
  }

  mutating func recordNull(_ field: FieldPlan) {
    record(GraphQLError("Cannot return null for non-nullable field \(field.coordinate)."), field)
  }

  mutating func record(_ error: GraphQLError, _ field: FieldPlan) {
    var error = error
    if error.locations.isEmpty { error.locations = field.locations }
    if error.path == nil { error.path = pathElements }
    errors.append(error)
  }

  // MARK: Paths

  /// The plan outlives the writing, so the path need not keep its fields.
  mutating func push(_ field: FieldPlan) {
    unsafe path.append(PathStep(field: Unmanaged.passUnretained(field), index: 0))
  }

  var pathElements: [PathElement] {
    basePath
      + path.map { step in
        guard let field = unsafe step.field else { return .index(step.index) }
        return .key(unsafe field.takeUnretainedValue().responseKey)
      }
  }
}
