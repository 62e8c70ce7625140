/// Reads CommonMark's inline markup: code spans, emphasis, links, pictures, entities, tags.
///
/// One pass over the bytes makes tokens, brackets and emphasis are matched on stacks, so the time is linear.
/// Simplification: a row of emphasis marks closes only a row of the same length.
struct MarkdownInlines {
  enum Token {
    case text(String)
    case code(String)
    case emphasis(mark: UInt8, count: Int, opens: Bool, closes: Bool)
    case bracket(isImage: Bool)
    case lineBreak
    case link(InlineText.Link)
  }

  private let bytes: ArraySlice<UInt8>
  private let definitions: [String: String]
  private var index: Int
  private var pending: [UInt8] = []
  private(set) var tokens: [Token] = []
  private var openBrackets: [(token: Int, at: Int)] = []
  /// Ends of links: where they begin, where they end, where to. Nested ones are dropped by the writer of runs.
  private(set) var links: [(from: Int, to: Int, address: InlineText.Link, isImage: Bool)] = []
  /// How many bytes may still be looked at in search of links' ends: what keeps rows of brackets linear.
  private var budget: Int
  /// Beginnings of rows of backticks by their length, later ones first.
  private var backticks: [Int: [Int]] = [:]

  static func read(_ bytes: ArraySlice<UInt8>, definitions: [String: String]) -> InlineText {
    var reader = MarkdownInlines(bytes, definitions)
    reader.scan()
    return reader.assembled()
  }

  private init(_ bytes: ArraySlice<UInt8>, _ definitions: [String: String]) {
    self.bytes = bytes
    self.definitions = definitions
    index = bytes.startIndex
    budget = bytes.count * 8 + 4096
    var rows: [(length: Int, start: Int)] = []
    var start: Int?
    for position in bytes.indices {
      if bytes[position] == 0x60 {
        start = start ?? position
      } else if let begin = start {
        rows.append((position - begin, begin))
        start = nil
      }
    }
    if let start { rows.append((bytes.endIndex - start, start)) }
    for row in rows.reversed() { backticks[row.length, default: []].append(row.start) }
  }

