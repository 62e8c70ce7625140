import ArgumentParser

/// `atlas`: the server and its tools.
@main
struct AtlasCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "atlas",
    abstract: "The GraphQL API server of an interactive learning platform.",
    discussion:
      "Settings come from the environment: HOST, PORT, DATABASE_URL, ATLAS_HOME, ATLAS_ENV, ATLAS_JWT_SECRET, LOG_LEVEL.",
    subcommands: [
      ServeCommand.self, DoctorCommand.self, MigrateCommand.self, SeedCommand.self, SchemaCommand.self,
      CodegenCommand.self,
    ],
    defaultSubcommand: ServeCommand.self)
}
