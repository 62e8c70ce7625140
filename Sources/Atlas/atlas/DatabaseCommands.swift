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

/// `atlas seed --profile demo|bench`. Neither is loaded in production: both make accounts with a public password.
struct SeedCommand: AsyncParsableCommand {
  enum Profile: String, CaseIterable, ExpressibleByArgument {
    case demo, bench
  }

  static let configuration = CommandConfiguration(commandName: "seed", abstract: "Load content into the database.")

  @Option(help: "What to load: demo, or bench, the data that make bench-atlas reads.")
  var profile: Profile = .demo

  func run() async throws {
    let application = try await AtlasApplication.startFromEnvironment()
    do {
      switch profile {
      case .demo: try await application.seedDemo()
      case .bench: try await application.seedBench()
      }
    } catch {
      await application.stop()
      throw error
    }
    await application.stop()
    switch profile {
    case .demo: print("The demo content is loaded.")
    case .bench: print("The data of the benchmark is loaded.")
    }
  }
}
