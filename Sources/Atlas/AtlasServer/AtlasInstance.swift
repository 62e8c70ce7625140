import AtlasAPI
import GraphQLNIO
import Logging

/// A serving instance: the application behind a listening socket.
public final class AtlasInstance: Sendable {
  public let application: AtlasApplication
  private let server: HTTPServer
  private let health: HealthState
  private let relay: Task<Void, Never>

  private init(
    application: AtlasApplication, server: HTTPServer, health: HealthState, relay: Task<Void, Never>
  ) {
    self.application = application
    self.server = server
    self.health = health
    self.relay = relay
  }

  /// The port that was bound.
  public var port: Int { server.port }

  /// Serves an application. The instance stops it when it stops itself.
  public static func start(_ application: AtlasApplication) async throws -> AtlasInstance {
    let health = HealthState()
    let configuration = application.configuration
    let pages = StaticPages(
      EmbeddedPlayground.files, scripts: InstalledScripts.find(),
      isDevelopment: configuration.environment == .development)
    let router = HTTPRouter(
      endpoint: application.endpoint, pages: pages, files: application.fileRoutes, health: health,
      schemaSource: Array(API.sdl.map(\.text).joined(separator: "\n").utf8))
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
    do {
      let server = try await HTTPServer.start(
        host: configuration.host, port: configuration.port, responder: router,
        upgrade: GraphQLSocketUpgrade(
          service: application.endpoint, settings: configuration.sockets, census: application.sockets),
        settings: settings)
      return AtlasInstance(application: application, server: server, health: health, relay: relay)
    } catch {
      relay.cancel()
      await relay.value
      await application.stop()
      throw error
    }
  }

  /// Stops in order: readiness says no, requests in flight finish, sockets are told, then the database goes.
  public func stop() async {
    health.beginDraining()
    await server.stop(within: application.configuration.drainTimeout)
    relay.cancel()
    await relay.value
    await application.stop()
  }
}
