/// One thing that is measured.
struct Measurement: Sendable {
  let name: String
  /// How many operations one run makes; more than one where a single one is too short for a call.
  var operations = 1
  /// Makes the operations. What it answers is added up, so that no work can be left out.
  let run: @Sendable () async throws -> Int
  /// The response, where the measurement makes one.
  var answer: (@Sendable () async throws -> [UInt8])?
}

/// Runs measurements by name.
struct Bench {
  /// How long a measurement runs before its first sample, and how long a sample is.
  private static let warmUp = 0.2
  private static let sample = 0.05

  private let measurements: [Measurement]
  /// How many runs make a sample, once known.
  private var runs: [String: Int] = [:]
  private var sum = 0

  init(_ measurements: [Measurement]) { self.measurements = measurements }

  var names: [String] { measurements.map(\.name) }

  /// One sample: nanoseconds per operation, the mean of many.
  mutating func measure(_ name: String) async throws -> Double {
    let measurement = try find(name)
    let count = try await calibrated(measurement)
    let seconds = try await time(measurement, count)
    return seconds * 1e9 / Double(count * measurement.operations)
  }

  /// Runs a measurement `count` times, untimed.
  mutating func `repeat`(_ name: String, count: Int) async throws {
    _ = try await time(find(name), count)
  }

  /// The response that a measurement makes, as text.
  func answer(_ name: String) async throws -> String {
    guard let answer = try find(name).answer else { throw BenchmarkError(message: "\(name) makes no response") }
    return String(decoding: try await answer(), as: UTF8.self)
  }

  private func find(_ name: String) throws -> Measurement {
    guard let found = measurements.first(where: { $0.name == name }) else {
      throw BenchmarkError(message: "there is no measurement \(name)")
    }
    return found
  }

  /// Warms up, and finds out how many runs take as long as a sample.
  private mutating func calibrated(_ measurement: Measurement) async throws -> Int {
    if let known = runs[measurement.name] { return known }
    var count = 1
    var seconds = try await time(measurement, count)
    while seconds < Self.warmUp {
      count *= 2
      seconds = try await time(measurement, count)
    }
    let needed = max(1, Int(Double(count) * Self.sample / seconds))
    runs[measurement.name] = needed
    return needed
  }

  private mutating func time(_ measurement: Measurement, _ count: Int) async throws -> Double {
    let clock = ContinuousClock()
    let start = clock.now
    for _ in 0..<count { sum &+= try await measurement.run() }
    return (clock.now - start) / .seconds(1)
  }
}
