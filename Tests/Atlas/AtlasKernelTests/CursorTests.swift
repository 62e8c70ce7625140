import GraphQLPostgres
import GraphQLSchema
import GraphQLSyntax
import Postgres
import Testing

@testable import AtlasKernel

@Suite("Cursors")
struct CursorTests {
  private let kind = CursorKind(
    "things", .text(RowColumn("title")), .moment(RowColumn("created_at")), .number(RowColumn("rank")),
    .integer(RowColumn("id")))
  private let signer = CursorSigner(ServerSecret(Array("a secret of the tests, long enough".utf8)))
  private let values: [CursorValue] = [
    .text("Größe: 1 \u{1F980}"), .moment(PostgresTimestamp(microsecondsSince1970: -1)), .number(-0.1), .integer(.min),
  ]

  @Test("a cursor gives back its values: texts, moments, numbers and integers")
  func roundTrip() throws {
    let cursors = ListCursors(kind, narrowing: [], signer)
    #expect(try cursors.decode(cursors.encode(values)) == values)
    let long: [CursorValue] = [
      .text(String(repeating: "\u{10FFFF}", count: 200)), .moment(PostgresTimestamp(microsecondsSince1970: .max)),
      .number(.greatestFiniteMagnitude), .integer(.max),
    ]
    #expect(try cursors.decode(cursors.encode(long)) == long)
  }

  @Test("another instance with the same secret makes the same cursor; one with another secret refuses it")
  func secrets() throws {
    let text = ListCursors(kind, narrowing: [], signer).encode(values)
    let same = CursorSigner(ServerSecret(Array("a secret of the tests, long enough".utf8)))
    #expect(ListCursors(kind, narrowing: [], same).encode(values) == text)
    let other = CursorSigner(ServerSecret(Array("another secret of the tests, as long".utf8)))
    #expect(throws: GraphQLError.self) { try ListCursors(kind, narrowing: [], other).decode(text) }
  }

  @Test("the cursor of another connection, or of the same one with another filter, is refused")
  func otherLists() throws {
    let plain = ListCursors(kind, narrowing: [nil], signer)
    let text = plain.encode(values)
    let renamed = ListCursors(CursorKind("others", kind.keys), narrowing: [nil], signer)
    #expect(throws: GraphQLError.self) { try renamed.decode(text) }
    let filters = [
      InputObject([("search", .string("a"))]), InputObject([("search", .string("ab"))]),
      InputObject([("search", .null)]), InputObject(),
    ]
    for filter in filters {
      let narrowed = ListCursors(kind, narrowing: [filter], signer)
      #expect(throws: GraphQLError.self) { try narrowed.decode(text) }
      #expect(throws: GraphQLError.self) { try plain.decode(narrowed.encode(values)) }
      for other in filters where other != filter {
        #expect(throws: GraphQLError.self) {
          try ListCursors(kind, narrowing: [other], signer).decode(narrowed.encode(values))
        }
      }
    }
  }

  @Test("a cursor with any one character changed, cut off or added is refused")
  func forged() throws {
    let cursors = ListCursors(kind, narrowing: [], signer)
    let text = Array(cursors.encode(values).utf8)
    for position in text.indices {
      var changed = text
      changed[position] = text[position] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
      #expect(throws: GraphQLError.self) { try cursors.decode(String(decoding: changed, as: UTF8.self)) }
    }
    for length in 0..<text.count {
      #expect(throws: GraphQLError.self) { try cursors.decode(String(decoding: text.prefix(length), as: UTF8.self)) }
    }
    #expect(throws: GraphQLError.self) { try cursors.decode(String(decoding: text + text, as: UTF8.self)) }
  }

  @Test("an error about a cursor quotes no more than its beginning")
  func quoting() {
    let cursors = ListCursors(kind, narrowing: [], signer)
    do throws(GraphQLError) {
      _ = try cursors.decode(String(repeating: "x", count: 100_000))
      Issue.record("it was taken")
    } catch {
      #expect(error.message.utf8.count < 200)
    }
  }
}
