/// What an SMTP server answers to a command (RFC 5321, section 4.2): a code and one or more lines of text.
struct SMTPReply: Equatable {
  let code: Int
  /// The lines without their codes.
  let lines: [String]
}

/// Puts replies together from the bytes of a connection. The other side may be anything: lines and replies have limits.
struct SMTPReplyReader {
  private var unread: [UInt8] = []
  private var code: Int?
  private var lines: [String] = []

  /// Whether nothing is there beyond the replies that were taken.
  var isEmpty: Bool { unread.isEmpty && lines.isEmpty }

  mutating func append(_ bytes: some Sequence<UInt8>) { unread += bytes }

  /// The next whole reply; nil until more has come.
  ///
  /// - Throws: a transient error for what is no reply, and for one that is too long.
  mutating func next() throws(MailError) -> SMTPReply? {
    while let line = try nextLine() {
      guard let (code, text, isLast) = Self.parse(line), self.code == nil || self.code == code else {
        throw Self.violation
      }
      self.code = code
      lines.append(text)
      guard lines.count <= Self.linesLimit else { throw Self.violation }
      if isLast {
        defer { (self.code, lines) = (nil, []) }
        return SMTPReply(code: code, lines: lines)
      }
    }
    return nil
  }

  private mutating func nextLine() throws(MailError) -> [UInt8]? {
    guard let end = unread.firstIndex(of: UInt8(ascii: "\n")) else {
      if unread.count > Self.lineLimit { throw Self.violation }
      return nil
    }
    var line = unread[..<end]
    unread.removeSubrange(...end)
    guard line.count <= Self.lineLimit else { throw Self.violation }
    if line.last == UInt8(ascii: "\r") { line.removeLast() }
    return Array(line)
  }

  /// Three digits, then a hyphen where more lines follow, or a space, or nothing.
  private static func parse(_ line: [UInt8]) -> (code: Int, text: String, isLast: Bool)? {
    let digits = line.prefix(3)
    guard digits.count == 3, digits.allSatisfy({ (0x30...0x39).contains($0) }),
      let code = Int(String(decoding: digits, as: UTF8.self)), (200...599).contains(code)
    else { return nil }
    let separator = line.count > 3 ? line[3] : UInt8(ascii: " ")
    guard separator == UInt8(ascii: " ") || separator == UInt8(ascii: "-") else { return nil }
    return (code, String(decoding: line.dropFirst(4), as: UTF8.self), separator == UInt8(ascii: " "))
  }

  private static let violation = MailError.transient("The SMTP server sent something that is no reply.")
  /// Four times what RFC 5321 (section 4.5.3.1.5) allows.
  private static let lineLimit = 2_048
  private static let linesLimit = 100
}

/// What a server can do, by the lines of its answer to EHLO.
struct SMTPCapabilities: Equatable {
  private(set) var offersTLS = false
  private(set) var mechanisms: Set<String> = []

  init(_ lines: some Sequence<String>) {
    for line in lines {
      let words = line.uppercased().split(separator: " ")
      switch words.first {
      case "STARTTLS": offersTLS = true
      case "AUTH": mechanisms.formUnion(words.dropFirst().map(String.init))
      default: break
      }
    }
  }
}
