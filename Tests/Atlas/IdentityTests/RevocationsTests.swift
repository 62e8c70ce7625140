import AtlasAPI
import AtlasKernel
import GraphQLJSON
import GraphQLSyntax
import Synchronization
import Testing

@testable import Identity

@Suite("What is known of revoked access tokens")
struct RevocationsTests {
  let revocations = Revocations(tokenLifetimeSeconds: 900)
  let start = ContinuousClock.now

  @Test("an ended session is remembered as long as its access tokens live, and then forgotten")
  func memory() {
    let viewer = viewer(session: 7)
    #expect(revocations.isCurrent(viewer))
    revocations.apply(.sessions([7], userID: 1), now: start)
    #expect(!revocations.isCurrent(viewer))
    #expect(revocations.isCurrent(self.viewer(session: 8)))
    revocations.apply(.sessions([100], userID: 2), now: start + .seconds(959))
    revocations.apply(.sessions([101], userID: 2), now: start + .seconds(1_900))
    #expect(!revocations.isCurrent(self.viewer(session: 101)))
    revocations.apply(.sessions([102], userID: 2), now: start + .seconds(2_870))
    revocations.apply(.sessions([103], userID: 2), now: start + .seconds(4_800))
    #expect(revocations.isCurrent(viewer))
    #expect(!revocations.isCurrent(self.viewer(session: 103)))
  }

  @Test("what is heard at the end of a generation outlives the next")
  func generations() {
    revocations.apply(.sessions([1], userID: 1), now: start + .seconds(955))
    revocations.apply(.sessions([2], userID: 1), now: start + .seconds(965))
    #expect(!revocations.isCurrent(viewer(session: 1)))
    revocations.apply(.sessions([3], userID: 1), now: start + .seconds(1_910))
    #expect(!revocations.isCurrent(viewer(session: 1)))
  }

  @Test("tokens with the roles of now count, whatever order changes are heard in")
  func roles() {
    revocations.apply(.roles([.student, .admin], userID: 1, version: 5))
    revocations.apply(.roles([.student], userID: 1, version: 4))
    #expect(!revocations.isCurrent(viewer(session: 7)))
    #expect(revocations.isCurrent(viewer(session: 7, roles: [.student, .admin])))
    revocations.apply(.roles([.student], userID: 1, version: 6))
    #expect(revocations.isCurrent(viewer(session: 7)))
    #expect(!revocations.isCurrent(viewer(session: 7, roles: [.student, .admin])))
  }

  @Test("half sessions end like whole ones; API keys are none of its business")
  func credentials() {
    revocations.apply(.sessions([7], userID: 1))
    let ends = DateTime(microsecondsSince1970: 0)
    let half = Viewer(userID: 1, credential: .halfSession(7), roles: [.student], expiresAt: ends)
    let key = Viewer(userID: 1, credential: .apiKey(7, scopes: []), roles: [.student], expiresAt: ends)
    #expect(!revocations.isCurrent(half))
    #expect(revocations.isCurrent(key))
    #expect(!Revocation.sessions([7], userID: 1).ends(key))
    #expect(Revocation.sessions([7], userID: 1).ends(half))
  }

  @Test("news is told once")
  func listener() {
    let heard = Mutex<[Revocation]>([])
    revocations.onRevocation { revocation in heard.withLock { $0.append(revocation) } }
    for _ in 0..<3 { revocations.apply(.sessions([7, 8], userID: 1)) }
    revocations.apply(.sessions([], userID: 1))
    revocations.apply(.roles([.admin], userID: 1, version: 2))
    revocations.apply(.roles([.admin], userID: 1, version: 2))
    #expect(heard.withLock { $0 } == [.sessions([7, 8], userID: 1), .roles([.admin], userID: 1, version: 2)])
  }

  @Test("events of revocations are read, others and broken ones are not")
  func events() {
    func revocation(_ kind: String, _ payload: JSONObject) -> Revocation? {
      Revocation(EventRecord(position: 1, topic: "identity", kind: kind, entity: "user_1", payload: payload))
    }
    let ids = JSONValue.array([.integer(7), .integer(8)])
    #expect(
      revocation("SESSIONS_ENDED", ["userId": .integer(1), "sessionIds": ids]) == .sessions([7, 8], userID: 1))
    let roles = JSONValue.array([.string("ADMIN")])
    #expect(
      revocation("USER_TOKENS_ENDED", ["userId": .integer(1), "roles": roles, "version": .integer(2)])
        == .roles([.admin], userID: 1, version: 2))
    #expect(revocation("USER_TOKENS_ENDED", ["userId": .integer(1), "roles": .array([])]) == nil)
    #expect(revocation("SESSIONS_ENDED", ["sessionIds": ids]) == nil)
    #expect(revocation("PROGRESS_UPDATED", ["userId": .integer(1), "version": .integer(2)]) == nil)
  }

  @Test("an API key has no session to end, whatever it may do")
  func keysHaveNoSession() throws {
    let key = Viewer(
      userID: 1, credential: .apiKey(7, scopes: ["admin:all"]), roles: [.admin],
      expiresAt: DateTime(microsecondsSince1970: 0))
    #expect(throws: GraphQLError.self) { try SignedInSession.of(key) }
    #expect(throws: GraphQLError.self) { try SignedInSession.of(nil) }
    #expect(try SignedInSession.of(viewer(session: 7)) == (1, 7))
  }

  @Test("a successor follows from the token and the secret, and from nothing else")
  func succession() {
    let (one, other) = (
      RefreshTokenSuccession(secret: ServerSecret([UInt8](repeating: 1, count: 32))),
      RefreshTokenSuccession(secret: ServerSecret([UInt8](repeating: 2, count: 32)))
    )
    let token = RefreshToken()
    #expect(one.successor(of: token).text == one.successor(of: token).text)
    #expect(one.successor(of: token).text.utf8.count == 43)
    #expect(one.successor(of: token).text != other.successor(of: token).text)
    #expect(one.successor(of: RefreshToken()).text != one.successor(of: token).text)
  }

  private func viewer(session: Int64, roles: Set<API.Role> = [.student]) -> Viewer {
    Viewer(
      userID: 1, credential: .session(session), roles: roles, expiresAt: DateTime(microsecondsSince1970: 0))
  }
}
