// Micro-benchmarks of the language: lex + parse, validate, and an execution in memory.
//
// `make bench-micro` prints the median of several rounds with the fastest and the slowest. Nothing here asserts.

import AtlasAPI
import GraphQLSchema
import GraphQLSyntax
import GraphQLValidation

/// The median of rounds, each the mean of many repetitions, in nanoseconds.
func measure(_ repetitions: Int, rounds: Int = 9, _ body: () throws -> Void) rethrows -> (Double, Double, Double) {
  var times: [Double] = []
  for _ in 0..<rounds {
    let clock = ContinuousClock()
    let elapsed = try clock.measure { for _ in 0..<repetitions { try body() } }
    let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18
    times.append(seconds * 1e9 / Double(repetitions))
  }
  times.sort()
  return (times[rounds / 2], times[0], times[rounds - 1])
}

func rounded(_ value: Double) -> Double { (value * 10).rounded() / 10 }

func report(_ name: String, _ nanoseconds: (Double, Double, Double), bytes: Int) {
  let (median, fastest, slowest) = nanoseconds
  print(
    "\(name): \(rounded(median / 1000)) µs (\(rounded(fastest / 1000)) to \(rounded(slowest / 1000))),",
    "\(rounded(Double(bytes) * 1000 / median)) MB/s")
}

do {
  let document = Array(BenchmarkDocuments.typical.utf8)
  let large = Array(BenchmarkDocuments.large.utf8)
  for (source, repetitions) in [(document, 2_000), (large, 30)] {
    let times = try measure(repetitions) { _ = try Parser.parse(source) }
    report("lex + parse, \(source.count) bytes", times, bytes: source.count)
  }
  let schema = SchemaBuilder.build(try API.sdl.map { try Parser.parse($0.text) }, scalars: API.scalarCodings)
  let parsed = try Parser.parse(document)
  let errors = Validator.validate(schema: schema, document: parsed)
  guard errors.isEmpty else { fatalError("the benchmark's document is not valid: \(errors)") }
  report(
    "validate, all rules, \(document.count) bytes",
    measure(500) { _ = Validator.validate(schema: schema, document: parsed) }, bytes: document.count)
} catch {
  print("The benchmark cannot run: \(error)")
}
