import Testing

@testable import Tutor

/// Reads Markdown as a lenient client would, and says what would be dangerous in it. It knows nothing of the machine.
enum MarkdownDanger {
  /// The dangers of a text; links to `host` are none.
  static func find(_ text: String, allowing host: String) -> [String] {
    var dangers: [String] = []
    let prose = withoutCode(text)
    for line in prose.split(separator: "\n") { dangers += find(line: String(line), host) }
    dangers += findBrackets(prose, host)
    for scalar in text.unicodeScalars where isHidden(scalar) {
      dangers.append("hidden U+\(String(scalar.value, radix: 16))")
    }
    if prose.unicodeScalars.isEmpty && !text.contains("`") && !text.isEmpty && !text.contains("~~~") {
      dangers.append("the checker lost the text")
    }
    return dangers
  }

  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<9, 0xB..<0x20, 0x7F..<0xA0, 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF,
      0xFE00...0xFE0F, 0xE0000...0xE0FFF:
      true
    default: false
    }
  }

  private static func find(line: String, _ host: String) -> [String] {
    var dangers: [String] = []
    let characters = Array(line.unicodeScalars)
    for (index, scalar) in characters.enumerated() {
      let next = index + 1 < characters.count ? characters[index + 1] : " "
      let before = index > 0 ? characters[index - 1] : " "
      if scalar == "<", next.properties.isAlphabetic || "/!?".unicodeScalars.contains(next) {
        dangers.append("tag: \(line)")
      }
      if scalar == "[", before == "!" { dangers.append("image: \(line)") }
    }
    let rest = line.replacing("https://\(host)/", with: "").lowercased()
    if rest.contains("://") { dangers.append("address: \(line)") }
    if rest.contains("www.") { dangers.append("bare host: \(line)") }
    if rest.contains("](javascript:") || rest.contains("](data:") { dangers.append("script: \(line)") }
    return dangers
  }

  /// Links, references and definitions: their labels may begin in an earlier line, so the whole text is judged. Two
  /// numbers side by side are citations.
  private static func findBrackets(_ prose: String, _ host: String) -> [String] {
    var dangers: [String] = []
    let scalars = Array(prose.unicodeScalars)
    for index in scalars.indices.dropLast() where scalars[index] == "]" {
      let rest = String(String.UnicodeScalarView(scalars[(index + 1)...].prefix(60)))
      switch scalars[index + 1] {
      case ":": dangers.append("definition: ]\(rest)")
      case "(" where !rest.hasPrefix("(https://\(host)/"): dangers.append("link: ]\(rest)")
      case "[" where rest.dropFirst().first?.isNumber != true: dangers.append("reference: ]\(rest)")
      default: break
      }
    }
    return dangers
  }

  /// Fences at the margin and spans within a line, cut at pipes as in a table. What is not closed is prose.
  private static func withoutCode(_ text: String) -> String {
    var prose: [String] = []
    var fence: String?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if let open = fence {
        if line.hasPrefix(open), line.dropFirst(open.count).allSatisfy({ $0 == open.first || $0 == " " }) {
          fence = nil
        }
        continue
      }
      let mark = line.drop { $0 == " " }.prefix { $0 == "`" }
      let tildes = line.drop { $0 == " " }.prefix { $0 == "~" }
      if mark.count >= 3, !line.drop(while: { $0 == " " }).dropFirst(mark.count).contains("`") {
        fence = String(mark)
      } else if tildes.count >= 3 {
        fence = String(tildes)
      } else {
        prose.append(withoutSpans(String(line)))
        for cell in line.split(separator: "|") where line.contains("|") {
          // No link reaches over from another cell.
          let text = withoutSpans(String(cell))
          prose.append(cell.contains("[") ? text : text.replacing("](", with: "] ("))
        }
      }
    }
    if fence != nil { prose.append("<unclosed fence") }
    return prose.joined(separator: "\n")
  }

  private static func withoutSpans(_ line: String) -> String {
    var prose = ""
    var rest = Array(line)[...]
    while let first = rest.first {
      if first == "\\", rest.count > 1 {
        prose += String(rest.prefix(2))
        rest = rest.dropFirst(2)
      } else if first == "`" {
        let run = rest.prefix { $0 == "`" }.count
        if let end = closing(rest.dropFirst(run), run) {
          prose += " "
          rest = rest[end...]
        } else {
          prose += String(repeating: "`", count: run)
          rest = rest.dropFirst(run)
        }
      } else {
        prose.append(first)
        rest = rest.dropFirst()
      }
    }
    return prose
  }

  private static func closing(_ characters: ArraySlice<Character>, _ wanted: Int) -> Int? {
    var index = characters.startIndex
    while index < characters.endIndex {
      let run = characters[index...].prefix { $0 == "`" }.count
      if run == wanted { return index + run }
      index += max(1, run)
    }
    return nil
  }
}

