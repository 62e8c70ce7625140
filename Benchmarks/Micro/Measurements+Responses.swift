import GraphQLEngine
import GraphQLExecution
import GraphQLJSON

// Plan to bytes, and whole requests.
extension Measurements {
  static func execute(_ plan: OperationPlan, _ variables: VariableValues) async -> ExecutionResult {
    await Executor.execute(plan, root: Batch<Root>([Root()]), variables: variables, context: ExecutionContext())
  }

  static func executing(_ inputs: BenchmarkInputs, _ executable: ExecutableSchema) throws -> [Measurement] {
    let engine = Engine(executable)
    return try ["wide", "one", "deep", "introspection"].map { name in
      let operation = try engine.prepare(request(inputs.bytes("\(name).json"))).get()
      return Measurement(
        name: "execute-\(name)", run: { await execute(operation.plan, operation.variables).body.count },
        answer: { await execute(operation.plan, operation.variables).body })
    }
  }

  /// Request bytes to response bytes: with the document known, and with everything done anew.
  static func answering(_ inputs: BenchmarkInputs, _ executable: ExecutableSchema) throws -> [Measurement] {
    let warm = Engine(executable)
    let cold = Engine(executable, configuration: EngineConfiguration(documentCacheBytes: 0))
    return [
      answering("answer-one", warm, try inputs.bytes("one.json")),
      answering("answer-deep", warm, try inputs.bytes("deep.json")),
      answering("answer-deep-cold", cold, try inputs.bytes("deep.json")),
      answering("answer-introspection-cold", cold, try inputs.bytes("introspection.json")),
    ]
  }

  private static func answering(_ name: String, _ engine: Engine, _ body: [UInt8]) -> Measurement {
    let answer: @Sendable () async throws -> [UInt8] = {
      let operation = try engine.prepare(request(body)).get()
      return await execute(operation.plan, operation.variables).body
    }
    return Measurement(name: name, run: { try await answer().count }, answer: answer)
  }

  /// The writer alone, 1,000 values a run.
  static func writing() -> [Measurement] {
    let texts = (0..<1000).map { "Explains \($0)" }
    let integers = (0..<1000).map { $0 * 7 }
    let doubles = (0..<1000).map { Double($0) / 8 }
    return [
      writing("write-string", texts) { $1.string($0) },
      writing("write-integer", integers) { $1.integer($0) },
      writing("write-double", doubles) { $1.number($0) },
    ]
  }

  private static func writing<Value: Sendable>(
    _ name: String, _ values: [Value], _ write: @escaping @Sendable (Value, inout JSONWriter) -> Void
  ) -> Measurement {
    Measurement(name: name, operations: values.count) {
      var writer = JSONWriter(capacity: 32 * values.count)
      for value in values { write(value, &writer) }
      return writer.count
    }
  }
}
