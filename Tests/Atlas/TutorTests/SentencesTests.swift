import Testing

@testable import Tutor

@Suite("Sentences of a Markdown text")
struct SentencesTests {
  @Test("a paragraph is split at the ends of its sentences, across lines")
  func paragraph() {
    #expect(
      Sentences.split("The leader appends\nthe entry. Followers copy it! Is it safe now? Yes it is.")
        == ["The leader appends the entry.", "Followers copy it!", "Is it safe now?", "Yes it is."])
  }

  @Test("abbreviations and decimals do not end a sentence")
  func abbreviations() {
    let text = "Use a lease, e.g. Chubby, for 1.5 seconds. Then renew it."
    #expect(Sentences.split(text) == ["Use a lease, e.g. Chubby, for 1.5 seconds.", "Then renew it."])
  }

  @Test("headings, code, tables, rules and announcements are not quoted")
  func leftOut() {
    let text = """
      # A heading of words

      The steps are these:

      - Stop all the writers.
      2. Copy the whole log.

      ```
      let code = This is not. A sentence here.
      ```
      | a | table | row |

      ---

      > Quoted words count too.
      """
    #expect(Sentences.split(text) == ["Stop all the writers.", "Copy the whole log.", "Quoted words count too."])
  }

  @Test("a sentence that is too long is left out, not cut")
  func tooLong() {
    let long = Array(repeating: "word", count: 120).joined(separator: " ") + "."
    #expect(Sentences.split("Short one comes first. A\(long) Short one comes last.").count == 2)
  }

  @Test("an unclosed code block hides the rest", arguments: ["```", "~~~"])
  func unclosedCode(fence: String) {
    #expect(Sentences.split("Before the code block.\n\(fence)\nInside of the block.") == ["Before the code block."])
  }

  @Test("a text without end is split up to the limit")
  func limit() {
    #expect(Sentences.split(String(repeating: "One two three. ", count: 5000)).count <= 400)
  }
}

@Suite("Words that tell what a question is about")
struct KeywordsTests {
  @Test("common words and repeated stems are left out")
  func stopWords() {
    #expect(Keywords("How does the cache work, and what are caches for?").words == ["cache"])
  }

  @Test(
    "forms of a word have one stem",
    arguments: [
      ["cache", "caches", "caching", "cached"], ["election", "elections", "elect", "electing"],
      ["query", "queries"], ["replicate", "replication"], ["write", "writes", "writing"],
    ])
  func stems(forms: [String]) {
    #expect(Set(forms.map(Keywords.stem)).count == 1)
  }

  @Test("words are found in other forms")
  func found() {
    #expect(Keywords("leader election").found(in: "Leaders are elected by majority.") == ["leader", "election"])
  }

  @Test("a very long question has a bounded number of keywords")
  func bounded() {
    #expect(Keywords((0..<500).map { "word\($0)x" }.joined(separator: " ")).words.count == 40)
  }
}