@Suite("Markdown of somebody we do not trust")
struct SafeMarkdownTests {
  private static let host = "atlas.example"
  private static let hosts = LinkHosts([host])

  @Test(
    "what is dangerous becomes plain text, what is not stays",
    arguments: [
      ("Plain **bold** *it* text, a < b && c <= d.", "Plain **bold** *it* text, a < b && c <= d."),
      ("<b>x</b> <!-- c --> <?php ?>", "&lt;b>x&lt;/b> &lt;!-- c --> &lt;?php ?>"),
      ("A ![alt](http://evil.example/x.png?q=1) B", "A alt B"), ("![alt][x] C", "alt C"),
      ("[a](https://evil.example) [b](https://atlas.example/x \"t\")", "a [b](https://atlas.example/x)"),
      ("[a](https://atlas.example@evil.example/)", "a"), ("[a](https://atlas.example.evil.example/)", "a"),
      ("[a](https://atlas.example:81/) [b](//evil.example)", "a b"),
      ("[a](javascript:alert(1)) [b](data:text/html,x)", "a b"),
      ("[a](<https://evil.example>)", "a"), ("[a][ref] [b][]", "a b"),
      ("[ref]: https://evil.example \"x\"\nnext", "\nnext"),
      ("[1\n]: //evil.example\n\n[1]", "[1\n] : //evil.example\n\n[1]"),
      ("[x\n]: https\\:\\/\\/evil.example\\/p", "[x\n] : `https://evil.example/p`"),
      ("- [x\n  ]: //evil.example", "- [x\n  ] : //evil.example"), ("a [b]: c", "a [b] : c"),
      ("[a\n](//evil.example) [b\n][c]", "[a\n] (//evil.example) [b\n] [c]"),
      ("[x]\\: //evil.example", "[x] : //evil.example"),
      ("https:\\/\\/evil.example\\/p", "`https://evil.example/p`"), ("www\\.evil.example", "`www.evil.example`"),
      ("foo\\@evil.example", "`foo@evil.example`"), ("+\\@evil.example", "+ @evil.example"),
      ("`a\\.b` 1\\*2", "`a\\.b` 1\\*2"),
      ("https://atlas.example/?to=https://evil.example", "`https://atlas.example/?to=https://evil.example`"),
      ("[1]: https://evil.example", ""), ("[1]: the first", "[1] : the first"),
      ("See https://evil.example/?a=1&b=2.", "See `https://evil.example/?a=1&b=2`."),
      ("www.evil.example/x", "`www.evil.example/x`"),
      ("https://atlas.example/x is fine.", "https://atlas.example/x is fine."),
      ("<https://evil.example>", "&lt;`https://evil.example`>"),
      ("mailto:a@b.example a@b.example", "`mailto:a@b.example` `a@b.example`"),
      ("go to evil.example/q=1", "go to `evil.example/q=1`"),
      ("e.g. and/or 1.5/2 w/o main.swift", "e.g. and/or 1.5/2 w/o main.swift"),
      ("`a<b>` ``x`y`` `open", "`a<b>` ``x`y`` \\`open"), ("a\u{200B}b\u{202E}c\u{7}d\u{E0041}", "abcd"),
      ("a\r\nb\rc", "a\nb\nc"),
      ("&lt;b&gt; R&D &#104;ttp", "&lt;b&gt; R&amp;D &amp;#104;ttp"),
      ("\\<img src=x> \\[a](https://e.example)", "&lt;img src=x> \\[a] (`https://e.example`)"),
      ("- ```\n<img src=x>", "- \\`\\`\\`\n&lt;img src=x>"), ("| `a | b` `<img>` |", "| `a | b` \\`&lt;img>\\` |"),
      ("Wow![1] a[0] [ ] todo", "Wow! [1] a[0] [ ] todo"), ("[[a](https://e.example)](https://f.example)", "a"),
      ("Never [closed](https://evil.example", "Never [closed] (`https://evil.example`"),
    ])
  func examples(input: String, wanted: String) {
    #expect(SafeMarkdown.whole(input, hosts: Self.hosts) == wanted)
    #expect(MarkdownDanger.find(wanted, allowing: Self.host) == [])
  }

  @Test("code blocks keep their content, stand at the margin, and are closed")
  func fences() {
    #expect(SafeMarkdown.whole("```swift\n<b> [a](x)\n```\n<b>") == "```swift\n<b> [a](x)\n```\n&lt;b>")
    #expect(SafeMarkdown.whole("1. x\n   ```\n   <b>\n   ```\ny") == "1. x\n```\n<b>\n```\ny")
    #expect(SafeMarkdown.whole("~~~~\n~~~\n<b>") == "~~~~\n~~~\n<b>\n~~~~")
    #expect(SafeMarkdown.whole("```\"><img>\nx") == "```\nx\n```")
    #expect(SafeMarkdown.whole("```a`b\n<b>") == "\\`\\`\\`a\\`b\n&lt;b>")
  }

