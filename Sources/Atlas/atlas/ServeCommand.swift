import ArgumentParser
import AtlasServer
import Dispatch
import Glibc
import Logging

/// `atlas serve`: runs until SIGTERM or SIGINT.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Start the server; stop it with SIGTERM or SIGINT.")

  @Flag(help: "Load the demo content first; refused in production.")
  var demo = false

  func run() async throws {
    let signals = StopSignals()
    let application = try await AtlasApplication.startFromEnvironment()
    if demo {
      do {
        try await application.seedDemo()
      } catch {
        await application.stop()
        throw error
      }
    }
    let instance = try await AtlasInstance.start(application)
    announce(instance, application.configuration)
    await signals.first()
    print("Stopping.")
    await instance.stop()
  }

  private func announce(_ instance: AtlasInstance, _ configuration: AtlasConfiguration) {
    let address = "\(configuration.tls == nil ? "http" : "https")://\(configuration.host):\(instance.port)"
    print(
      """
      Atlas is serving.
        GraphQL     \(address)/graphql  (POST, GET, WebSocket, server-sent events)
        Playground  \(address)/playground
        Schema      \(address)/schema.graphql
        Health      \(address)/health/live  \(address)/health/ready
        Metrics     \(metricsAddress(instance, configuration) ?? "none: ATLAS_METRICS_PORT is not set")
      """)
    if demo { print("  Demo        learner@atlas.example, password atlas-demo-password") }
    fflush(nil)
  }

  /// Where metrics are served; nil for nowhere.
  private func metricsAddress(_ instance: AtlasInstance, _ configuration: AtlasConfiguration) -> String? {
    if let port = instance.metricsPort { return "http://\(configuration.monitoring.host):\(port)/metrics" }
    guard configuration.environment == .development else { return nil }
    return "\(configuration.tls == nil ? "http" : "https")://\(configuration.host):\(instance.port)/metrics"
  }
}

/// Waits for SIGTERM or SIGINT instead of dying of them.
struct StopSignals {
  private let stream: AsyncStream<Void>
  private let sources: [any DispatchSourceSignal]

  init() {
    let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
    self.stream = stream
    sources = [SIGTERM, SIGINT].map { number in
      _ = signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { continuation.yield() }
      source.resume()
      return source
    }
  }

  func first() async {
    for await _ in stream { return }
  }
}

extension AtlasApplication {
  /// Starts what the environment describes.
  static func startFromEnvironment() async throws -> AtlasApplication {
    let configuration = try AtlasConfiguration.fromEnvironment()
    atexit { LogOutput.standardError.flush() }
    var logger = Logger(label: "atlas") { _ in JSONLogHandler(LogOutput.standardError.write) }
    logger.logLevel = configuration.logLevel
    do {
      return try await start(configuration, logger: logger)
    } catch {
      throw StartFailure(description: String(reflecting: error))
    }
  }
}

/// Why nothing was started, for whoever runs the program. What a database error is for anyone to see says too little.
private struct StartFailure: Error, CustomStringConvertible {
  let description: String
}

extension LogOutput {
  fileprivate static let standardError = LogOutput(put: writeToStandardError)
}

@Sendable
func writeToStandardError(_ lines: [UInt8]) {
  var rest = lines[...]
  while !rest.isEmpty {
    // Safe: the bytes outlive the call.
    let written = unsafe rest.withUnsafeBytes { unsafe write(STDERR_FILENO, $0.baseAddress, $0.count) }
    guard written > 0 || errno == EINTR else { return }
    rest = rest.dropFirst(max(0, written))
  }
}
