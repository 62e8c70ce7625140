import Testing

@testable import Retrieval

@Suite("Cutting texts into passages")
struct PassageChunkerTests {
  /// Some words, with a number to tell them from others.
  private func paragraph(_ number: Int, words: Int = 100) -> String {
    "Paragraph \(number) " + Array(repeating: "cache", count: words).joined(separator: " ") + "."
  }

  @Test("paragraphs lie under their headings, small ones together, and nothing is lost or moved")
  func headings() {
    let text = """
      Before all.

      # Caches
      \(paragraph(1))

      ## Eviction
      \(paragraph(2))

      \(paragraph(3))

      # Queues #
      \(paragraph(4))
      """
    let passages = PassageChunker.passages(of: text)
    #expect(passages.map(\.heading) == [nil, "Caches / Eviction", "Queues"], "\(passages)")
    #expect(passages[0].body.hasPrefix("Before all.\n\n**Caches**\n\nParagraph 1"))
    #expect(passages[1].body.contains("Paragraph 2") && passages[1].body.contains("Paragraph 3"))
  }

  @Test("all words are in some passage, in their order")
  func wholeness() {
    let words = (0..<6_000).map { "word\($0)" }
    let lines = stride(from: 0, to: words.count, by: 37).map { start in
      words[start..<min(start + 37, words.count)].joined(separator: " ") + (start % 5 == 0 ? ".\n" : ".")
    }
    for text in [lines.joined(separator: "\n"), words.joined(separator: " "), words.joined(separator: "\n\n")] {
      let passages = PassageChunker.passages(of: text)
      let found = passages.map(\.body).joined(separator: " ").split { $0.isWhitespace || $0 == "." }.map(String.init)
      #expect(found == words)
      #expect(passages.allSatisfy { $0.body.utf8.count <= PassageChunker.long + PassageChunker.usual })
      #expect(passages.dropLast().allSatisfy { $0.body.utf8.count >= PassageChunker.usual / 2 })
    }
  }

  @Test("a code block is kept whole, and where it cannot be each part is one")
  func code() {
    let code = "```sql\n" + (0..<60).map { "select \($0);" }.joined(separator: "\n") + "\n# no heading\n\n```"
    let texts = [paragraph(1, words: 240), code, paragraph(2, words: 240)]
    let whole = PassageChunker.passages(of: texts.joined(separator: "\n\n"))
    #expect(whole.contains { $0.body.contains(code) } && whole.allSatisfy { $0.heading == nil })
    let long = "~~~~sql\n" + (0..<600).map { "select \($0) -- ``` ~~~" }.joined(separator: "\n") + "\n~~~~"
    let parts = PassageChunker.passages(of: long)
    #expect(parts.count > 5)
    #expect(parts.allSatisfy { $0.body.hasPrefix("~~~~sql\n") && $0.body.hasSuffix("\n~~~~") })
    let open = "```\nopen to the end\n\n# still"
    #expect(PassageChunker.passages(of: open).map(\.body) == [open])
  }

  @Test("what has no words to cut at is cut all the same, and no passage is too long for its column")
  func hostile() {
    let texts = [
      String(repeating: "漢", count: 20_000),
      String(repeating: "e" + String(repeating: "\u{301}", count: 9_000), count: 3),
      String(repeating: "x", count: 100_000), "```\n" + String(repeating: "y", count: 100_000),
      (0..<5_000).map { "# Heading \($0)\ntext \($0)" }.joined(separator: "\n"),
      String(repeating: "#", count: 1_000) + " x", "# \n\n```", "", "\n \n\t", "# Heading alone",
      "# " + String(repeating: "h", count: 5_000) + "\n\ntext",
    ]
    for text in texts {
      let passages = PassageChunker.passages(of: text)
      #expect(passages.count <= PassageChunker.passageLimit)
      for passage in passages {
        #expect((1...8_000).contains(passage.body.unicodeScalars.count))
        #expect((1...500).contains(passage.heading?.unicodeScalars.count ?? 1))
      }
    }
    #expect(PassageChunker.passages(of: "\n \n\t").isEmpty)
  }

  @Test("the same text twice is one passage")
  func twice() {
    let text = Array(repeating: paragraph(1, words: 200), count: 5).joined(separator: "\n\n")
    #expect(PassageChunker.passages(of: text).count == 1)
  }

  @Test("a diagram says what stands in it, without its syntax")
  func labels() {
    let flow = """
      graph TD
        %% a comment: not shown
        A["Client"] -->|"writes to"| B[(Primary)]
        B --> C{Is it a hit?}
        classDef hot fill:#f00
        style A fill:#fff
      """
    #expect(MermaidLabels.labels(of: flow) == ["Client", "writes to", "Primary", "Is it a hit"])
    let sequence = """
      sequenceDiagram
        title Reading through
        participant C as Cache aside
        C->>DB: reads the row<br/>by key
        Note over C,DB: nobody waits
        C->>DB: reads the row<br/>by key
      """
    #expect(
      MermaidLabels.labels(of: sequence) == ["Reading through", "Cache aside", "reads the row by key", "nobody waits"])
    #expect(MermaidLabels.labels(of: String(repeating: "A[[[[[((((\n", count: 5_000)) == [])
    #expect(MermaidLabels.labels(of: (0..<5_000).map { "A\($0)[label \($0)]" }.joined(separator: "\n")).count == 150)
  }
}
