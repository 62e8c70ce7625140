// The engine without Atlas: a schema of eleven types over PostgreSQL, served by GraphQLNIO.
//
// The longest example of how the library is used: Generated/ is what the schema became, Records.swift the columns of
// its types, Statements.swift the SQL, Roots.swift the root fields, BenchmarkApplication.swift what requests get to know.
// Environment: DATABASE_URL, PORT, and optionally DATABASE_CONNECTIONS, DATABASE_LOOPS, HTTP_LOOPS.

import GraphQLEngine
import GraphQLNIO
import GraphQLServing
import Glibc
import Postgres

@main
struct BenchmarkServer {
  static func main() async throws {
    guard let url = variable("DATABASE_URL") else { return print("DATABASE_URL is not set.") }
    let loops = number("DATABASE_LOOPS") ?? 1
    var configuration = DatabaseConfiguration(connectionString: url)
    configuration.loopCount = loops
    configuration.connectionsPerLoop = max(1, (number("DATABASE_CONNECTIONS") ?? 8) / loops)
    let database = Database(configuration: configuration)
    try await database.start()
    let engine = Engine(try Roots.makeExecutable())
    var settings = HTTPServer.Settings()
    settings.loopCount = number("HTTP_LOOPS") ?? 1
    let server = try await HTTPServer.start(
      host: "127.0.0.1", port: number("PORT") ?? 8080,
      responder: GraphQLEndpoint(BenchmarkApplication(engine: engine, database: database)), settings: settings)
    print("Serving at http://127.0.0.1:\(server.port)/graphql")
    // Until it is killed.
    try await Task.sleep(for: .seconds(1 << 30))
  }

  private static func number(_ name: String) -> Int? { variable(name).flatMap(Int.init) }

  private static func variable(_ name: String) -> String? {
    unsafe getenv(name).map { unsafe String(cString: $0) }
  }
}
