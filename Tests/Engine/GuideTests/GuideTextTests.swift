import FoundationEssentials
import Testing

@Suite("The text of the guide")
struct GuideTextTests {
  /// The folder of the package.
  private static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  private static let guide = root.appending(path: "Sources/Engine/GraphQLEngine/GraphQLEngine.docc")
  private static let articles = [
    "GraphQLEngine.md", "GettingStarted.md", "BreadthFirst.md", "Errors.md", "Subscriptions.md", "Serving.md",
    "PostgreSQL.md",
  ]
  /// Files that are compiled and run.
  private static let examples = [
    "Tests/Engine/GuideTests/HelloWorld.swift", "Tests/Engine/GuideTests/Bookshop.swift",
    "Tests/Engine/GuideTests/ErrorExamples.swift", "Tests/Engine/GuideTests/SubscriptionExamples.swift",
    "Tests/Engine/GuideTests/ServingExamples.swift", "Tests/Postgres/PostgresTests/GuideExamples.swift",
  ]

  private static func lines(_ url: URL) throws -> [Substring] {
    String(decoding: try Data(contentsOf: url), as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// Lines without the indentation that they have in common, empty ones left out.
  private static func unindented(_ lines: some Sequence<Substring>) -> [Substring] {
    let lines = lines.filter { $0.contains { $0 != " " } }
    let indentation = lines.map { $0.prefix { $0 == " " }.count }.min() ?? 0
    return lines.map { $0.dropFirst(indentation) }
  }

  /// The paragraphs of the Swift code in an article.
  private static func paragraphs(of article: String) throws -> [[Substring]] {
    var paragraphs: [[Substring]] = []
    var isCode = false
    for line in try lines(guide.appending(path: article)) {
      if line.hasPrefix("```") { isCode = line == "```swift" }
      if !isCode { continue }
      if line.isEmpty || line.hasPrefix("```") {
        paragraphs.append([])
      } else {
        paragraphs[paragraphs.count - 1].append(line)
      }
    }
    return paragraphs.filter { !$0.isEmpty }.map(unindented)
  }

  @Test("every paragraph of Swift stands word for word in a file that is compiled", arguments: articles)
  func snippets(article: String) throws {
    let files = try Self.examples.map { try Self.lines(Self.root.appending(path: $0)) }
    for paragraph in try Self.paragraphs(of: article) {
      let isFound = files.contains { file in
        file.indices.contains { Self.unindented(file.dropFirst($0).prefix(paragraph.count)) == paragraph }
      }
      #expect(isFound, "\(article):\n\(paragraph.joined(separator: "\n"))")
    }
  }

  @Test("the guide has snippets, and the list here is that of the folder")
  func completeness() throws {
    let paragraphs = try Self.articles.flatMap { try Self.paragraphs(of: $0) }
    #expect(paragraphs.count > 20)
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.guide.path())
    #expect(names.filter { $0.hasSuffix(".md") }.sorted() == Self.articles.sorted())
  }

  @Test("links between articles lead to articles", arguments: articles)
  func links(article: String) throws {
    let names = Set(Self.articles.map { $0.dropLast(3) })
    for line in try Self.lines(Self.guide.appending(path: article)) {
      for part in line.split(separator: "<doc:").dropFirst() {
        let name = part.prefix { $0 != ">" }
        #expect(names.contains(name), "\(article): \(name)")
      }
    }
  }
}
