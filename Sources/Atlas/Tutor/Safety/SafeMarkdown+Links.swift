extension SafeMarkdown {
  /// Decides about a bracket: a citation, a link, an image, a definition, or just a bracket.
  ///
  /// - Parameter start: 1 when an exclamation mark stands before it.
  mutating func stepBracket(at start: Int, isEnd: Bool) -> Bool {
    let isImage = start == 1
    switch bracketEnd(from: start, isEnd: isEnd) {
    case .open: return false
    case .missing: return beBracket(isImage)
    case .at(let end):
      if end + 1 == pending.count, !isEnd { return false }
      let label = Array(pending[(start + 1)..<end])
      let next = end + 1 < pending.count ? pending[end + 1] : nil
      let numbers = Self.numbers(label)
      switch next {
      case "(": return stepInlineLink(label, numbers, isImage, at: end + 1, isEnd: isEnd)
      case "[" where numbers == nil: return stepReference(label, isImage, at: end + 1, isEnd: isEnd)
      case ":" where isLineBare && !isImage: return stepDefinition(numbers, at: end + 2, isEnd: isEnd)
      default:
        guard let numbers else { return beBracket(isImage) }
        return cite(numbers, label, isImage, dropping: end + 1)
      }
    }
  }

  private mutating func beBracket(_ isImage: Bool) -> Bool {
    drop(isImage ? 2 : 1)
    emit("[")
    return true
  }

  private mutating func cite(
    _ numbers: [Int], _ label: [Unicode.Scalar], _ isImage: Bool, dropping count: Int
  ) -> Bool {
    drop(count)
    if isImage { emit("!") }
    switch marks {
    case .upTo: emitMarks(numbers)
    case .kept: emit("[" + String(String.UnicodeScalarView(label)) + "]")
    case .disarmed: emit("\\[" + String(String.UnicodeScalarView(label)) + "]")
    }
    return true
  }

  /// `[text](address "title")`: a link where the address is allowed, else the text alone.
  private mutating func stepInlineLink(
    _ label: [Unicode.Scalar], _ numbers: [Int]?, _ isImage: Bool, at open: Int, isEnd: Bool
  ) -> Bool {
    switch destinationEnd(from: open, isEnd: isEnd) {
    case .open: return false
    case .missing:
      if let numbers { return cite(numbers, label, isImage, dropping: open) }
      return beBracket(isImage)
    case .at(let end):
      if let numbers { return cite(numbers, label, isImage, dropping: end + 1) }
      let content = String(String.UnicodeScalarView(pending[(open + 1)..<end]))
      guard !isImage, let address = hosts.allowed(destination: content) else {
        // The text goes through the machine once more: it may hold anything.
        pending.replaceSubrange(...end, with: label)
        return true
      }
      drop(end + 1)
      let text = Self.plain(label)
      emitWhole(text.allSatisfy(\.isWhitespace) ? address : "[\(text)](\(address))")
      return true
    }
  }

  /// `[text][reference]`: the text alone. Two numbers side by side are two citations.
  private mutating func stepReference(
    _ label: [Unicode.Scalar], _ isImage: Bool, at open: Int, isEnd: Bool
  ) -> Bool {
    switch bracketEnd(from: open, isEnd: isEnd) {
    case .open: return false
    case .missing: return beBracket(isImage)
    case .at(let end):
      let isCitation = Self.numbers(Array(pending[(open + 1)..<end])) != nil
      pending.replaceSubrange(...(isCitation ? open - 1 : end), with: label)
      return true
    }
  }

  /// `[text]: address` at the beginning of a line is left out.
  private mutating func stepDefinition(_ numbers: [Int]?, at start: Int, isEnd: Bool) -> Bool {
    let blanks = run(from: start) { $0 == " " || $0 == "\t" }
    let length = run(from: start + blanks) { $0 != " " && $0 != "\t" && $0 != "\n" }
    let end = start + blanks + length
    if end == pending.count, !isEnd, end - start < Self.lookAhead { return false }
    let word = String(String.UnicodeScalarView(pending[(start + blanks)..<end]))
    isSkippingLine = word.hasPrefix("<") || word.hasPrefix("/") || LinkHosts.looksLikeAddress(word)
    if isSkippingLine {
      drop(end)
      return true
    }
    if let numbers { return cite(numbers, Array(pending[1..<(start - 2)]), false, dropping: start - 1) }
    return beBracket(false)
  }
}

extension SafeMarkdown {
  /// The place of the bracket that closes one.
  private func bracketEnd(from start: Int, isEnd: Bool) -> End {
    end(from: start, opening: "[", closing: "]", limit: start + Self.lookAhead, isEnd: isEnd)
  }

  private func destinationEnd(from start: Int, isEnd: Bool) -> End {
    end(from: start, opening: "(", closing: ")", limit: start + Self.addressLookAhead, isEnd: isEnd)
  }

  private func end(
    from start: Int, opening: Unicode.Scalar, closing: Unicode.Scalar, limit: Int, isEnd: Bool
  ) -> End {
    var depth = 0
    var index = start
    while index < min(pending.count, limit) {
      switch pending[index] {
      case "\n": return .missing
      case "\\": index += 1
      case opening: depth += 1
      case closing:
        depth -= 1
        if depth == 0 { return .at(index) }
      default: break
      }
      index += 1
    }
    return index < limit && !isEnd ? .open : .missing
  }

  /// The numbers of "1", "1, 2", "^1" or "2-4"; nil for any other text.
  static func numbers(_ label: [Unicode.Scalar]) -> [Int]? {
    let text = String(String.UnicodeScalarView(label.first == "^" ? label[1...] : label[...]))
    guard text.utf8.count <= 24 else { return nil }
    var numbers: [Int] = []
    for part in text.split(omittingEmptySubsequences: false, whereSeparator: { ",;".contains($0) }) {
      let ends = part.split(omittingEmptySubsequences: false, whereSeparator: { "-–".contains($0) }).map { end in
        let digits = end.filter { $0 != " " }
        return digits.utf8.count <= 4 && digits.utf8.allSatisfy { (48...57).contains($0) } ? Int(digits) : nil
      }
      guard ends.count <= 2, let first = ends[0], let last = ends[ends.count - 1], first <= last, last - first < 20
      else { return nil }
      numbers += first...last
    }
    return numbers
  }

  /// A link's text without what could end it.
  private static func plain(_ label: [Unicode.Scalar]) -> String {
    var inner = SafeMarkdown()
    let text = inner.push(String(String.UnicodeScalarView(label.filter { !"[]`|\\".unicodeScalars.contains($0) })))
    return text + inner.finish()
  }
}
