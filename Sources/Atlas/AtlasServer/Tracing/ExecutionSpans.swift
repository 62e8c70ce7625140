import GraphQLExecution
import OpenTelemetry
import Tracing

/// Makes spans of what the engine and the database did for an operation.
///
/// Stages are below the operation; fields, loaders and statements are below the stage in which they happened, side by
/// side: they run at the same time, and which field a statement was for is not known for sure.
struct ExecutionSpans {
  /// How many spans one operation has at most below its own.
  static let limit = 500

  private struct Stage {
    let began: ContinuousClock.Instant
    let ended: ContinuousClock.Instant
    let context: InstrumentationContext
  }

  let tracer: SpanTracer
  let clock: TraceClock
  /// That of the operation.
  let request: InstrumentationContext
  /// When the operation ended; what is under way then ends with it.
  let ended: ContinuousClock.Instant

  /// Adds spans for all that was recorded.
  ///
  /// - Returns: how many were left out, because there were too many.
  func add(_ record: ExecutionRecord) -> Int {
    let (steps, statements) = (record.steps, record.statements)
    var room = Room(left: Self.limit, omittedCount: record.omittedCount + statements.omittedCount)
    var stages: [Stage] = []
    for step in steps {
      if case .stage(let name) = step.kind, room.take() { stages.append(add(stage: name, step)) }
    }
    for statement in statements.noted where room.take() { add(statement, stages) }
    for step in steps {
      switch step.kind {
      case .stage: continue
      case .field(let field): if room.take() { add(field, step, stages) }
      case .loader(let type, let asked, let distinct):
        if room.take() { add(loader: type, asked, distinct, step, stages) }
      }
    }
    return room.omittedCount
  }

  /// How many spans may still be added.
  private struct Room {
    var left: Int
    var omittedCount: Int

    mutating func take() -> Bool {
      guard left > 0 else {
        omittedCount += 1
        return false
      }
      left -= 1
      return true
    }
  }

  private func add(stage name: String, _ step: ExecutionRecord.Step) -> Stage {
    let span = begin("graphql.\(name)", in: request, .internal, step.began)
    if step.isCached { span.attributes = ["graphql.cached": true] }
    span.end(at: clock.time(of: step.ended))
    return Stage(began: step.began, ended: step.ended, context: span.context)
  }

  private func add(_ field: ExecutionRecord.FieldStep, _ step: ExecutionRecord.Step, _ stages: [Stage]) {
    let span = begin(field.coordinate, in: parent(from: step.began, to: step.ended, stages), .internal, step.began)
    span.attributes = [
      "graphql.field.coordinate": .string(field.coordinate),
      "graphql.field.path": .string(field.path.joined(separator: ".")),
      "graphql.field.parents": .int64(Int64(field.parentCount)),
    ]
    span.end(at: clock.time(of: step.ended))
  }

  private func add(
    loader typeName: String, _ askedCount: Int, _ distinctCount: Int, _ step: ExecutionRecord.Step, _ stages: [Stage]
  ) {
    let span = begin("load \(typeName)", in: parent(from: step.began, to: step.ended, stages), .internal, step.began)
    span.attributes = [
      "graphql.loader.type": .string(typeName), "graphql.loader.asked": .int64(Int64(askedCount)),
      "graphql.loader.distinct": .int64(Int64(distinctCount)),
    ]
    span.end(at: clock.time(of: step.ended))
  }

  /// By the semantic conventions for PostgreSQL. There is no text in it, and no value.
  private func add(_ statement: ExecutionRecord.Statement, _ stages: [Stage]) {
    let ended = min(statement.ended ?? ended, ended)
    let span = begin(
      statement.name, in: parent(from: statement.began, to: ended, stages), .client, statement.began)
    var attributes: SpanAttributes = [
      "db.system.name": "postgresql", "db.query.summary": .string(statement.name),
      "atlas.database.server": .string(statement.server),
    ]
    if let count = statement.rowCount { attributes.set("atlas.database.rows", value: .int64(Int64(count))) }
    if let error = statement.error {
      attributes.set("db.response.status_code", value: .string(error))
      attributes.set("error.type", value: .string(error))
      span.setStatus(SpanStatus(code: .error))
    }
    span.attributes = attributes
    span.end(at: clock.time(of: ended))
  }

  private func begin(
    _ name: String, in context: InstrumentationContext, _ kind: SpanKind, _ began: ContinuousClock.Instant
  ) -> TracedSpan {
    tracer.startSpan(name, context: context, ofKind: kind, at: clock.time(of: began))
  }

  /// The stage that something happened in; the operation itself for what happened in none, or went on behind its end.
  private func parent(
    from began: ContinuousClock.Instant, to ended: ContinuousClock.Instant, _ stages: [Stage]
  ) -> InstrumentationContext {
    stages.last { $0.began <= began && ended <= $0.ended }?.context ?? request
  }
}
