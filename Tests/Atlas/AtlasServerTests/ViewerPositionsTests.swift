import AtlasAPI
import AtlasKernel
import DemoContent
import GraphQLHTTP
import GraphQLSyntax
import Postgres
import Testing

@testable import AtlasServer

@Suite("Positions of viewers")
struct ViewerPositionsTests {
  private let viewer = Viewer(
    userID: 7, credential: .session(1), roles: [.student], expiresAt: DateTime(microsecondsSince1970: 0))
  private let client = ClientAddress(ipAddress: "192.0.2.1")
  private let start = ContinuousClock.now

  private func floor(_ positions: ViewerPositions, _ seconds: Int = 0, wish: LogPosition? = nil) -> LogPosition? {
    let sender = Sender(viewer: viewer, client: client, requestID: "r", floor: wish)
    return positions.consistency(for: .query, of: sender, now: start + .seconds(seconds)).floor
  }

  private func position(_ value: UInt64) -> LogPosition { LogPosition(rawValue: value) }

  @Test("what a viewer has seen is kept for half a minute at least, and for a minute at most")
  func generations() {
    let positions = ViewerPositions()
    #expect(floor(positions) == nil)
    positions.note(position(10), of: viewer, mark: 0, now: start + .seconds(1))
    #expect(floor(positions, 1) == position(10))
    positions.note(position(5), of: viewer, mark: 0, now: start + .seconds(2))
    #expect(floor(positions, 31) == position(10))
    #expect(floor(positions, 62) == nil)
  }

  @Test("a full table forgets the viewers that were noted first")
  func limit() {
    let positions = ViewerPositions(limit: 10)
    positions.note(position(10), of: viewer, mark: 0, now: start)
    for user in 100..<105 { note(user, in: positions) }
    #expect(floor(positions) == position(10))
    for user in 200..<230 { note(user, in: positions) }
    #expect(floor(positions) == nil)
  }

  private func note(_ user: Int, in positions: ViewerPositions) {
    let other = Viewer(userID: Int64(user), credential: .session(1), roles: [], expiresAt: viewer.expiresAt)
    positions.note(position(1), of: other, mark: 0, now: start)
  }

  @Test("what was found out before a viewer was told of an event does not count")
  func forgetting() {
    let positions = ViewerPositions()
    positions.note(position(10), of: viewer, mark: 0)
    positions.forget(viewer)
    #expect(floor(positions) == nil)
    positions.note(position(20), of: viewer, mark: 0)
    #expect(floor(positions) == nil)
    positions.note(position(30), of: viewer, mark: 1)
    #expect(floor(positions) == position(30))
  }

  @Test("the client may ask for more than is known of the viewer, but not for less")
  func wishes() {
    let positions = ViewerPositions()
    positions.note(position(10), of: viewer, mark: 0)
    #expect(floor(positions, wish: position(5)) == position(10))
    #expect(floor(positions, wish: position(15)) == position(15))
    let visitor = Sender(viewer: nil, client: client, requestID: "r", floor: position(15))
    #expect(positions.consistency(for: .query, of: visitor).floor == position(15))
  }

  @Test("of several positions in the header the last one counts, and anything else is ignored")
  func header() {
    #expect(ViewerPositions.floor(["atlas-consistency": "0/20, 1/A0,0/30"]) == position(0x1_0000_00A0))
    #expect(ViewerPositions.floor("0/20, ' or 1=1, \u{0}, 99999999999/1") == position(0x20))
    #expect(ViewerPositions.floor("nonsense") == nil)
    #expect(ViewerPositions.floor(String(repeating: "0/1,", count: 1_000)) == nil)
    #expect(ViewerPositions.floor([:] as HTTPFields) == nil)
  }

  @Test("without replicas a mutation answers no position, with replicas it does, whatever they can do")
  func answers() async throws {
    let mutation = """
      mutation { createStudyGroup(input: { name: "Readers" }) { id } }
      """
    try await withInstance { instance in
      let token = try await instance.signIn(.learner)
      let response = try await instance.query(mutation, token: token)
      #expect(response.status == 200)
      #expect(response.fields["Atlas-Consistency"] == nil)
    }
    try await withInstance { configuration in
      // The primary itself: it replays nothing, so that it answers no read as a replica.
      configuration.databaseReplicaURLs = [configuration.databaseURL ?? ""]
    } _: { instance in
      let token = try await instance.signIn(.learner)
      let response = try await instance.query(mutation, token: token)
      let written = try #require(response.fields["Atlas-Consistency"])
      #expect(LogPosition(written) != nil, "\(response)")
      let me = try await instance.query("{ diagrams { id } }", token: token)
      #expect(me.fields["Atlas-Consistency"] == nil)
      #expect(me.code == nil)
    }
  }
}

@Suite("Settings of scale")
struct ScaleConfigurationTests {
  @Test("replicas are connection strings, separated by commas")
  func replicas() throws {
    #expect(try AtlasConfiguration.replicaURLs(nil).isEmpty)
    #expect(
      try AtlasConfiguration.replicaURLs("postgresql://a/atlas, host=/run/b dbname=atlas")
        == ["postgresql://a/atlas", "host=/run/b dbname=atlas"])
    #expect(throws: ConfigurationError.self) { try AtlasConfiguration.replicaURLs("postgresql://a,b/atlas") }
    #expect(throws: ConfigurationError.self) { try AtlasConfiguration.replicaURLs("replica") }
  }

  @Test("a number that is none, or out of range, is refused by name", arguments: ["0", "65", "two", "-1", "1.5", ""])
  func numbers(text: String) throws {
    #expect(try AtlasConfiguration.count("HTTP_LOOPS", "64", in: 1...64) == 64)
    #expect(try AtlasConfiguration.count("HTTP_LOOPS", nil, in: 1...64) == nil)
    let error = #expect(throws: ConfigurationError.self) {
      try AtlasConfiguration.count("HTTP_LOOPS", text, in: 1...64)
    }
    #expect(error?.description == "HTTP_LOOPS must be a number from 1 to 64.")
  }

  @Test("there is one loop for two cores, and never more than four by default")
  func defaults() {
    #expect((1...4).contains(AtlasConfiguration.defaultLoops))
  }
}
