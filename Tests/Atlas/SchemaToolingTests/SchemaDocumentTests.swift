import FoundationEssentials
import GraphQLSchema
import Testing

@Suite("The document about schemas")
struct SchemaDocumentTests {
  @Test("names every kind of change under its severity, and marks those that are ours")
  func kinds() throws {
    let root = URL(filePath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let document = String(
      decoding: try Data(contentsOf: root.appending(path: "Documentation/schema.md")), as: UTF8.self)
    let sections = document.split(separator: "\n#")
    for severity in SchemaChange.Severity.allCases {
      let heading = "## " + severity.rawValue.prefix(1).uppercased() + severity.rawValue.dropFirst() + "\n"
      let section = try #require(sections.first { $0.hasPrefix(heading) })
      let words = section.split { $0 == " " || $0 == "\n" }
        .filter { $0.hasPrefix("`") && $0.uppercased() == $0 && $0.contains("_") }
      let kinds = SchemaChange.Kind.allCases.filter { $0.severity == severity }
      #expect(words.map(String.init) == kinds.map { "`\($0.rawValue)`" + ($0.isOfReference ? "" : "\\*") })
    }
  }
}
