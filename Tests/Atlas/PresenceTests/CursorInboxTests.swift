import AtlasAPI
import AtlasKernel
import GraphQLJSON
import Testing

@testable import Presence

@Suite("The cursors that wait for a subscriber")
struct CursorInboxTests {
  private let now = ContinuousClock.now

  private func cursor(_ user: Int64, _ x: Double) throws -> PeerCursor {
    PeerCursor(
      user: user, diagram: 1, position: try #require(CursorPosition(x: x, y: 0, selection: nil)),
      at: DateTime(microsecondsSince1970: 1))
  }

  private func inbox(peers: Set<Int64>) -> CursorInbox {
    var inbox = CursorInbox()
    inbox.setPeers(peers, until: now + .seconds(10))
    return inbox
  }

  @Test("of each peer only the newest waits, and peers take turns")
  func coalescing() throws {
    var inbox = inbox(peers: [1, 2])
    for x in 1...100 {
      _ = inbox.put(try cursor(1, Double(x)), at: now)
      _ = inbox.put(try cursor(2, Double(-x)), at: now)
    }
    #expect(inbox.next(at: now)?.position.x == 100)
    _ = inbox.put(try cursor(1, 101), at: now)
    #expect(inbox.next(at: now)?.position.x == -100)
    #expect(inbox.next(at: now)?.position.x == 101)
    #expect(inbox.next(at: now) == nil)
  }

  @Test("who is no peer is not kept")
  func strangers() throws {
    var inbox = inbox(peers: [1])
    let isKept = inbox.put(try cursor(2, 1), at: now)
    #expect(!isKept)
    #expect(inbox.next(at: now) == nil)
  }

  @Test("when nobody knows any more who the peers are, cursors wait until it was asked")
  func staleness() throws {
    var inbox = inbox(peers: [1])
    let later = now + .seconds(10)
    #expect(!inbox.wantsPeers(at: later))
    _ = inbox.put(try cursor(1, 1), at: later)
    _ = inbox.put(try cursor(2, 2), at: later)
    #expect(inbox.wantsPeers(at: later))
    #expect(inbox.next(at: later) == nil)
    inbox.setPeers([2], until: later + .seconds(10))
    #expect(!inbox.wantsPeers(at: later))
    #expect(inbox.next(at: later)?.user == 2)
    #expect(inbox.next(at: later) == nil)
  }

  @Test("there is room for so many users, and who has waited longest loses their place")
  func limit() throws {
    let users = Set(1...Int64(CursorInbox.limit + 1))
    var inbox = inbox(peers: users)
    for user in users.sorted() { _ = inbox.put(try cursor(user, 0), at: now) }
    var seen: [Int64] = []
    while let cursor = inbox.next(at: now) { seen.append(cursor.user) }
    #expect(seen == Array(users.sorted().dropFirst()))
  }

  @Test("a cursor travels as it is")
  func transport() throws {
    let position = try #require(CursorPosition(x: 0.1, y: -1e9, selection: "a \"b\" \u{0}"))
    let cursor = PeerCursor(
      user: 7, diagram: 8, position: position, at: DateTime(microsecondsSince1970: 1_700_000_000_000_000))
    let sent = try JSONParser.parse(cursor.transient.body.serialized())
    #expect(PeerCursor(sent) == cursor)
  }

  @Test(
    "what is no cursor is passed over",
    arguments: [
      #"{}"#, #"[]"#, #"{"user":1,"diagram":1,"x":1e300,"y":0,"at":1}"#, #"{"user":0,"diagram":1,"x":1,"y":0,"at":1}"#,
      #"{"user":1,"diagram":99999999999999999999,"x":1,"y":0,"at":1}"#,
      #"{"user":1,"diagram":1,"x":1,"y":0,"at":9223372036854775807}"#, #"{"user":1,"diagram":1,"x":"1","y":0,"at":1}"#,
    ])
  func foreign(text: String) throws {
    #expect(PeerCursor(try JSONParser.parse(text)) == nil)
  }

  @Test("one can point as far as the bounds and select as much, not further")
  func bounds() {
    let long = String(repeating: "x", count: CursorPosition.selectionBytes)
    #expect(CursorPosition(x: 1e9, y: -1e9, selection: long) != nil)
    #expect(CursorPosition(x: 1.000001e9, y: 0, selection: nil) == nil)
    #expect(CursorPosition(x: .nan, y: 0, selection: nil) == nil)
    #expect(CursorPosition(x: 0, y: .infinity, selection: nil) == nil)
    #expect(CursorPosition(x: 0, y: 0, selection: long + "x") == nil)
  }
}
