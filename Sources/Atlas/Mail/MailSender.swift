// Mail: what Atlas writes to people, from the statement that causes it to the server that takes it.
//
// Neighbours: MailMessage.swift is one mail; SMTP/ and FolderMailSender.swift are the two ways out; Outbox/ holds mails
// in the database until they are sent. Identity writes the texts, AtlasServer chooses the way.
// Invariant: no header can be smuggled in; what is in a mail is in no log and in no error.

/// Hands mails to whoever carries them on.
public protocol MailSender: Sendable {
  /// Returns when somebody else has taken responsibility for the mail. May be called for several mails at once; ends
  /// within 25 seconds and when its task is cancelled.
  func send(_ message: MailMessage) async throws(MailError)
}

/// Why a mail was not sent. Neither an address, nor the text, nor words of the other side are in it.
public struct MailError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Whether this mail will be refused at each further try; else a later one may succeed.
  public let isPermanent: Bool
  /// For operators.
  public let description: String

  private init(isPermanent: Bool, _ description: String) {
    self.isPermanent = isPermanent
    self.description = description
  }

  /// A later try may succeed.
  public static func transient(_ description: String) -> MailError { MailError(isPermanent: false, description) }

  /// No later try of this mail will succeed.
  public static func permanent(_ description: String) -> MailError { MailError(isPermanent: true, description) }
}
