import Testing

@testable import GraphQLHTTP

@Suite struct MultipartPiecesTests {
  private let sample = Array(
    """
    p\r\n--b0undary \r\nContent-Disposition: form-data; name="a"; filename="f"\r\n\r\n\r\n--b0und\r\r\n\r\n--b0undary\r
    Content-Disposition: form-data; name="b"\r\n\r\n--b0undary\r
    content-disposition:form-data;name=c\r\n\r\n--x\r\n-\r\n--b0undary--\r\n--b0undary
    """.utf8)

  @Test("[UPL pieces] a form is the same wherever it is cut in two or three, and byte by byte")
  func everyCut() throws {
    let whole = try ParsedForm([sample])
    #expect(whole.names == ["a", "b", "c"])
    #expect(whole.contents == ["\r\n--b0und\r\r\n", "", "--x\r\n-"])
    #expect(try ParsedForm(pieces(sample, bytes: 1)) == whole)
    for first in 0...sample.count {
      for second in first...sample.count {
        let cut = [sample[..<first], sample[first..<second], sample[second...]].map(Array.init)
        guard try ParsedForm(cut) == whole else {
          Issue.record("cut at \(first) and \(second)")
          return
        }
      }
    }
  }

  @Test("[UPL pieces] content full of beginnings of boundaries is what a naive parser finds, in random pieces")
  func random() throws {
    var generator = SplitMix(state: 2026)
    for round in 0..<600 {
      let contents = (0..<Int.random(in: 1...4, using: &generator)).map { _ in content(&generator) }
      var body: [UInt8] = []
      for (position, content) in contents.enumerated() {
        body += Array("--b0undary\r\nContent-Disposition: form-data; name=\"\(position)\"\r\n\r\n".utf8)
        body += content + [0x0D, 0x0A]
      }
      body += Array("--b0undary--".utf8) + content(&generator)
      let form = try ParsedForm(randomPieces(body, &generator))
      #expect(form.isEnded)
      #expect(form.parts.map(\.content) == contents, "round \(round)")
      #expect(form.parts.map(\.content) == naiveContents(body), "round \(round)")
    }
  }

  @Test("[UPL pieces] random bytes end in a fault or a form, and cuts change nothing")
  func garbage() {
    var generator = SplitMix(state: 7)
    for round in 0..<600 {
      var body = sample
      for _ in 0..<Int.random(in: 1...6, using: &generator) {
        let place = Int.random(in: 0..<body.count, using: &generator)
        if Bool.random(using: &generator) {
          body[place] = [0x0D, 0x0A, 0x2D, 0x22, 0x3B, 0x00].randomElement(using: &generator) ?? 0
        } else {
          body.remove(at: place)
        }
      }
      let whole = Result { () throws(HTTPFault) in try ParsedForm([body]) }
      let cut = Result { () throws(HTTPFault) in try ParsedForm(randomPieces(body, &generator)) }
      #expect(whole == cut, "round \(round)")
    }
  }

  @Test("[UPL pieces] a piece of content is handed on as one slice, however many boundaries seem to begin in it")
  func slices() throws {
    var parser = MultipartFormParser(
      try MultipartBoundary(contentType: "multipart/form-data; boundary=b0undary"), partsLimit: 1)
    let head = Array("--b0undary\r\nContent-Disposition: form-data; name=a\r\n\r\nx".utf8)
    var position = 0
    while try parser.next(in: head, at: &position) != nil {}
    let piece = Array(String(repeating: "\r\n--b0undar\r", count: 1000).utf8) + [0x78]
    position = 0
    #expect(try parser.next(in: piece, at: &position) == .content(piece[...]))
    #expect(try parser.next(in: piece, at: &position) == nil)
  }

  /// Content without a whole boundary.
  private func content(_ generator: inout SplitMix) -> [UInt8] {
    let tokens = ["\r", "\n", "\r\n", "-", "--", "\r\n--", "b0undary", "\r\n--b0undar", "x", "\r\n-", "\u{0}ä"]
    var text = ""
    for _ in 0..<Int.random(in: 0...12, using: &generator) {
      let longer = text + (tokens.randomElement(using: &generator) ?? "")
      if firstRange(of: "\r\n--b0undary", in: Array("\r\n\(longer)".utf8)) == nil { text = longer }
    }
    return Array(text.utf8)
  }

  private func randomPieces(_ body: [UInt8], _ generator: inout SplitMix) -> [[UInt8]] {
    var pieces: [[UInt8]] = []
    var rest = body[...]
    while !rest.isEmpty {
      let count = Int.random(in: 0...min(rest.count, 40), using: &generator)
      pieces.append(Array(rest.prefix(count)))
      rest = rest.dropFirst(count)
    }
    return pieces
  }

  /// The contents of a form that is well formed and held whole, found by cutting it at its delimiters.
  private func naiveContents(_ body: [UInt8]) -> [[UInt8]] {
    var contents: [[UInt8]] = []
    var rest = [0x0D, 0x0A] + body
    while let delimiter = firstRange(of: "\r\n--b0undary", in: rest) {
      rest = Array(rest[delimiter.upperBound...])
      guard !rest.starts(with: Array("--".utf8)), let next = firstRange(of: "\r\n--b0undary", in: rest),
        let head = firstRange(of: "\r\n\r\n", in: rest)
      else { break }
      contents.append(Array(rest[head.upperBound..<max(head.upperBound, next.lowerBound)]))
    }
    return contents
  }

  private func firstRange(of text: String, in bytes: [UInt8]) -> Range<Int>? {
    let pattern = Array(text.utf8)
    guard bytes.count >= pattern.count else { return nil }
    for start in 0...bytes.count - pattern.count where bytes[start..<start + pattern.count].elementsEqual(pattern) {
      return start..<start + pattern.count
    }
    return nil
  }
}

/// The same numbers in every run.
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