  @Test("marks that cite nothing are taken out, also while the text comes in")
  func marks() {
    var markdown = SafeMarkdown(marks: .upTo(2))
    let text = "A [1]. B [3], c [1, 2] d[7] [^2] [0] `a[9]` [2](https://evil.example) [99999999999999999999]"
    let safe = text.map { markdown.push(String($0)) }.joined() + markdown.finish()
    #expect(safe == "A [1]. B, c [1][2] d [2] `a[9]` [2] [99999999999999999999]")
    #expect(markdown.cited == [1, 2])
  }

  @Test("what never ends is given up as text: nothing is held back for long")
  func bounded() {
    for beginning in ["[", "![a](", "`", "[a]: ", "https://", "```", "~~~ ", "&", "[a][", "    "] {
      var markdown = SafeMarkdown()
      let told = markdown.push(beginning + String(repeating: "ab ab(", count: 2000))
      #expect(told.utf8.count > 8000, "\(beginning)")
      #expect(markdown.pending.count <= SafeMarkdown.addressLookAhead + 10)
      #expect(MarkdownDanger.find(told + markdown.finish(), allowing: Self.host) == [])
    }
    for scalar in ["[", "`", "~", "(", "!", "\\", " ", "<", "a"] {
      var markdown = SafeMarkdown()
      #expect(!markdown.push(String(repeating: scalar, count: 5000)).isEmpty)
      #expect(markdown.pending.count <= SafeMarkdown.lookAhead, "\(scalar)")
    }
  }

  @Test("a text has a largest size, and its code block is closed all the same")
  func size() {
    var markdown = SafeMarkdown(maximumBytes: 1000)
    let text = markdown.push("```\n" + String(repeating: "0123456789\n", count: 10_000)) + markdown.finish()
    #expect(text.utf8.count < 1100)
    #expect(text.hasSuffix("\n```"))
    #expect(markdown.isCut)
  }

  /// Pieces of which hostile texts are made.
  private static let pieces = [
    "<", ">", "img src=x onerror=alert(1)", "/", "!", "[", "]", "(", ")", ":", "http", "s", "://", "evil.example",
    "www.", "`",
    "``", "```", "\n", "\n\n", " ", "  ", "    ", "\t", "- ", "> ", "1. ", "|", "a", "b c", "~", "~~~", "\\", "&",
    "#104;",
    "lt;", "\u{200B}", "\u{202E}", "\r", "![", "](", "]:", "[x]: ", "javascript:", "data:", "\"", "*", "_", "<!--",
    "-->", "\\/", "\\:", "\\.", "\\@", "\n]: ", "[1\n",
    "[1]", "[9]", "atlas.example/", "https://atlas.example/x", "@", ".com", "?q=", "é", "世", "=", "0", "w", "ww",
  ]

  @Test("however a hostile text is made and cut, the result is that of the whole and nothing in it is dangerous")
  func splits() {
    var random = SplitMix(state: 20_261_121)
    for round in 0..<4000 {
      let text = (0..<Int(random.next() % 24 + 1)).map { _ in
        Self.pieces[Int(random.next() % UInt64(Self.pieces.count))]
      }.joined()
      let marks: SafeMarkdown.Marks = round % 2 == 0 ? .upTo(3) : .kept
      let whole = SafeMarkdown.whole(text, hosts: Self.hosts, marks: marks)
      let dangers = MarkdownDanger.find(whole, allowing: Self.host)
      #expect(dangers.isEmpty, "\(text.debugDescription) became \(whole.debugDescription): \(dangers)")
      for _ in 0..<3 {
        var markdown = SafeMarkdown(hosts: Self.hosts, marks: marks)
        var result = ""
        var rest = text.unicodeScalars[...]
        while !rest.isEmpty {
          let piece = rest.prefix(Int(random.next() % 5 + 1))
          result += markdown.push(String(piece))
          rest = rest.dropFirst(piece.count)
        }
        #expect((result + markdown.finish()).utf8.elementsEqual(whole.utf8), "\(text.debugDescription)")
      }
    }
  }

  @Test("the checker finds what it is for")
  func checker() {
    for text in [
      "<img>", "![a](b)", "[a](https://evil.example)", "[a]: b", "x https://evil.example", "www.evil.example",
      "a\u{202E}b",
      "[1\n]: //evil.example", "a [b]: c", "[a\n](//evil.example)", "[a\n][b]",
      "```\nopen", "`a | <b>`", "- x `open\n<img>",
    ] {
      #expect(!MarkdownDanger.find(text, allowing: Self.host).isEmpty, "\(text)")
    }
    #expect(MarkdownDanger.find("```\n<b>\n```\n`<b>` [a](https://atlas.example/x)", allowing: Self.host).isEmpty)
  }
}

/// Random numbers that are the same in every run.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
