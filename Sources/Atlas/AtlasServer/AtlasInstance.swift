import AtlasAPI
import GraphQLNIO
import Logging

/// A serving instance: the application behind a listening socket.
public final class AtlasInstance: Sendable {
  public let application: AtlasApplication
  private let server: HTTPServer
  private let metricsServer: HTTPServer?
  private let health: HealthState
  private let relay: Task<Void, Never>
  private let probing: Task<Void, Never>

  private init(
    application: AtlasApplication, server: HTTPServer, metricsServer: HTTPServer?, health: HealthState,
    relay: Task<Void, Never>
  ) {
    self.application = application
    self.server = server
    self.metricsServer = metricsServer
    self.health = health
    self.relay = relay
    let lags = LoopLag.all(of: application.database, server)
    application.metrics.registry.add(server, lags)
    probing = Task { await withDiscardingTaskGroup { group in for lag in lags { group.addTask { await lag.run() } } } }
  }

  /// The port that was bound.
  public var port: Int { server.port }

  /// The port of metrics and health; nil where they have none of their own.
  public var metricsPort: Int? { metricsServer?.port }

  /// Serves an application. The instance stops it when it stops itself.
  public static func start(_ application: AtlasApplication) async throws -> AtlasInstance {
    let health = HealthState()
    let configuration = application.configuration
    let pages = StaticPages(
      EmbeddedPlayground.files, scripts: InstalledScripts.find(),
      isDevelopment: configuration.environment == .development)
    let router = HTTPRouter(
      endpoint: application.endpoint, pages: pages, files: application.fileRoutes, health: health,
      schemaSource: Array(API.sdl.map(\.text).joined(separator: "\n").utf8), metrics: application.publicMetrics)
    var settings = HTTPServer.Settings()
    settings.loopCount = configuration.httpLoops
    settings.answerTimeout = configuration.requestTimeout
    settings.connectionLimit = configuration.http.connectionLimit ?? settings.connectionLimit
    if let limit = configuration.http.connectionsPerAddress {
      settings.connectionsPerAddress = limit == 0 ? nil : limit
    }
    settings.tls = configuration.tls
    settings.tls?.report = { [logger = application.logger] note in
      logger.warning("certificate", metadata: ["note": "\(note)"])
    }
    let relay = Task { await application.run() }
    var metricsServer: HTTPServer?
    do {
      metricsServer = try await startMetrics(application, health)
      let server = try await HTTPServer.start(
        host: configuration.host, port: configuration.port, responder: router,
        upgrade: GraphQLSocketUpgrade(
          service: application.endpoint, settings: configuration.sockets, census: application.sockets),
        settings: settings)
      return AtlasInstance(
        application: application, server: server, metricsServer: metricsServer, health: health, relay: relay)
    } catch {
      await metricsServer?.stop(within: .seconds(1))
      relay.cancel()
      await relay.value
      await application.stop()
      throw error
    }
  }

  private static func startMetrics(_ application: AtlasApplication, _ health: HealthState) async throws -> HTTPServer? {
    let monitoring = application.configuration.monitoring
    guard let port = monitoring.port else { return nil }
    let router = MetricsRouter(
      page: MetricsPage(registry: application.metrics.registry), health: health, database: application.database)
    return try await HTTPServer.start(host: monitoring.host, port: port, responder: router)
  }

  /// Stops in order: readiness says no, requests in flight finish, sockets are told, then the database goes. Metrics are
  /// served as long as there is something to see.
  public func stop() async {
    health.beginDraining()
    // Event loops that have ended must not be asked for anything.
    probing.cancel()
    await probing.value
    await server.stop(within: application.configuration.drainTimeout)
    await metricsServer?.stop(within: .seconds(1))
    relay.cancel()
    await relay.value
    await application.stop()
  }
}
