import GraphQLSyntax
import Testing

@Suite("Block strings")
struct BlockStringTests {
  @Test("a short line stands between the quotes, other texts on lines of their own")
  func layout() {
    #expect(BlockString.print("one line") == "\"\"\"one line\"\"\"")
    #expect(BlockString.print("two\nlines") == "\"\"\"\ntwo\nlines\n\"\"\"")
    let long = String(repeating: "x", count: 71)
    #expect(BlockString.print(long) == "\"\"\"\n\(long)\n\"\"\"")
    #expect(BlockString.print(String(long.dropLast())) == "\"\"\"\(long.dropLast())\"\"\"")
  }

  @Test("what could be taken for the end is kept away from it")
  func ends() {
    #expect(BlockString.print("a \"quote\"") == "\"\"\"\na \"quote\"\n\"\"\"")
    #expect(BlockString.print("a slash \\") == "\"\"\"\na slash \\\n\"\"\"")
    #expect(BlockString.print("a \"\"\" b") == "\"\"\"a \\\"\"\" b\"\"\"")
  }

  @Test("indentation survives")
  func indentation() {
    #expect(BlockString.print("  leading space") == "\"\"\"  leading space\"\"\"")
    #expect(BlockString.print("first\n  second") == "\"\"\"\nfirst\n  second\n\"\"\"")
  }

  @Test("a minimal block string has only the line ends that it needs")
  func minimal() {
    #expect(BlockString.print("two\nlines", minimize: true) == "\"\"\"two\nlines\"\"\"")
    #expect(BlockString.print("first\n  second", minimize: true) == "\"\"\"\nfirst\n  second\"\"\"")
    #expect(BlockString.print("\"", minimize: true) == "\"\"\"\"\n\"\"\"")
  }

  @Test("a text that would change when read again cannot be a block string")
  func representable() {
    #expect(BlockString.canRepresent(""))
    #expect(BlockString.canRepresent("a\n b"))
    for text in [" ", "\na", "a\n", " a\n b", "a\u{0}", "a\rb"] { #expect(!BlockString.canRepresent(text)) }
  }
}
