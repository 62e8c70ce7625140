import ArgumentParser
import AtlasServer

/// `atlas migrate`: brings the database's schema up to date.
struct MigrateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "migrate", abstract: "Apply pending migrations.")

  func run() async throws {
    let application = try await AtlasApplication.startFromEnvironment()
    await application.stop()
    print("The database is up to date.")
  }
}

/// `atlas seed --profile demo`.
struct SeedCommand: AsyncParsableCommand {
  enum Profile: String, ExpressibleByArgument {
    case demo
  }

  static let configuration = CommandConfiguration(commandName: "seed", abstract: "Load content into the database.")

  @Option(help: "What to load: demo.")
  var profile: Profile = .demo

  func run() async throws {
    let application = try await AtlasApplication.startFromEnvironment()
    do {
      guard application.configuration.environment != .production else {
        throw ConfigurationError("The demo content is never loaded in production.")
      }
      try await application.seedDemo()
    } catch {
      await application.stop()
      throw error
    }
    await application.stop()
    print("The demo content is loaded.")
  }
}
