import Atomizer
import Testing

/// What is left out.
@Suite struct BoilerplateTests {
  private func text(_ text: String, _ format: SourceText.Format = .markdown) -> String {
    Atomizer.atomize(SourceText(text, format: format, title: "Guide")).atoms.map { "# \($0.title)\n\n\($0.body)" }
      .joined(separator: "\n\n")
  }

  private let chapter = Texts.prose(words: 130, about: "valve", and: "pipe")

  @Test func `licences, copyright lines and their sections`() {
    let out = text(
      """
      # Valves

      Copyright (c) 1999 Jane Doe.

      \(chapter)

      ## License

      You may use it under terms.

      ### Exceptions

      None at all.

      ## Pipes

      Permission is hereby granted, free of charge, to any person obtaining a copy of this software.

      \(chapter)
      """)
    #expect(out.contains("valve"))
    for gone in ["Jane Doe", "under terms", "None at all", "hereby granted"] { #expect(!out.contains(gone)) }
  }

  @Test func `tables of contents by title, by their entries and by their dots`() {
    let names = ["Opening valves", "Closing valves", "Cleaning pipes", "Measuring flow"]
    let body = names.map { "## \($0)\n\n\(chapter)" }.joined(separator: "\n\n")
    let list = names.map { "- [\($0)](#x)" }.joined(separator: "\n")
    #expect(!text("# Guide\n\n## Contents\n\nSee the list.\n\n\(body)").contains("See the list"))
    #expect(!text("# Guide\n\n\(list)\n\n\(body)").contains("- Opening valves"))
    let dots = names.enumerated().map { "\($0 + 1). \($1) ........ \($0 * 3 + 2)" }.joined(separator: "\n")
    let plain = names.enumerated().map { "\($0 + 1). \($1)\n\n\(chapter)" }.joined(separator: "\n\n")
    #expect(!text("Guide\n\n\(dots)\n\n\(plain)", .plain).contains("...."))
    let numbers = names.enumerated().map { "   \($0 + 1). \($1)" }.joined(separator: "\n")
    let once = text("Guide\n\n\(numbers)\n\n\(plain)", .plain)
    #expect(once.components("Cleaning pipes") == 1)
  }

  @Test func `rows of links and badges`() {
    let links = (1...6).map { "<p><a href='x\($0).html'>Chapter \($0)</a></p>" }.joined()
    #expect(!text(links + "<h1>Valves</h1><p>\(chapter)</p>", .html).contains("Chapter 3"))
    let badges =
      "[![build](https://img.shields.io/a.svg)](https://ci) [![cover](https://img.shields.io/b.svg)](https://c)"
    #expect(!text("# Valves\n\n\(badges)\n\n\(chapter)").contains("shields"))
  }

  @Test func `thanks and references are kept with a low score`() {
    let result = Atomizer.atomize(
      SourceText("# Valves\n\n\(chapter)\n\n# Acknowledgements\n\n\(chapter)", format: .markdown, title: "Guide"))
    #expect(result.atoms.map(\.title) == ["Valves", "Acknowledgements"])
    #expect((result.atoms.last?.qualityScore ?? 1) < (result.atoms.first?.qualityScore ?? 0) - 0.3)
  }
}

extension String {
  /// How often another text occurs.
  fileprivate func components(_ other: String) -> Int { ranges(of: other).count }
}
