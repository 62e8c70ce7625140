/// Markdown of somebody we do not trust, made safe to be shown, while it comes in.
///
/// A model repeats what it has read, so its text is data: no HTML, no images, links only to hosts that are allowed,
/// nothing invisible. Code keeps its content. What is pushed goes scalar by scalar through one machine, so the result
/// does not depend on how the text was cut; what cannot be decided yet is held back, within a limit.
///
/// Safety does not rest on understanding all of Markdown. Whatever the machine takes for prose goes out by `emit`,
/// which never writes `<` before a letter, `](`, `][`, `]:`, `![`, `://` or three tildes, over line breaks neither;
/// code, allowed links and our own marks alone go out whole, and code only where every reader of Markdown must take it
/// for code: a fence at the margin, a span within one line.
///
///     push("See ![x](http")   "See "
///     push("://evil/?q=1) [2]") "x"
///     finish()                " [2]"
struct SafeMarkdown: Sendable {
  /// What becomes of `[1]` in prose.
  enum Marks: Sendable {
    /// They stay.
    case kept
    /// Those from 1 to this number stay; the others are taken out.
    case upTo(Int)
    /// They stay, but are no citations: a backslash stands before them.
    case disarmed
  }

  let hosts: LinkHosts
  let marks: Marks
  /// How many bytes are written at most. The rest of the text is left out.
  let maximumBytes: Int

  /// The numbers of the marks that were written, in the order of their first places.
  private(set) var cited: [Int] = []
  /// The end of the text was left out.
  private(set) var isCut = false

  /// What came in and is not decided.
  var pending: [Unicode.Scalar] = []
  var fence: Fence?
  var isLineStart = true
  /// Nothing but the marks of lists and quotations was written in this line.
  var isLineBare = true
  /// A code span of this line holds a pipe: a table may cut it in two, so that later spans are not sure to be code.
  var isLineTainted = false
  /// The rest of this line is a link's definition.
  var isSkippingLine = false

  private var filter = VisibleText()
  private var output = ""
  private var written = 0
  /// The last scalars written, at most three.
  private var tail: [Unicode.Scalar] = []
  /// A space is held back until it is sure that a word follows.
  private var holdsSpace = false
  /// The last thing written is a citation's mark.
  private var endsWithMark = false

  /// How far a text is read for the end of a bracket, a span or a word.
  static let lookAhead = 400
  /// How far it is read for the end of an address.
  static let addressLookAhead = 1200

  init(hosts: LinkHosts = .none, marks: Marks = .kept, maximumBytes: Int = 65_536) {
    self.hosts = hosts
    self.marks = marks
    self.maximumBytes = maximumBytes
  }

  /// Takes a piece of the text.
  ///
  /// - Returns: what can be shown by now; it may be empty.
  mutating func push(_ piece: String) -> String {
    for scalar in piece.unicodeScalars {
      guard !isCut else { break }
      guard let scalar = filter.filter(scalar) else { continue }
      pending.append(scalar)
      while !pending.isEmpty, step(isEnd: false) {}
    }
    return takeOutput()
  }

  /// Ends the text.
  ///
  /// - Returns: what was held back.
  mutating func finish() -> String {
    while !pending.isEmpty, step(isEnd: true) {}
    closeFence()
    return takeOutput()
  }

  /// The whole of a text.
  static func whole(_ text: String, hosts: LinkHosts = .none, marks: Marks = .kept) -> String {
    var markdown = SafeMarkdown(hosts: hosts, marks: marks)
    return markdown.push(text) + markdown.finish()
  }

  private mutating func takeOutput() -> String {
    defer { output = "" }
    return output
  }

  /// Decides about the beginning of what is pending.
  ///
  /// - Returns: false when more must come first, which is never so at the end.
  private mutating func step(isEnd: Bool) -> Bool {
    if written >= maximumBytes {
      isCut = true
      pending = []
      return false
    }
    if fence != nil { return stepCode(isEnd: isEnd) }
    if isLineStart { return stepLineStart(isEnd: isEnd) }
    return stepProse(isEnd: isEnd)
  }
}

extension SafeMarkdown {
  /// Takes scalars from what is pending.
  mutating func drop(_ count: Int) { pending.removeFirst(min(count, pending.count)) }

  /// Writes a scalar of prose, apart from what it would be dangerous to stand behind.
  mutating func emit(_ scalar: Unicode.Scalar) {
    if scalar == " " {
      flushSpace()
      holdsSpace = true
      return
    }
    flushSpace()
    if needsSpace(scalar) { append(" ") }
    if scalar == "~", tail.suffix(2) == ["~", "~"] { append("\\") }
    append(scalar)
    if scalar == "\n" {
      isLineStart = true
      isLineBare = true
      isLineTainted = false
      isSkippingLine = false
    } else if isLineBare, !" \t>-*+.)0123456789".unicodeScalars.contains(scalar) {
      isLineBare = false
    }
  }

  mutating func emit(_ text: some StringProtocol) {
    for scalar in text.unicodeScalars { emit(scalar) }
  }

  /// Writes what was made safe as a whole: a span, a link, a fence.
  mutating func emitWhole(_ text: String) {
    flushSpace()
    // Two spans side by side would be read as another one, and a link behind "!" as an image.
    if text.hasPrefix("`"), tail.last == "`" { append(" ") }
    if text.hasPrefix("["), tail.last == "!" { append(" ") }
    for scalar in text.unicodeScalars { append(scalar) }
    isLineBare = false
  }

  /// Writes the marks of a citation, or nothing, not even the space before it.
  mutating func emitMarks(_ numbers: [Int]) {
    guard case .upTo(let last) = marks else { return }
    let valid = numbers.filter { (1...max(1, last)).contains($0) && last > 0 }
    guard !valid.isEmpty else {
      holdsSpace = false
      return
    }
    for number in valid {
      // Marks of ours may stand side by side, but not behind a bracket of somebody else.
      if endsWithMark { emitWhole("[\(number)]") } else { emit("[\(number)]") }
      endsWithMark = true
      if !cited.contains(number) { cited.append(number) }
    }
  }

  /// A fence begins and ends at the margin.
  mutating func startLine() {
    holdsSpace = false
    if let last = tail.last, last != "\n" { append("\n") }
  }

  private mutating func flushSpace() {
    guard holdsSpace else { return }
    holdsSpace = false
    append(" ")
  }

  private func needsSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    // A label may begin in an earlier line: `[1`, then `]: //evil.example`.
    case "(", ":": tail.last == "]"
    case "[": tail.last == "!" || tail.last == "]"
    // "_" and the like begin an address too, though no word.
    case "@": tail.last.map { "+-._".unicodeScalars.contains($0) } ?? false
    case "/": tail.suffix(2) == [":", "/"]
    case ".": tail.count == 3 && tail.allSatisfy { $0 == "w" || $0 == "W" }
    default: false
    }
  }

  private mutating func append(_ scalar: Unicode.Scalar) {
    endsWithMark = false
    output.unicodeScalars.append(scalar)
    written += UTF8.width(scalar)
    tail.append(scalar)
    if tail.count > 3 { tail.removeFirst() }
  }
}
