import ArgumentParser
import AtlasServer

/// `atlas doctor`: says what is wrong with the settings and with what they lead to, and what to do.
struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Look at settings, database, machine and services; change nothing.",
    discussion: "Ends with 0 where all is well, with 2 where there is a problem, and with 1 for warnings with --strict."
  )

  @Flag(help: "Print the findings as JSON.")
  var json = false

  @Flag(help: "End with 1 where there are only warnings.")
  var strict = false

  @Flag(help: "Ask the rules of production whatever ATLAS_ENV says.")
  var production = false

  @Flag(help: "Try no server but the database.")
  var offline = false

  @Option(help: "How many instances share the database.")
  var instances = 1

  func validate() throws {
    guard (1...10_000).contains(instances) else { throw ValidationError("--instances must be from 1 to 10000.") }
  }

  func run() async throws {
    var options = Doctor.Options()
    options.instances = instances
    options.usesNetwork = !offline
    options.isForProduction = production
    let report = await Doctor(options: options).examine()
    print(json ? report.json : report.text)
    let status = report.exitStatus(strict: strict)
    if status != 0 { throw ExitCode(status) }
  }
}
