import Testing

@testable import GraphQLConstraints

@Suite("Patterns that no text can slow down")
struct LinearPatternTests {
  @Test(
    "a pattern is searched for anywhere",
    arguments: [
      ("b+", "abbc", true), ("^b", "ab", false), ("b$", "ab", true), ("b$", "ab\n", false), ("^ab$", "ab", true),
      ("a|b|c", "xc", true), ("a(b|c)*d", "abcbcd", true), ("a(b|c)+d", "ad", false), ("ab?c", "ac", true),
      ("(a*)*b", "aaab", true), ("(a|)+b", "b", true), ("[[:space:]]+x", "a \t\nx", true), ("[^a-c]", "abc", false),
      ("[^a-c]", "abd", true), ("[]x]", "]", true), ("[a-]", "-", true), ("1\\.0", "100", false), ("é.", "né!", true),
      ("\\(x\\)", "f(x)", true), ("", "", true), ("^$", "", true), ("^$", "x", false), ("A", "a", false),
      ("x(^a|b$)", "xb", true),
    ])
  func patterns(pattern: String, text: String, isFound: Bool) throws {
    let pattern = try #require(LinearPattern(pattern))
    #expect(pattern.isFound(in: Array(text.unicodeScalars)) == isFound)
  }

  @Test(
    "what is not known is no pattern",
    arguments: ["(", ")", "[a", "a{2}", "\\1", "\\d", "*a", "a**", "a+?", "(?:a)", "\\", "[[:word:]]", "[b-a]", "[[:x"])
  func unknownPatterns(pattern: String) {
    #expect(LinearPattern(pattern) == nil)
  }

  @Test("nesting and length of patterns are bounded")
  func patternLimits() {
    func nested(_ depth: Int) -> String {
      String(repeating: "(", count: depth) + "a" + String(repeating: ")", count: depth)
    }
    #expect(LinearPattern(nested(LinearPatternParser.depthLimit)) != nil)
    #expect(LinearPattern(nested(LinearPatternParser.depthLimit + 1)) == nil)
    #expect(LinearPattern(String(repeating: "a", count: LinearPatternParser.lengthLimit)) != nil)
    #expect(LinearPattern(String(repeating: "a", count: LinearPatternParser.lengthLimit + 1)) == nil)
  }

  @Test("a pattern that makes others backtrack is found missing in one pass")
  func pathologicalPattern() throws {
    let pattern = try #require(LinearPattern("^(a|a)*(a*)*b$"))
    let text = Array(String(repeating: "a", count: 20_000).unicodeScalars)
    #expect(!pattern.isFound(in: text))
  }
}
