import FoundationEssentials
public import Postgres

/// A mail of plain text from Atlas to one person.
public struct MailMessage: Sendable, Hashable {
  /// Whose mail it is.
  public let from: MailAddress
  /// Who gets it.
  public let to: MailAddress
  /// One line.
  public let subject: String
  /// Plain text; lines end as they like.
  public let text: String
  /// Names the mail: a second delivery has the same one.
  public let id: PostgresUUID
  /// When it was written.
  public let date: PostgresTimestamp

  /// - Throws: a permanent error where the subject has control characters.
  public init(
    from: MailAddress, to: MailAddress, subject: String, text: String, id: PostgresUUID, date: PostgresTimestamp
  ) throws(MailError) {
    try MailHeader.check(subject)
    self.from = from
    self.to = to
    self.subject = subject
    self.text = text
    self.id = id
    self.date = date
  }

  /// `<id@domain>`, without the brackets.
  public var messageID: String { "\(id)@\(from.domain)" }

  /// The mail in the form of RFC 5322 with a body of ASCII; each line ends with CRLF.
  public var rendered: [UInt8] {
    let fields = [
      "From: \(MailHeader.mailbox(from))",
      "To: \(MailHeader.mailbox(to))",
      "Subject: \(MailHeader.text(subject))",
      "Date: \(Self.text(of: date))",
      "Message-ID: <\(messageID)>",
      // Nobody's absence is to be told to a machine (RFC 3834).
      "Auto-Submitted: auto-generated",
      "MIME-Version: 1.0",
      "Content-Type: text/plain; charset=utf-8",
      "Content-Transfer-Encoding: quoted-printable",
    ]
    return Array(fields.joined(separator: "\r\n").utf8) + Array("\r\n\r\n".utf8) + QuotedPrintable.encode(text)
  }

  /// `Sat, 21 Nov 2026 13:31:54 +0000` (RFC 5322, section 3.3).
  private static func text(of date: PostgresTimestamp) -> String {
    let time = parts(of: date)
    let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    let clock = [time.hour, time.minute, time.second].map(twoDigits).joined(separator: ":")
    return "\(days[((time.weekday ?? 1) - 1) % 7]), \(twoDigits(time.day)) \(months[((time.month ?? 1) - 1) % 12]) "
      + "\(time.year ?? 1970) \(clock) +0000"
  }

  /// `20261121T133154Z`, by which names of files sort.
  var compactDate: String {
    let time = Self.parts(of: date)
    let day = [time.month, time.day].map(Self.twoDigits).joined()
    let clock = [time.hour, time.minute, time.second].map(Self.twoDigits).joined()
    return "\(time.year ?? 1970)\(day)T\(clock)Z"
  }

  /// In UTC.
  private static func parts(of date: PostgresTimestamp) -> DateComponents {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    return calendar.dateComponents(
      [.year, .month, .day, .weekday, .hour, .minute, .second],
      from: Date(timeIntervalSince1970: Double(date.microsecondsSince1970 / 1_000_000)))
  }

  private static func twoDigits(_ number: Int?) -> String {
    let number = number ?? 0
    return number < 10 ? "0\(number)" : "\(number)"
  }
}

extension MailMessage: CustomStringConvertible, CustomReflectable {
  /// Without address and text: a mail that gets into a log tells nobody anything.
  public var description: String { "MailMessage(\(id))" }
  /// The identifier only.
  public var customMirror: Mirror { Mirror(self, children: ["id": id]) }
}
