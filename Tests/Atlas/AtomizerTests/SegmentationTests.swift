import Atomizer
import Testing

/// Where texts are cut.
@Suite struct SegmentationTests {
  private func atoms(_ text: String, _ format: SourceText.Format = .markdown, title: String = "Guide") -> [LearningAtom]
  {
    Atomizer.atomize(SourceText(text, format: format, title: title)).atoms
  }

  @Test func `a section of good length is one atom under its heading`() {
    let text = """
      # Locks

      ## Shared locks

      \(Texts.prose(words: 160, about: "shared lock", and: "reader"))

      ## Exclusive locks

      \(Texts.prose(words: 160, about: "exclusive lock", and: "writer"))
      """
    #expect(atoms(text).map(\.title) == ["Shared locks", "Exclusive locks"])
  }

  @Test func `small sections join their siblings, and the headings stay in the body`() {
    let section = { (name: String) in "## \(name)\n\n" + Texts.prose(words: 45, about: name, and: "table") }
    let found = atoms("# Indexes\n\n" + ["Trees", "Hashes"].map(section).joined(separator: "\n\n"))
    #expect(found.map(\.title) == ["Trees and Hashes"])
    #expect(found.first?.body.contains("## Trees") == true)
    #expect(found.first?.body.contains("## Hashes") == true)
  }

  @Test func `small sections do not join over the border of a chapter`() {
    let big = Texts.prose(words: 300, about: "planner", and: "query")
    let text = """
      # One

      \(big)

      ## Rest of one

      \(Texts.prose(words: 60, about: "cost", and: "plan"))

      # Two

      \(Texts.prose(words: 300, about: "executor", and: "row"))
      """
    for atom in atoms(text) {
      #expect(!(atom.body.contains("cost") && atom.body.contains("executor")))
    }
  }

  @Test func `a long section is cut between subjects and never inside a paragraph`() {
    let first = (0..<4).map { _ in Texts.prose(words: 80, about: "optical lens", and: "light ray") }
    let second = (0..<4).map { _ in Texts.prose(words: 80, about: "steam engine", and: "iron boiler") }
    let found = atoms("# Machines\n\n" + Texts.paragraphs(first + second))
    #expect(found.count == 2)
    #expect(found.first?.body.contains("engine") == false)
    #expect(found.last?.body.contains("lens") == false)
    for atom in found { #expect(atom.title.hasPrefix("Machines")) }
  }

  @Test func `what a sentence with a colon announces stays with it`() {
    let filler = (0..<3).map { Texts.prose(words: 110, about: "pool \($0)", and: "socket") }
    let text =
      "# Pools\n\n" + Texts.paragraphs(filler) + "\n\nStart it so:\n\n```sh\nrun --pool\n```\n\n"
      + Texts.paragraphs(filler)
    for atom in atoms(text) where atom.body.contains("Start it so:") {
      #expect(atom.body.contains("run --pool"))
    }
  }

  @Test func `a title that says nothing gets the one above it`() {
    let body = Texts.prose(words: 150, about: "cursor", and: "page")
    let text =
      "# Manual\n\n## Cursors\n\n\(body)\n\n### Example\n\n\(body)\n\n## Pages\n\n\(body)\n\n### Example\n\n\(body)"
    #expect(atoms(text).map(\.title) == ["Cursors", "Cursors: Example", "Pages", "Pages: Example"])
  }

  @Test func `a piece of a list of definitions is named by what it defines`() {
    let items = ["trace", "depth", "width", "color", "speed", "format"].map {
      "- **--\($0)=NUMBER [default: 2]**: " + Texts.prose(words: 150, about: "\($0) file", and: "reader")
    }
    let titles = atoms("# Switches\n\n" + items.joined(separator: "\n")).map(\.title)
    #expect(titles == ["Switches", "Switches: --width and --color", "Switches: --speed and --format"])
  }

  @Test func `numbers of sections are not part of titles`() {
    let body = Texts.prose(words: 150, about: "ledger", and: "entry")
    #expect(atoms("# 3 Books\n\n\(body)\n\n## 3.2 Ledgers\n\n\(body)").map(\.title) == ["Books", "Ledgers"])
  }

  @Test func `an essay without headings is cut and named by what it is about`() {
    let text = Texts.paragraphs(
      (0..<5).map { _ in Texts.prose(words: 90, about: "tidal wave", and: "coast") }
        + (0..<5).map { _ in Texts.prose(words: 90, about: "glacier tongue", and: "valley") })
    let found = atoms(text, .plain, title: "Nature")
    #expect(found.count >= 2)
    #expect(found.allSatisfy { $0.body.split(separator: " ").count <= 760 })
    #expect(found.first?.title.contains("tidal wave") == true)
    #expect(found.last?.title.contains("glacier tongue") == true)
  }

  @Test func `nothing of the text is lost and nothing comes twice`() {
    let words = (0..<6000).map { "word\($0)" }
    let paragraphs = stride(from: 0, to: words.count, by: 60).map { words[$0..<($0 + 60)].joined(separator: " ") + "." }
    for format in [SourceText.Format.markdown, .plain, .html] {
      var text = ""
      for (number, paragraph) in paragraphs.enumerated() {
        if format == .html { text += "<h2>Heading\(number / 7)</h2>".repeated(number % 7 == 0) + "<p>\(paragraph)</p>" }
        if format == .markdown { text += "## Heading\(number / 7)\n\n".repeated(number % 7 == 0) + paragraph + "\n\n" }
        if format == .plain {
          text += "\(number / 7 + 1). Heading\(number / 7)\n\n".repeated(number % 7 == 0) + paragraph + "\n\n"
        }
      }
      let out = Texts.words(atoms(text, format).map(\.body).joined(separator: "\n")).filter { $0.hasPrefix("word") }
      #expect(out == words)
    }
  }
}

extension String {
  fileprivate func repeated(_ isWanted: Bool) -> String { isWanted ? self : "" }
}
