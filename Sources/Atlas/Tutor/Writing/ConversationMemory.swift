import LanguageModels

/// What was said before in a conversation, cut to what a model is to read again.
struct ConversationMemory: Sendable {
  /// Oldest first.
  let messages: [ModelRequest.Message]

  /// Less than this of a message says nothing.
  private static let leastBytes = 80

  /// About how many tokens a text is: four bytes each, and what a turn costs besides.
  static func estimatedTokens(_ text: String) -> Int { (text.utf8.count + 3) / 4 + turnTokens }

  private static let turnTokens = 4

  /// The newest turns that fit, oldest first. They begin with the learner, alternate, and end with the tutor; the
  /// oldest may be cut at the end of a sentence. A question that was never answered is left out.
  func within(budget: Int) -> [ModelRequest.Message] {
    var kept: [ModelRequest.Message] = []
    var left = max(0, budget)
    for turn in turns.reversed() {
      let cost = Self.estimatedTokens(turn.text)
      if cost <= left {
        left -= cost
        kept.append(turn)
        continue
      }
      if let text = Self.cut(turn.text, bytes: (left - Self.turnTokens) * 4) { kept.append(.init(turn.role, text)) }
      break
    }
    return Array(kept.reversed().drop { $0.role == .assistant })
  }

  /// All of them, alternating, from the learner's first to the tutor's last.
  private var turns: [ModelRequest.Message] {
    var turns: [ModelRequest.Message] = []
    for message in messages where !message.text.allSatisfy(\.isWhitespace) {
      if let last = turns.last, last.role == message.role {
        turns[turns.count - 1] = .init(last.role, last.text + "\n\n" + message.text)
      } else {
        turns.append(message)
      }
    }
    if turns.last?.role == .user { turns.removeLast() }
    return Array(turns.drop { $0.role == .assistant })
  }

  /// The beginning of a text up to the end of a sentence, or at least of a word.
  private static func cut(_ text: String, bytes: Int) -> String? {
    let ellipsis = " …"
    let room = bytes - ellipsis.utf8.count
    guard room >= leastBytes else { return nil }
    var end = text.startIndex
    var used = 0
    while end < text.endIndex, used + text[end].utf8.count <= room {
      used += text[end].utf8.count
      end = text.index(after: end)
    }
    let beginning = text[..<end]
    let sentences = beginning.lastIndex { ".!?\n".contains($0) }.map { beginning[...$0] }
    let words = beginning.lastIndex(where: \.isWhitespace).map { beginning[..<$0] }
    let whole = sentences.flatMap { $0.utf8.count * 2 >= room ? $0 : nil } ?? words ?? beginning
    return whole.split(separator: "\n").joined(separator: "\n") + ellipsis
  }
}
