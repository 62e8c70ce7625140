import SchemaTooling
import Testing

@Suite("Reports of changes")
struct ChangeReportTests {
  private func report(_ old: String, _ new: String) throws -> ChangeReport {
    ChangeReport(from: try load(old), to: try load(new))
  }

  private static let old = "type Query { a: Int b: Int } enum E { A }"
  private static let new = "type Query {\n  a: String\n  c: Int\n}\nenum E { A\n B }"

  @Test("changes are grouped by the harm they can do")
  func text() throws {
    #expect(
      try report(Self.old, Self.new).text(.text) == """
        2 breaking:
          Query.b  FIELD_REMOVED  Field Query.b was removed.
          Query.a  FIELD_CHANGED_KIND  Field Query.a changed type from Int to String.
        1 dangerous:
          E.B  VALUE_ADDED_TO_ENUM  Enum value E.B was added.
        1 safe:
          Query.c  FIELD_ADDED  Field Query.c was added.
        """)
    #expect(try report(Self.old, Self.old).text(.text) == "Nothing has changed.")
  }

  @Test("programs are told where the new schema has what changed, or what contained it")
  func json() throws {
    #expect(
      try report(Self.old, Self.new).text(.json) == """
        {"breaking":2,"dangerous":1,"safe":1,"changes":[\
        {"severity":"breaking","kind":"FIELD_REMOVED","coordinate":"Query.b","message":"Field Query.b was removed.",\
        "place":{"file":"Schema/a.graphql","line":1,"column":6}},\
        {"severity":"safe","kind":"FIELD_ADDED","coordinate":"Query.c","message":"Field Query.c was added.",\
        "place":{"file":"Schema/a.graphql","line":3,"column":3}},\
        {"severity":"breaking","kind":"FIELD_CHANGED_KIND","coordinate":"Query.a",\
        "message":"Field Query.a changed type from Int to String.",\
        "place":{"file":"Schema/a.graphql","line":2,"column":3}},\
        {"severity":"dangerous","kind":"VALUE_ADDED_TO_ENUM","coordinate":"E.B",\
        "message":"Enum value E.B was added.","place":{"file":"Schema/a.graphql","line":6,"column":2}}]}
        """)
  }

  @Test("what is gone with all that contained it has no place")
  func noPlace() throws {
    let report = try report("type Query { a: Int } type A { a: Int }", "type Query { a: Int }")
    #expect(report.text(.json).contains(#""coordinate":"A","message":"A was removed.","place":null}"#))
  }

  @Test("GitHub is told in its own commands, and texts cannot make more of them")
  func github() throws {
    #expect(
      try report("type Query { a: Int }", "type Query { \"\"\"100%\n::error::no\"\"\" a: Int b: Int }").text(.github)
        == """
        ::notice file=Schema/a.graphql,line=2,col=23,title=safe%3A Query.b::Field Query.b was added.
        ::notice file=Schema/a.graphql,line=2,col=16,title=safe%3A Query.a::Description of Query.a has changed to \
        "100%25%0A::error::no".
        """)
    #expect(try report(Self.old, Self.old).text(.github) == "")
  }

  @Test("a description cannot move a terminal's cursor or begin a line")
  func controlCharacters() throws {
    let text = try report("type Query { a: Int }", "\"\\u001B[2J\\nx\" type Query { a: Int }").text(.text)
    #expect(text.contains("has changed to \" [2J x\"."))
  }

  @Test("what stops a build is chosen")
  func thresholds() throws {
    let breaking = try report("type Query { a: Int b: Int }", "type Query { a: Int }")
    let dangerous = try report("type Query { a: Int }", "type Query { a(x: Int): Int }")
    let safe = try report("type Query { a: Int }", "type Query { a: Int b: Int }")
    func fails(_ report: ChangeReport) -> [Bool] { ChangeReport.Threshold.allCases.map(report.fails) }
    #expect(ChangeReport.Threshold.allCases == [.breaking, .dangerous, .never])
    #expect(fails(breaking) == [true, true, false])
    #expect(fails(dangerous) == [false, true, false])
    #expect(fails(safe) == [false, false, false])
  }

  @Test("the report says that applied directives were not compared")
  func remark() throws {
    let definition = "directive @d on FIELD_DEFINITION "
    let words = "Applied directives were not compared: - tells of none."
    let report = try report(definition + "type Query { a: Int @d }", definition + "type Query { a: Int }")
    #expect(report.text(.text) == "Nothing has changed.\n" + words)
    #expect(report.text(.json).hasSuffix(#","remark":""# + words + "\"}"))
  }
}
