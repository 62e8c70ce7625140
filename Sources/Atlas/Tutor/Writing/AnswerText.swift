import Synchronization

/// The text of an answer while a model writes it: what may be shown goes out, everything is kept.
final class AnswerText: Sendable {
  private struct State {
    var markdown: SafeMarkdown
    var text = ""

    mutating func keep(_ safe: String) -> String {
      text += safe
      return safe
    }
  }

  private let state: Mutex<State>

  init(hosts: LinkHosts, citing count: Int) {
    state = Mutex(State(markdown: SafeMarkdown(hosts: hosts, marks: .upTo(count))))
  }

  /// Takes a piece of the model's text.
  ///
  /// - Returns: what can be told by now.
  func push(_ piece: String) -> String {
    state.withLock { $0.keep($0.markdown.push(piece)) }
  }

  /// The text has its largest size: whatever else comes is left out.
  var isFull: Bool { state.withLock { $0.markdown.isCut } }

  /// Ends the text.
  ///
  /// - Parameter isCut: the model was stopped in the midst of it.
  /// - Returns: what was held back, and what closes the text.
  func finish(isCut: Bool) -> String {
    state.withLock { state in
      let wasCode = state.markdown.fence != nil
      var rest = state.markdown.finish()
      if isCut || state.markdown.isCut { rest += wasCode ? "\n\n…" : " …" }
      return state.keep(rest)
    }
  }

  /// Words of our own behind the text.
  func add(_ words: String) -> String {
    state.withLock { $0.keep($0.text.isEmpty ? words : "\n\n" + words) }
  }

  /// All that was told.
  var text: String { state.withLock { $0.text } }

  /// The numbers of the documents it refers to, in order.
  var cited: [Int] { state.withLock { $0.markdown.cited.sorted() } }
}
