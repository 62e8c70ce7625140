import Testing

@testable import Postgres

@Suite("Query")
struct QueryTests {
  @Test("an interpolated value becomes a bind and a numbered placeholder")
  func interpolation() {
    let query: Query = "select \(1) where a = \("x") and b = any(\([1, 2]))"
    #expect(query.text == "select $1 where a = $2 and b = any($3)")
    #expect(query.binds.map(\.typeID) == [TypeID.int8, 0, TypeID.int8Array])
  }

  @Test("a spliced fragment is renumbered, past nine too")
  func splicing() {
    var fragment: Query = "(\(0)"
    for number in 1...10 { fragment += ", \(number)" as Query }
    let query: Query = "a = \("x") and b in \(fragment: fragment)) and c = \(true)"
    #expect(query.text == "a = $1 and b in ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) and c = $13")
    #expect(query.binds.count == 13)
  }

  @Test("adding fragments keeps the first name and renumbers the second")
  func adding() {
    let query = Query("catalog.find", "select \(1)") + "union select \(2)"
    #expect(query.name == "catalog.find")
    #expect(query.text == "select $1union select $2")
  }

  @Test("a fragment that was spliced can be spliced again")
  func nesting() {
    let inner: Query = "x = \(1)"
    let middle: Query = "y = \(2) or \(fragment: inner)"
    let outer: Query = "z = \(3) or \(fragment: middle) or é = \(fragment: inner)"
    #expect(outer.text == "z = $1 or y = $2 or x = $3 or é = x = $4")
  }

  @Test("raw text goes in as it is")
  func rawText() {
    let query: Query = "select a order by a \(unsafeRawSQL: "desc") limit \(3)"
    #expect(query.text == "select a order by a desc limit $1")
  }

  @Test("no description shows a value")
  func descriptions() {
    let query = Query("q", "select \("secret")")
    #expect(!String(describing: query).contains("secret"))
    #expect(!String(reflecting: query).contains("secret"))
    #expect(!String(reflecting: query.binds[0]).contains("secret"))
    var dumped = ""
    dump(query, to: &dumped)
    #expect(!dumped.contains("secret"))
  }

  @Test("texts that differ only in composition are different statements")
  func statementKeys() {
    let composed = StatementKey(text: "select 'caf\u{E9}'", typeIDs: [])
    let decomposed = StatementKey(text: "select 'cafe\u{301}'", typeIDs: [])
    #expect(composed != decomposed)
  }

  @Test("the least recently used prepared statement makes room")
  func leastRecentlyUsed() {
    var statements = PreparedStatements(limit: 2)
    let keys = ["a", "b", "c"].map { StatementKey(text: $0, typeIDs: []) }
    let first = statements.insert(keys[0])
    let second = statements.insert(keys[1])
    #expect(statements.name(for: keys[0]) == first)
    _ = statements.insert(keys[2])
    #expect(statements.name(for: keys[1]) == nil)
    #expect(statements.takeDropped() == [second])
    #expect(statements.count == 2)
  }
}
