import GraphQLCost
public import GraphQLExecution
public import GraphQLJSON
import GraphQLSyntax

extension GraphQLRequest {
  /// Whether the request asks, by `extensions: {"explain": true}`, that its answer tells how it came about. Whether that
  /// is granted is for the server to decide: by the record it makes.
  public var asksForExplanation: Bool {
    if case .boolean(true)? = extensions["explain"] { true } else { false }
  }
}

extension Engine {
  /// What an answer says about how it came about, as members for its `extensions`: one, `explain`, where the record is
  /// made for that, and else none.
  ///
  /// - Parameter operation: nil where the request came to none.
  public func explanation(of operation: PreparedOperation?, _ record: ExecutionRecord?) -> JSONObject {
    guard let record, record.isExplained else { return JSONObject() }
    let explanation = Explanation(record: record, cost: operation.flatMap(explainedCost))
    return ["explain": .object(explanation.json)]
  }

  /// The cost and what it is for.
  private func explainedCost(_ operation: PreparedOperation) -> JSONObject? {
    guard let costRules, let cost = operation.cost else { return nil }
    let formula = costRules.formula(
      operation.plan.document, operation: operation.plan.operation, conditions: operation.variables.flags,
      isByCoordinate: true)
    var json: JSONObject = ["points": .integer(cost.points)]
    if let parts = formula.pointsByCoordinate(operation.variables.values) {
      let members = parts.map { (key: $0.coordinate, value: JSONValue.integer($0.points)) }
      json.append(key: "byCoordinate", value: .object(JSONObject(members)))
    }
    return json
  }
}

/// A record as JSON: `stages`, `fields`, `loaders`, `statements` and `cost`.
///
/// Times are milliseconds, of which `startMilliseconds` are counted from the arrival of the request. Beginnings are
/// rounded down and ends up, to whole microseconds, so that what happened within something else is shown within it.
private struct Explanation {
  let record: ExecutionRecord
  let cost: JSONObject?

  var json: JSONObject {
    var stages: [JSONValue] = []
    var fields: [JSONValue] = []
    var loaders: [JSONValue] = []
    for step in record.steps.sorted(by: { $0.began < $1.began }) {
      switch step.kind {
      case .stage(let name): stages.append(json(["name": .string(name)], step))
      case .field(let field): fields.append(json(members(field), step))
      case .loader(let typeName, let askedCount, let distinctCount):
        let members: JSONObject = [
          "type": .string(typeName), "asked": .integer(askedCount), "distinct": .integer(distinctCount),
        ]
        loaders.append(json(members, step))
      }
    }
    let statements = record.statements
    var json: JSONObject = [
      "stages": .array(stages), "fields": .array(fields), "loaders": .array(loaders),
      "statements": .array(statements.noted.map { .object(self.json($0)) }),
    ]
    let omittedCount = record.omittedCount + statements.omittedCount
    if omittedCount > 0 { json.append(key: "omitted", value: .integer(omittedCount)) }
    if let cost { json.append(key: "cost", value: .object(cost)) }
    return json
  }

  private func members(_ field: ExecutionRecord.FieldStep) -> JSONObject {
    [
      "path": .string(field.path.joined(separator: ".")), "coordinate": .string(field.coordinate),
      "parents": .integer(field.parentCount),
    ]
  }

  private func json(_ members: JSONObject, _ step: ExecutionRecord.Step) -> JSONValue {
    var json = members
    add(step.began, step.ended, to: &json)
    if step.isCached { json.append(key: "cached", value: .boolean(true)) }
    return .object(json)
  }

  private func json(_ statement: ExecutionRecord.Statement) -> JSONObject {
    var json: JSONObject = ["name": .string(statement.name), "sql": .string(statement.text)]
    if let count = statement.rowCount { json.append(key: "rows", value: .integer(count)) }
    add(statement.began, statement.ended, to: &json)
    json.append(key: "on", value: .string(statement.server))
    if let error = statement.error { json.append(key: "error", value: .string(error)) }
    return json
  }

  /// - Parameter end: nil for what has not ended.
  private func add(
    _ begin: ContinuousClock.Instant, _ end: ContinuousClock.Instant?, to json: inout JSONObject
  ) {
    let start = microseconds(until: begin, .down)
    json.append(key: "startMilliseconds", value: milliseconds(start))
    guard let end else { return }
    json.append(key: "milliseconds", value: milliseconds(max(0, microseconds(until: end, .up) - start)))
  }

  /// Since the request came; never less than none, nor more than some years.
  private func microseconds(until moment: ContinuousClock.Instant, _ rule: FloatingPointRoundingRule) -> Int {
    Int(min(max(0, ((moment - record.began) / .microseconds(1)).rounded(rule)), 1e14))
  }

  private func milliseconds(_ microseconds: Int) -> JSONValue {
    let fraction = String(microseconds % 1000 + 1000).dropFirst()
    return .number("\(microseconds / 1000).\(fraction)")
  }
}
