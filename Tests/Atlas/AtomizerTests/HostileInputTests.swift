import Atomizer
import Testing

/// Inputs made to hurt: they must end, keep within limits, and never let HTML through.
///
/// One after another, since each computes for long: tests beside them that wait for something need a thread, too.
@Suite(.serialized) struct HostileInputTests {
  private static let formats: [SourceText.Format] = [.markdown, .html, .plain]

  private func atomize(_ text: String, _ format: SourceText.Format) -> Atomization {
    Atomizer.atomize(SourceText(text, format: format, title: "Hostile"))
  }

  /// Repetitions of what nests, opens, marks or confuses.
  private static let pieces = [
    "<div>", "</div>", "<ul><li>", "<b>", "<table><tr><td>", "<blockquote>", "<a href=x>", "<!--", "<![CDATA[",
    "<script>",
    "&", "&#", "&#x10FFFF;", "<", "< ", ">", "> ", "- ", "1. ", "* ", "*", "**", "*a ", "_a_", "`", "``a", "[", "]",
    "[a](",
    "[a][", "![", "![a](b)", "\\", "|", "|-|\n", "```\n", "~~~\n", "# a\n", "a\n=\n", "a\n-\n", "    a\n", "\t",
    "\u{0C}",
    "\u{08}", "a\u{08}", "\u{1B}[", "\u{1B}", "\u{0}", "\u{202E}", "\u{FEFF}", "字", "。", "가", "🦀", "e\u{301}", "A",
    "A ",
    "A.\n\n", "a. B ", "AAA\n", "1.1 A\n", ".....1\n", "- a\n", "a:\n\n- b\n\n", "<p>a", "<h1>a", "<dt>a<dd>b", "<pre>",
    "x y\n\n",
  ]

  @Test(arguments: pieces)
  func `endless repetition ends`(piece: String) {
    let text = String(repeating: piece, count: 30_000 / piece.utf8.count)
    for format in Self.formats {
      for atom in atomize(text, format).atoms {
        #expect((1...200).contains(atom.title.unicodeScalars.count))
        #expect(atom.concepts.count <= 8)
      }
    }
  }

  @Test func `one line of a megabyte is cut into readable atoms`() {
    let line = Texts.prose(words: 100_000, about: "conveyor belt", and: "motor")
    for format in Self.formats {
      let atoms = atomize(line, format).atoms
      #expect(atoms.count > 150)
      #expect(atoms.allSatisfy { $0.body.utf8.count < 8000 })
    }
    let unbroken = atomize(String(repeating: "x", count: 200_000), .plain)
    #expect(unbroken.atoms.map(\.body.utf8.count).reduce(0, +) >= 200_000)
  }

  @Test func `a hundred thousand nested elements are no deeper than one`() {
    let text =
      String(repeating: "<div><ul><li>", count: 100_000) + "core"
      + String(repeating: "</li></ul></div>", count: 100_000)
    #expect(atomize(text, .html).atoms.map(\.body).joined().contains("core"))
  }

  /// Beginnings of tags that a renderer of CommonMark with HTML would obey.
  private func hasHTML(_ body: String) -> Bool {
    var inFence = false
    for line in body.split(separator: "\n", omittingEmptySubsequences: false) {
      let text = line.drop { $0 == " " || $0 == ">" || $0 == "-" }
      if text.hasPrefix("```") { inFence.toggle() }
      if inFence || text.hasPrefix("```") { continue }
      if Self.opensTag(Array(Self.withoutCode(line).utf8)) { return true }
    }
    return false
  }

  private static func withoutCode(_ line: Substring) -> String {
    line.split(separator: "`", omittingEmptySubsequences: false).enumerated().filter { $0.offset.isMultiple(of: 2) }
      .map { String($0.element) }.joined(separator: " ")
  }

  private static func opensTag(_ bytes: [UInt8]) -> Bool {
    bytes.indices.dropLast().contains { index in
      guard bytes[index] == UInt8(ascii: "<"), index == 0 || bytes[index - 1] != UInt8(ascii: "\\") else {
        return false
      }
      let next = bytes[index + 1]
      return (0x41...0x5A).contains(next) || (0x61...0x7A).contains(next) || "/!?".utf8.contains(next)
    }
  }

  @Test(arguments: [
    "<script>alert(1)</script> text", "a <img src=x onerror=alert(1)> b", "<svg onload=alert(1)>",
    "x <b onclick=y>z</b>",
    "&lt;script&gt;alert(1)&lt;/script&gt;", "# <script>x</script> title", "- <iframe src=x>",
    "| <b>a | b |\n|---|---|\n| <i> | 2 |",
    "`<b>` and ``<i>``", "```\n<script>\n```", "\\<script>", "<<script>script>", "<scr<!-- -->ipt>alert</script>",
    "<!doctype html>",
    "<p title='>'><script>x", "Vec<T> and a<b", "<a href=\"javascript:alert(1)\">go</a>", "[go](javascript:alert(1))",
    "![p](javascript:x)", "<javascript:alert(1)>", "[a]: javascript:x\n\n[a]", "> <b>q</b>",
    "text\n<details>\n<summary>s</summary>\nx",
    "<a\nhref=x>", "<div\n\nonclick=x>y", "a\\\n<b>", "**<b>**", "[<b>](https://x)", "[x](https://x/<script>)",
    "<?php x ?>",
  ])
  func `no HTML and no script address comes out`(text: String) {
    for format in Self.formats {
      for atom in atomize("Intro words here. \(text)\n\n\(text)", format).atoms {
        #expect(!hasHTML(atom.body), "\(atom.body)")
        let unescaped = atom.body.lowercased().replacing("\\]", with: "").replacing("\\<", with: "")
        #expect(!unescaped.contains("](javascript"))
        #expect(!unescaped.contains("<javascript"))
      }
    }
  }

  @Test func `text that looks like HTML in HTML is text, not lost`() {
    #expect(atomize("<p>Write &lt;script&gt; with care.</p>", .html).atoms.first?.body == "Write \\<script> with care.")
  }
}
