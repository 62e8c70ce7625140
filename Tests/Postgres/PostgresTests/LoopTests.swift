import Testing

@testable import Postgres

@Suite("Loops")
struct LoopTests {
  @Test("operations go to the loop that has less to do")
  func balance() async throws {
    try await withDatabase(TestOptions(connections: 2, loops: 2)) { (database) async throws in
      let busy = database.loops[0]
      let slow = await Task(executorPreference: busy) {
        (0..<40).map { _ in database.submit("select pg_sleep(600)") }
      }.value
      #expect(await eventually { busy.load >= 40 })
      for _ in 0..<20 { #expect(database.nextLoop() !== busy) }
      for pending in slow {
        let waiting = Task { await failure { try await pending.rows() } }
        waiting.cancel()
        #expect(await waiting.value?.code == .canceled)
      }
    }
  }

  @Test("equal loops take turns")
  func turns() async throws {
    let database = Database(configuration: DatabaseConfiguration(connectionString: ""))
    #expect(database.nextLoop() === database.loops[0])
    await database.close()
    var configuration = DatabaseConfiguration(connectionString: "")
    configuration.loopCount = 3
    let several = Database(configuration: configuration)
    var counts = [0, 0, 0]
    for _ in 0..<300 {
      let loop = several.nextLoop()
      counts[several.loops.firstIndex { $0 === loop } ?? 0] += 1
    }
    #expect(counts.allSatisfy { $0 > 80 })
    await several.close()
  }

  @Test("connections are shared out over the loops")
  func sharing() {
    var configuration = DatabaseConfiguration(connectionString: "")
    configuration.loopCount = 4
    #expect((0..<4).map(configuration.connectionCount(ofLoop:)) == [4, 4, 4, 4])
    configuration.connectionCount = 10
    #expect((0..<4).map(configuration.connectionCount(ofLoop:)) == [3, 3, 2, 2])
    configuration.connectionCount = 2
    #expect((0..<4).map(configuration.connectionCount(ofLoop:)) == [1, 1, 1, 1])
  }
}
