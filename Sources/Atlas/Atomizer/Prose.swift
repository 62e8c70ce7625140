/// Running text in Markdown, for others who look at what it says.
package enum Prose {
  /// A sentence of a Markdown text.
  package struct Sentence: Sendable, Equatable {
    /// Without markup, with single spaces.
    package let text: String
    /// Which paragraph or list item it stands in, from 0.
    package let paragraph: Int
    /// Whether the paragraph begins with it.
    package let isFirst: Bool

    package init(_ text: String, paragraph: Int, isFirst: Bool = true) {
      self.text = text
      self.paragraph = paragraph
      self.isFirst = isFirst
    }
  }

  /// The complete sentences of the paragraphs and list items of a text, in order, and what the author set off in them:
  /// bold, italic and literal words. Headings, listings and tables are left out.
  package static func read(_ markdown: String) -> (sentences: [Sentence], terms: [String]) {
    var sentences: [Sentence] = []
    var terms: [String] = []
    for (number, block) in MarkdownReader.blocks(of: Array(markdown.utf8)).filter(\.isProse).enumerated() {
      terms += block.terms
      for (place, sentence) in Sentences.split(block.prose).enumerated() where sentence.isComplete {
        sentences.append(Sentence(sentence.text.collapsed, paragraph: number, isFirst: place == 0))
      }
    }
    return (sentences, terms)
  }

  /// Markdown that shows a text as it is.
  package static func markdown(_ plain: String) -> String { InlineText(plain).markdown() }

  /// The stem of a lower-case word.
  package static func stem(_ word: String) -> String { Stemmer.stem(word) }

  /// Whether a lower-case word carries no subject.
  package static func isStopWord(_ word: String) -> Bool { StopWords.contains(word) }
}
