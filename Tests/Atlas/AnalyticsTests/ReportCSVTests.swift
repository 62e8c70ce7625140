import GraphQLJSON
import Testing

@testable import Analytics

@Suite("Reports as CSV")
struct ReportCSVTests {
  private func text(_ rows: [JSONValue]) -> String { String(decoding: ReportCSV.bytes(of: rows), as: UTF8.self) }

  @Test("a line of names, then one for each row; what is missing is empty")
  func lines() {
    let rows: [JSONValue] = [
      .object(["lab": .string("lab_1"), "passed": .number("-1.5"), "last": .null]),
      .object(["lab": .string("a \"quoted\", long\nname"), "passed": .boolean(true)]),
    ]
    #expect(
      text(rows) == "\"lab\",\"passed\",\"last\"\r\n\"lab_1\",-1.5,\r\n\"a \"\"quoted\"\", long\nname\",true,\r\n")
    #expect(text([]) == "")
  }

  @Test("a text is never a formula", arguments: ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
  func formulas(text title: String) {
    #expect(text([.object(["t": .string(title)])]) == "\"t\"\r\n\"'\(title)\"\r\n")
  }
}