  private mutating func scan() {
    while index < bytes.endIndex {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "\\"): readEscape()
      case UInt8(ascii: "`"): readCode()
      case UInt8(ascii: "*"), UInt8(ascii: "_"): readEmphasis(byte)
      case UInt8(ascii: "!") where peek(1) == UInt8(ascii: "["): openBracket(isImage: true)
      case UInt8(ascii: "["): openBracket(isImage: false)
      case UInt8(ascii: "]"): closeBracket()
      case UInt8(ascii: "<"): readAngle()
      case UInt8(ascii: "&"): readEntity()
      case 0x0A: readNewline()
      default: take(1)
      }
    }
    flush()
  }

  private func peek(_ offset: Int) -> UInt8? { index + offset < bytes.endIndex ? bytes[index + offset] : nil }

  private mutating func take(_ count: Int) {
    pending += bytes[index..<min(index + count, bytes.endIndex)]
    index += count
  }

  private mutating func flush() {
    guard !pending.isEmpty else { return }
    tokens.append(.text(pending.text))
    pending = []
  }

  private mutating func readEscape() {
    if let next = peek(1), next.isPunctuation {
      pending.append(next)
      index += 2
    } else if peek(1) == 0x0A {
      flush()
      tokens.append(.lineBreak)
      index += 2
    } else {
      take(1)
    }
  }

  private mutating func readNewline() {
    let isHard = pending.suffix(2).elementsEqual([0x20, 0x20])
    index += 1
    guard isHard else { return pending.append(0x20) }
    flush()
    tokens.append(.lineBreak)
  }

  private mutating func readCode() {
    var end = index
    while end < bytes.endIndex, bytes[end] == 0x60 { end += 1 }
    let length = end - index
    while let last = backticks[length]?.last, last <= index { backticks[length]?.removeLast() }
    guard let close = backticks[length]?.last else { return take(length) }
    flush()
    tokens.append(.code(bytes[end..<close].text.collapsed))
    index = close + length
  }

  private mutating func readEmphasis(_ mark: UInt8) {
    let start = index
    while index < bytes.endIndex, bytes[index] == mark { index += 1 }
    let before = start > bytes.startIndex ? bytes[start - 1] : 0x20
    let after = index < bytes.endIndex ? bytes[index] : 0x20
    let left = !after.isWhitespace && (!after.isPunctuation || before.isWhitespace || before.isPunctuation)
    let right = !before.isWhitespace && (!before.isPunctuation || after.isWhitespace || after.isPunctuation)
    let isStar = mark == UInt8(ascii: "*")
    flush()
    tokens.append(
      .emphasis(
        mark: mark, count: index - start, opens: left && (isStar || !right || before.isPunctuation),
        closes: right && (isStar || !left || after.isPunctuation)))
  }

  private mutating func openBracket(isImage: Bool) {
    flush()
    openBrackets.append((tokens.count, index))
    tokens.append(.bracket(isImage: isImage))
    index += isImage ? 2 : 1
  }

  private mutating func closeBracket() {
    guard let open = openBrackets.popLast(), case .bracket(let isImage) = tokens[open.token] else { return take(1) }
    let label = bytes[(open.at + (isImage ? 2 : 1))..<index]
    if label.first == UInt8(ascii: "^"), label.count < 40 {
      // The mark of a footnote: it would point nowhere.
      flush()
      tokens.removeLast(tokens.count - open.token)
      index += 1
      return
    }
    guard let target = target(after: index + 1, label: label) else { return take(1) }
    flush()
    links.append((open.token, tokens.count, LinkTarget.accepted(target.address), isImage))
    index = target.end
  }

  /// Where a bracket leads: written behind it, or defined under its label.
  private mutating func target(after position: Int, label: ArraySlice<UInt8>) -> (address: String, end: Int)? {
    guard budget > 0 else { return nil }
    budget -= min(label.count, 300)
    let limit = min(bytes.endIndex, position + 2200)
    if position < limit, bytes[position] == UInt8(ascii: "(") {
      var depth = 0
      for end in position..<limit {
        budget -= 1
        if bytes[end] == UInt8(ascii: "(") { depth += 1 }
        if bytes[end] == UInt8(ascii: ")") { depth -= 1 }
        if depth == 0 { return (MarkdownLinks.address(in: bytes[(position + 1)..<end]), end + 1) }
      }
      return nil
    }
    if definitions.isEmpty { return nil }
    if position < limit, bytes[position] == UInt8(ascii: "["),
      let end = bytes[position..<min(limit, position + 300)].firstIndex(of: UInt8(ascii: "]"))
    {
      budget -= end - position
      let name = end == position + 1 ? label : bytes[(position + 1)..<end]
      return MarkdownLinks.key(name).flatMap { definitions[$0] }.map { ($0, end + 1) }
    }
    return MarkdownLinks.key(label).flatMap { definitions[$0] }.map { ($0, position) }
  }

  /// An address in angle brackets is a link, a known tag is left out, anything else is text.
  private mutating func readAngle() {
    let window = bytes[(index + 1)...].prefix(1000)
    guard let end = window.firstIndex(where: { $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "<") }),
      bytes[end] == UInt8(ascii: ">")
    else { return take(1) }
    let inner = bytes[(index + 1)..<end]
    if !inner.contains(where: \.isWhitespace), case .to(let address) = LinkTarget.accepted(inner.text) {
      flush()
      tokens.append(.link(.to(address)))
    } else if inner.begins(withASCII: "br"), inner.dropFirst(2).allSatisfy({ $0.isBlank || $0 == UInt8(ascii: "/") }) {
      flush()
      tokens.append(.lineBreak)
    } else if !HTMLTag.isMarkup(inner) {
      return take(1)
    }
    index = end + 1
  }

  private mutating func readEntity() {
    guard let entity = HTMLEntities.decode(bytes[index...]) else { return take(1) }
    pending += entity.text.utf8
    index += entity.length
  }
}
