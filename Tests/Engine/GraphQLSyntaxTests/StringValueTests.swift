import GraphQLSyntax
import Testing

@Suite("String values")
struct StringValueTests {
  private func value(_ source: String) throws -> String {
    let (document, node) = try Parser.parseValue(source)
    return document.stringValue(node)
  }

  @Test("escapes are resolved")
  func escapes() throws {
    #expect(try value(#""\"\\\/\b\f\n\r\t""#) == "\"\\/\u{8}\u{C}\n\r\t")
    #expect(try value(#""\u00E9 \u{1F600} \uD83D\uDE00""#) == "é 😀 😀")
  }

  @Test("escapes in a block string stay, except for the triple quote")
  func blockStringEscapes() throws {
    let quotes = "\"\"\""
    #expect(try value(quotes + #"\n \u00E9 \"""x"# + quotes) == #"\n \u00E9 """x"#)
  }

  @Test("a block string loses the indentation common to its lines, and blank outer lines")
  func blockStringIndentation() throws {
    #expect(try value("\"\"\"\n\n    Hello,\n      World!\n\n    Yours.\n  \n\"\"\"") == "Hello,\n  World!\n\nYours.")
    #expect(try value("\"\"\"    first\n      second\n    third\"\"\"") == "    first\n  second\nthird")
    #expect(try value("\"\"\"\"\"\"").isEmpty)
    #expect(try value("\"\"\" \n\t \"\"\"").isEmpty)
  }

  @Test("all line ends of a block string become LF")
  func blockStringLineEnds() throws {
    #expect(try Array(value("\"\"\"a\r\nb\rc\nd\"\"\"").utf8) == Array("a\nb\nc\nd".utf8))
  }
}
