import GraphQLSyntax
import Testing

@Suite("Suggestions")
struct SuggestionsTests {
  @Test("near names are suggested, the nearest first")
  func nearest() {
    #expect(
      Suggestions.suggestionList("greetings", ["greeting", "greetingss", "other"]) == ["greeting", "greetingss"])
    #expect(Suggestions.suggestionList("abc", ["a", "ab", "abc"]) == ["abc", "ab", "a"])
    #expect(Suggestions.suggestionList("GREETING", ["greeting"]) == ["greeting"])
    #expect(Suggestions.suggestionList("agr", ["arg"]) == ["arg"])
    #expect(Suggestions.suggestionList("input", []).isEmpty)
    #expect(Suggestions.suggestionList("", ["a"]) == ["a"])
  }

  @Test("names far away are not suggested")
  func farAway() {
    #expect(Suggestions.suggestionList("verydifferent", ["short"]).isEmpty)
    #expect(Suggestions.suggestionList("abcd", ["wxyz"]).isEmpty)
  }

  @Test("equally near names come in natural order")
  func naturalOrder() {
    #expect(["a10", "a2", "a", "b1", "B"].sorted(by: NaturalOrder.isLess) == ["B", "a", "a2", "a10", "b1"])
  }

  @Test("a message shows at most five suggestions")
  func messages() {
    #expect(Suggestions.didYouMean([]).isEmpty)
    #expect(Suggestions.didYouMean(["A"]) == " Did you mean \"A\"?")
    #expect(Suggestions.didYouMean("the field", ["A", "B"]) == " Did you mean the field \"A\" or \"B\"?")
    #expect(Suggestions.didYouMean(["A", "B", "C"]) == " Did you mean \"A\", \"B\", or \"C\"?")
    #expect(
      Suggestions.didYouMean(["A", "B", "C", "D", "E", "F"]) == " Did you mean \"A\", \"B\", \"C\", \"D\", or \"E\"?")
    #expect(Suggestions.andList(["a", "b", "c"]) == "a, b, and c")
  }
}
