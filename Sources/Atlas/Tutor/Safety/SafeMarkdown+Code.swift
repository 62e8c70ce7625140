extension SafeMarkdown {
  /// Where something that was begun ends.
  enum End {
    case at(Int)
    /// Not in this line, or not within the limit.
    case missing
    /// More of the text must come before that is known.
    case open
  }

  /// An open block of code.
  struct Fence: Sendable {
    /// "`" or "~".
    let mark: Unicode.Scalar
    let length: Int
    /// How far it was indented. It is written at the margin, and its lines lose as much.
    let indentation: Int

    var text: String { String(repeating: Character(mark), count: length) }
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\t" }

  /// How many scalars from a place on are like the first of them.
  func run(from start: Int, while matches: (Unicode.Scalar) -> Bool) -> Int {
    var end = start
    while end < pending.count, matches(pending[end]) { end += 1 }
    return end - start
  }

  /// Opens a block of code where one begins.
  mutating func stepLineStart(isEnd: Bool) -> Bool {
    let blanks = run(from: 0, while: Self.isBlank)
    if blanks == pending.count, !isEnd, blanks < Self.lookAhead { return false }
    guard blanks < pending.count, ["`", "~"].contains(pending[blanks]) else { return beProse() }
    let mark = pending[blanks]
    let length = run(from: blanks) { $0 == mark }
    let infoStart = blanks + length
    if infoStart == pending.count, !isEnd, length < Self.lookAhead { return false }
    guard length >= 3 else { return beProse() }
    let info = run(from: infoStart) { $0 != "\n" && ($0 != "`" || mark == "~") }
    let isOver = infoStart + info < pending.count
    if !isOver, !isEnd, info < 60, length < Self.lookAhead { return false }
    if isOver, pending[infoStart + info] == "`" { return beProse() }
    // What goes on for too long is no name of a language, but the first line of the code.
    let named = isOver || isEnd ? info : 0
    open(Fence(mark: mark, length: min(length, 16), indentation: blanks), info: infoStart..<(infoStart + named))
    drop(infoStart + (isOver || isEnd ? info + 1 : 0))
    return true
  }

  private mutating func beProse() -> Bool {
    isLineStart = false
    return true
  }

  private mutating func open(_ fence: Fence, info: Range<Int>) {
    let word = pending[info].drop(while: Self.isBlank).prefix {
      $0.isASCII && ($0.properties.isAlphabetic || $0 == "+")
    }
    startLine()
    emitWhole(fence.text + String(String.UnicodeScalarView(word.prefix(20))) + "\n")
    self.fence = fence
  }

  /// Copies code up to the end of a line, or closes its block.
  mutating func stepCode(isEnd: Bool) -> Bool {
    guard let fence else { return true }
    if isLineStart {
      let blanks = run(from: 0, while: Self.isBlank)
      if blanks == pending.count, !isEnd, blanks < Self.lookAhead { return false }
      let length = run(from: blanks) { $0 == fence.mark }
      if blanks + length == pending.count, !isEnd, length < Self.lookAhead { return false }
      let rest = run(from: blanks + length, while: Self.isBlank)
      let end = blanks + length + rest
      if length >= fence.length {
        if end == pending.count, !isEnd, length + rest < Self.lookAhead { return false }
        if end == pending.count || pending[end] == "\n" { return close(dropping: end + 1) }
      }
      drop(min(blanks, fence.indentation))
      isLineStart = false
      return true
    }
    let line = run(from: 0) { $0 != "\n" }
    let isWholeLine = line < pending.count
    emitWhole(String(String.UnicodeScalarView(pending[..<(isWholeLine ? line + 1 : line)])))
    drop(line + 1)
    isLineStart = isWholeLine
    return true
  }

  private mutating func close(dropping count: Int) -> Bool {
    drop(count)
    closeFence()
    emit("\n")
    return true
  }

  /// Closes a block of code that is open.
  mutating func closeFence() {
    guard let fence else { return }
    startLine()
    emitWhole(fence.text)
    self.fence = nil
  }

  /// Copies a span of code that ends in its line; else its marks are plain text.
  mutating func stepSpan(isEnd: Bool) -> Bool {
    let length = run(from: 0) { $0 == "`" }
    if length == pending.count, !isEnd, length < Self.lookAhead { return false }
    switch spanEnd(after: length, isEnd: isEnd) {
    case .open: return false
    case .at(let end) where copySpan(pending[length..<(end - length)], to: end): return true
    case .at, .missing:
      for _ in 0..<length { emit("\\`") }
      drop(length)
      return true
    }
  }

  /// The place behind the closing marks.
  private func spanEnd(after length: Int, isEnd: Bool) -> End {
    var index = length
    while index < pending.count, pending[index] != "\n" {
      guard pending[index] == "`" else {
        index += 1
        continue
      }
      let closing = run(from: index) { $0 == "`" }
      // One more mark may come.
      if index + closing == pending.count, !isEnd, index < Self.lookAhead { return .open }
      index += closing
      if closing == length { return .at(index) }
    }
    let isOpen = index == pending.count && !isEnd && index < Self.lookAhead
    return isOpen ? .open : .missing
  }

  private mutating func copySpan(_ content: ArraySlice<Unicode.Scalar>, to end: Int) -> Bool {
    let hasPipe = content.contains("|")
    let isDangerous = content.contains { "<[&:@/.".unicodeScalars.contains($0) }
    if isDangerous, hasPipe || isLineTainted { return false }
    let span = String(String.UnicodeScalarView(pending[..<end]))
    drop(end)
    emitWhole(span)
    if hasPipe { isLineTainted = true }
    return true
  }
}
