/// Blocks of a size that can be cut around: a giant becomes several.
extension Block {
  /// Running text beyond this many bytes is cut at ends of sentences.
  private static let longestText = 2800
  /// Where a piece of it ends, if it can.
  private static let wantedText = 1200
  private static let longestLine = 2000
  private static let mostLines = 60
  private static let mostRows = 40

  static func running(_ kind: Kind, _ inline: InlineText, depth: Int, isQuoted: Bool) -> [Block] {
    let pieces = inline.pieces(over: longestText, wanted: wantedText)
    return pieces.enumerated().map { index, piece in
      guard index > 0, case .item = kind else { return Block(kind, piece, depth: depth, isQuoted: isQuoted) }
      return Block(.paragraph, piece, depth: depth + 1, isQuoted: isQuoted)
    }
  }

  /// A long listing is cut at empty lines.
  static func listing(
    _ lines: [ArraySlice<UInt8>], language: String = "", depth: Int, isQuoted: Bool
  ) -> [Block] {
    var blocks: [Block] = []
    var piece: [ArraySlice<UInt8>] = []
    let short = lines.flatMap { $0.count > longestLine ? cut($0) : [$0] }
    for (index, line) in short.enumerated() {
      let isGap = line.allSatisfy(\.isWhitespace)
      let isLong = piece.count >= mostLines || (isGap && piece.count >= mostLines * 2 / 3)
      if isLong, short.count - index > 10 {
        blocks.append(Block(code: piece, language: language, depth: depth, isQuoted: isQuoted))
        piece = []
        if isGap { continue }
      }
      piece.append(line)
    }
    if piece.contains(where: { !$0.allSatisfy(\.isWhitespace) }) || blocks.isEmpty {
      blocks.append(Block(code: piece, language: language, depth: depth, isQuoted: isQuoted))
    }
    return blocks
  }

  static func table(_ rows: [[InlineText]], depth: Int, isQuoted: Bool = false) -> [Block] {
    stride(from: 0, to: rows.count, by: mostRows).map {
      Block(table: Array(rows[$0..<min($0 + mostRows, rows.count)]), depth: depth, isQuoted: isQuoted)
    }
  }

  private static func cut(_ line: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    var pieces: [ArraySlice<UInt8>] = []
    var rest = line
    while rest.count > longestLine {
      var end = rest.startIndex + longestLine
      while rest[end] & 0xC0 == 0x80 { end -= 1 }
      pieces.append(rest[..<end])
      rest = rest[end...]
    }
    return pieces + [rest]
  }
}

extension InlineText {
  /// Itself, or pieces that end with sentences where that is possible.
  func pieces(over longest: Int, wanted: Int) -> [InlineText] {
    guard runs.reduce(0, { $0 + $1.text.utf8.count }) > longest else { return [self] }
    var pieces: [InlineText] = []
    var piece = InlineText()
    var size = 0
    for run in runs {
      for sentence in Sentences.split(run.text, longest: wanted) {
        piece.append(sentence.text, style: run.style, link: run.link)
        size += sentence.text.utf8.count
        if size >= wanted, sentence.isComplete || size >= longest {
          pieces.append(piece)
          piece = InlineText()
          size = 0
        }
      }
    }
    if !piece.isBlank { pieces.append(piece) }
    return pieces
  }
}
