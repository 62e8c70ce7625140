extension InlineText {
  /// CommonMark that shows exactly this text: the only place where markup is written, so the place that keeps HTML out.
  func markdown(inTable: Bool = false) -> String {
    var writer = InlineWriter(inTable: inTable)
    for run in runs { writer.write(run) }
    return writer.finished()
  }
}

/// Writes runs as CommonMark.
private struct InlineWriter {
  let inTable: Bool
  var out: [UInt8] = []

  mutating func write(_ run: InlineText.Run) {
    let bytes = Array(run.text.utf8)
    let core = bytes.trimmed
    if run.style.contains(.image) { return writeImage(core, run.link?.address) }
    guard !core.isEmpty else { return writeGap(bytes[...]) }
    writeGap(bytes[..<core.startIndex])
    if run.link?.address != nil { openBracket() }
    let mark = run.style.contains(.code) ? [] : emphasis(run.style)
    out += mark
    if run.style.contains(.code) { writeCode(core) } else { writeText(core) }
    out += mark
    if let address = run.link?.address { writeAddress(address) }
    writeGap(bytes[core.endIndex...])
  }

  func finished() -> String { out.trimmed.text }

  private func emphasis(_ style: InlineText.Style) -> [UInt8] {
    Array(repeating: UInt8(ascii: "*"), count: (style.contains(.emphasis) ? 1 : 0) + (style.contains(.strong) ? 2 : 0))
  }

  /// One space, or a hard break where the gap has a newline.
  private mutating func writeGap(_ gap: ArraySlice<UInt8>) {
    guard !gap.isEmpty, let last = out.last, last != 0x0A else { return }
    if gap.contains(0x0A), !inTable {
      if last == 0x20 { out.removeLast() }
      out += [UInt8(ascii: "\\"), 0x0A]
    } else if last != 0x20 {
      out.append(0x20)
    }
  }

  private mutating func writeImage(_ description: ArraySlice<UInt8>, _ link: String?) {
    guard let link else { return writeText(description) }
    out += [UInt8(ascii: "!"), UInt8(ascii: "[")]
    writeText(description)
    writeAddress(link)
  }

  /// An exclamation mark before it would make a picture of the link.
  private mutating func openBracket() {
    if out.last == UInt8(ascii: "!") { out.insert(UInt8(ascii: "\\"), at: out.count - 1) }
    out.append(UInt8(ascii: "["))
  }

  private mutating func writeAddress(_ link: String) {
    out += [UInt8(ascii: "]"), UInt8(ascii: "(")]
    let digits = Array("0123456789ABCDEF".utf8)
    for byte in link.utf8 {
      let isPlain = byte > 0x20 && byte < 0x7F && !"()<>\\\"`|".utf8.contains(byte)
      if isPlain {
        out.append(byte)
      } else {
        out += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    out.append(UInt8(ascii: ")"))
  }

  private mutating func writeCode(_ code: ArraySlice<UInt8>) {
    var longest = 0
    var run = 0
    for byte in code {
      run = byte == 0x60 ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = [UInt8](repeating: 0x60, count: longest + 1)
    let needsSpace = code.first == 0x60 || code.last == 0x60
    out += fence
    if needsSpace { out.append(0x20) }
    for byte in code {
      if byte == UInt8(ascii: "|"), inTable { out.append(UInt8(ascii: "\\")) }
      out.append(byte.isWhitespace ? 0x20 : byte)
    }
    if needsSpace { out.append(0x20) }
    out += fence
  }

  private mutating func writeText(_ text: ArraySlice<UInt8>) {
    if out.last == UInt8(ascii: "]"), let first = text.first, "(:".utf8.contains(first) {
      out.insert(UInt8(ascii: "\\"), at: out.count - 1)
    }
    var index = text.startIndex
    while index < text.endIndex {
      let byte = text[index]
      if byte.isWhitespace {
        let start = index
        while index < text.endIndex, text[index].isWhitespace { index += 1 }
        writeGap(text[start..<index])
        continue
      }
      if byte.isPunctuation, needsEscape(byte, at: index, in: text) { out.append(UInt8(ascii: "\\")) }
      out.append(byte)
      index += 1
    }
  }

  private func needsEscape(_ byte: UInt8, at index: Int, in text: ArraySlice<UInt8>) -> Bool {
    let next = index + 1 < text.endIndex ? text[index + 1] : nil
    let previous = index > text.startIndex ? text[index - 1] : nil
    switch byte {
    case UInt8(ascii: "\\"): return next?.isPunctuation ?? true
    case UInt8(ascii: "`"): return true
    case UInt8(ascii: "*"): return !(previous?.isWhitespace == true && next?.isWhitespace == true) || startsLine
    case UInt8(ascii: "_"): return !(previous?.isWordByte == true && next?.isWordByte == true)
    case UInt8(ascii: "<"): return !(next?.isWhitespace == true || next?.isDigit == true || next == UInt8(ascii: "="))
    case UInt8(ascii: "]"): return next == UInt8(ascii: "(") || next == UInt8(ascii: ":")
    case UInt8(ascii: "!"): return next == UInt8(ascii: "[")
    case UInt8(ascii: "&"): return startsEntity(at: index, in: text)
    case UInt8(ascii: "~"): return next == byte || previous == byte
    case UInt8(ascii: "|"): return inTable
    case UInt8(ascii: ">"), UInt8(ascii: "="): return startsLine
    case UInt8(ascii: "#"), UInt8(ascii: "-"), UInt8(ascii: "+"):
      return startsLine && !text[(index + 1)...].prefix(2).contains(where: \.isWordByte)
    case UInt8(ascii: "."), UInt8(ascii: ")"): return next?.isWhitespace ?? true && followsNumberAtLineStart
    default: return false
    }
  }

  private var startsLine: Bool { out.last == nil || out.last == 0x0A }

  /// Whether the line so far is a number, so that a dot would make it a list item.
  private var followsNumberAtLineStart: Bool {
    let digits = out.reversed().prefix(11).prefix { $0.isDigit }.count
    guard digits > 0, digits < 10 else { return false }
    return digits == out.count || out[out.count - digits - 1] == 0x0A
  }

  private func startsEntity(at index: Int, in text: ArraySlice<UInt8>) -> Bool {
    let name = text[(index + 1)...].prefix(32)
    guard let end = name.firstIndex(of: UInt8(ascii: ";")), end > name.startIndex else { return false }
    return name[..<end].allSatisfy { $0.isAlphanumeric || $0 == UInt8(ascii: "#") }
  }
}
