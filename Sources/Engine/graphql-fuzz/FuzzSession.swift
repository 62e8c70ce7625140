import Glibc
import GraphQLTesting

/// One run: makes inputs, checks them, and watches time and memory.
struct FuzzSession {
  /// What one input may take with all its checks; a slower one is tried again before it counts.
  private static let timeLimit = Duration.milliseconds(50)
  private static let retries = 4
  /// What the process may grow by once its tables are warm.
  private static let growthLimit = 64 << 20
  private static let warmUp = 5000
  private static let memoryInterval = 1024

  private let options: FuzzOptions
  private let checks = FuzzChecks()
  private var inputs: InputSource
  private var count = 0
  private var parsed = 0
  private var valid = 0
  private var slowest = Duration.zero
  private var baseline: Int?
  private var growth = 0

  init(_ options: FuzzOptions) {
    self.options = options
    inputs = InputSource(seed: options.seed, maxBytes: options.maxBytes, schema: checks.schema)
  }

  /// - Returns: whether nothing failed.
  mutating func run() -> Bool {
    print("seed \(options.seed), \(options.seconds) s")
    // A crash ends the process without writing what is still in the buffer.
    fflush(nil)
    CrashReport.install()
    let start = ContinuousClock.now
    let end = start + .seconds(options.seconds)
    while count < options.inputs && (count % 64 != 0 || ContinuousClock.now < end) {
      let input = inputs.next()
      count += 1
      CrashReport.note(input)
      if let failure = check(input) ?? memoryFailure() {
        report(failure, input)
        return false
      }
    }
    summarize(ContinuousClock.now - start)
    return true
  }

  private mutating func check(_ input: [UInt8]) -> String? {
    let clock = ContinuousClock()
    let start = clock.now
    let outcome = checks.check(input)
    var elapsed = clock.now - start
    if let failure = outcome.failure { return failure }
    if outcome.isParsed {
      parsed += 1
      inputs.keep(input)
    }
    if outcome.isValid { valid += 1 }
    // Other processes may have had the processor meanwhile: only the fastest of several runs counts.
    var attempt = 0
    while elapsed > Self.timeLimit && attempt < Self.retries {
      attempt += 1
      elapsed = min(elapsed, clock.measure { _ = checks.check(input) })
    }
    slowest = max(slowest, elapsed)
    return elapsed > Self.timeLimit ? "took \(elapsed)" : nil
  }

  private mutating func memoryFailure() -> String? {
    guard count >= Self.warmUp, count % Self.memoryInterval == 0, let resident = ResidentMemory.bytes() else {
      return nil
    }
    guard let baseline else {
      self.baseline = resident
      return nil
    }
    growth = max(growth, resident - baseline)
    return growth > Self.growthLimit ? "the process has grown by \(growth >> 20) MB" : nil
  }

  private func report(_ failure: String, _ input: [UInt8]) {
    print("FAILED at input \(count) of seed \(options.seed): \(failure)")
    print("input: \"\(CrashReport.escape(input))\"")
  }

  private func summarize(_ elapsed: Duration) {
    let milliseconds = max(1, Int(elapsed / .milliseconds(1)))
    print("\(count) inputs, \(count * 1000 / milliseconds) per second; \(parsed) parsed, \(valid) valid")
    print("slowest input \(Int(slowest / .microseconds(1))) µs, memory grew by \(growth >> 10) KB")
  }
}
