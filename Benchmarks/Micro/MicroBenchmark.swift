// graphql-benchmark: the engine's stages, measured one by one in this process.
// Neighbours: `Benchmarks/micro.py` writes the inputs, asks for measurements, and compares with other servers' libraries.
// Invariant: one measurement is one operation, whatever the machine does meanwhile; nothing here judges a time.
import Glibc

/// `graphql-benchmark INPUTS` answers commands from standard input; `graphql-benchmark INPUTS NAME COUNT` repeats one
/// measurement and ends, for tools that count instructions.
@main
struct MicroBenchmark {
  static func main() async {
    let arguments = CommandLine.arguments
    guard arguments.count == 2 || arguments.count == 4 else {
      return fail("usage: graphql-benchmark INPUTS [NAME COUNT]")
    }
    do {
      let inputs = try BenchmarkInputs(folder: arguments[1])
      var bench = Bench(try Measurements(inputs).all)
      if arguments.count == 4 {
        guard let count = Int(arguments[3]), count >= 0 else { return fail("COUNT must be a number") }
        try await bench.repeat(arguments[2], count: count)
      } else {
        try await answerCommands(&bench)
      }
    } catch {
      fail("\(error)")
    }
  }

  /// `list`, `measure NAME`, `answer NAME`: one line in, one line out.
  private static func answerCommands(_ bench: inout Bench) async throws {
    while let line = readLine() {
      let words = line.split(separator: " ").map(String.init)
      switch (words.first, words.dropFirst().first) {
      case ("list", nil): print(bench.names.joined(separator: " "))
      case ("measure", let name?): print(try await bench.measure(name))
      case ("answer", let name?): print(try await bench.answer(name))
      default: throw BenchmarkError(message: "unknown command: \(line)")
      }
      // Standard output is a pipe, and the other side waits for the line.
      fflush(nil)
    }
  }

  private static func fail(_ message: String) {
    print("The benchmark cannot run: \(message)")
    exit(1)
  }
}

/// Why a benchmark cannot run.
struct BenchmarkError: Error, CustomStringConvertible {
  let message: String
  var description: String { message }
}
