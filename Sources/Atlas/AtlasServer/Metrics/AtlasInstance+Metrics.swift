import GraphQLNIO
import Postgres
import PrometheusMetrics

extension AtlasApplication {
  /// The metrics as the public port has them: in development, where no other port was asked for.
  var publicMetrics: MetricsPage? {
    guard configuration.environment == .development, configuration.monitoring.port == nil else { return nil }
    return MetricsPage(registry: metrics.registry)
  }
}

extension MetricsRegistry {
  /// Adds what a server and its loops tell. They are not held: a server that has stopped tells nothing.
  func add(_ server: HTTPServer, _ lags: [LoopLag]) {
    addGauge("atlas_http_connections", "Connections of HTTP and WebSockets that are open.") { [weak server] in
      server.map { Double($0.connectionCount) }
    }
    addCounters("atlas_http_requests_total", "Answers over HTTP, by their status.", by: ["status"]) { [weak server] in
      server?.answerCounts.map { ([$0.statuses], Double($0.count)) } ?? []
    }
    addGauges(
      "atlas_loop_lag_seconds", "How long a loop made its last probes wait, the longest of 15 that come each second.",
      by: ["loop"]
    ) { lags.compactMap { lag in lag.seconds.map { ([lag.name], $0) } } }
  }
}

extension LoopLag {
  /// One for each loop that carries connections or statements.
  static func all(of database: Database, _ server: HTTPServer) -> [LoopLag] {
    database.loops.enumerated().map { number, loop in
      LoopLag("database-\(number)") { await Task(executorPreference: loop) { ContinuousClock.now }.value }
    }
      + (0..<server.loopCount).map { number in
        LoopLag("http-\(number)") { [weak server] in await server?.reach(loop: number) }
      }
  }
}
