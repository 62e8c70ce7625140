import AtlasKernel
import Retrieval

/// The tutor's own words: they lead to quotations and claim nothing about the matter.
///
/// `%` stands for what is put in. English, German, French and Spanish are whole; other languages have the two sentences
/// a learner must understand, the rest is English.
struct AnswerWords: Sendable {
  let table: WordTable
  /// That sources are quoted in the language they are written in; nil where English was asked for.
  let preface: String?
  /// That nothing here supports an answer.
  let nothing: String
  /// The words of refusals, by moderation's category.
  let language: AnswerLanguage

  static func of(_ question: TutorQuestion) -> AnswerWords {
    let language = AnswerLanguage(question.language)
    let table = WordTable.byLanguage[language.code] ?? .english
    let few = WordTable.fewByLanguage[language.code]
    return AnswerWords(
      table: table, preface: few?.preface ?? table.preface, nothing: few?.nothing ?? table.nothing,
      language: language)
  }

  var refused: String { table.refused }
  var think: String { table.think }
  var closing: String { table.closing }
  var noSolution: String { table.noSolution }
  var agrees: String { table.agrees }
  var open: String { table.open }

  func lead(about words: [String]) -> String {
    let own = words.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    return own.isEmpty ? table.lead : fill(table.leadAbout, list(Array(own.prefix(4))))
  }

  /// Title and kind of what is quoted.
  func heading(_ passage: Passage) -> String {
    let kind =
      switch passage.item.kind {
      case .diagram: table.diagram
      case .lab: table.lab
      case .incident: table.incident
      default: table.text
      }
    return "**\(Self.title(passage))** (\(kind))"
  }

  func ownWords(_ words: [String]) -> String { fill(table.ownWords, list(words)) }
  func askReason(_ cause: String, _ index: Int) -> String { fill(table.askReason, cause, "[\(index)]") }
  func askTrap(_ title: String, _ index: Int) -> String { fill(table.askTrap, title, "[\(index)]") }
  func askConsequence(_ condition: String, _ index: Int) -> String {
    fill(table.askConsequence, condition, "[\(index)]")
  }
  func askEnd(_ beginning: String, _ index: Int) -> String { fill(table.askEnd, beginning, "[\(index)]") }
  func hintPlace(_ title: String, _ index: Int) -> String { fill(table.hintPlace, title, "[\(index)]") }
  func hintWords(_ words: [String]) -> String { fill(table.hintWords, list(words)) }
  func accounts(_ quotation: String) -> String { fill(table.accounts, quotation) }
  func compareNumbers(_ own: [String], _ theirs: [String]) -> String {
    fill(table.compareNumbers, own.joined(separator: ", "), theirs.joined(separator: ", "))
  }

  func followUp(_ passage: Passage) -> String {
    let question =
      switch passage.item.kind {
      case .diagram: table.askDiagram
      case .lab: table.askLab
      case .incident: table.askIncident
      default: table.askText
      }
    return fill(question, Self.title(passage))
  }

  /// A title as a piece of Markdown.
  static func title(_ passage: Passage) -> String {
    Quotation.safe(VisibleText.cleaned(passage.title).split(whereSeparator: \.isWhitespace).joined(separator: " "))
  }

  private func list(_ words: [String]) -> String { words.map { "*\(Quotation.safe($0))*" }.joined(separator: ", ") }

  /// Puts parts in the places of `%`, in order. What is put in is not looked at again.
  private func fill(_ pattern: String, _ parts: String...) -> String {
    var rest = parts[...]
    return pattern.split(separator: "%", omittingEmptySubsequences: false).map(String.init)
      .reduce(nil as String?) { text, piece in text.map { $0 + (rest.popFirst() ?? "%") + piece } ?? piece } ?? pattern
  }
}
