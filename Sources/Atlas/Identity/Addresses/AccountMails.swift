public import Mail

/// The mails that Identity writes: the texts, and the links in them.
///
/// A token stands in the fragment of its link, behind the #: browsers keep that to themselves, so it is in no log of a
/// server and in no Referer.
public struct AccountMails: Sendable {
  private let outbox: MailOutbox
  private let publicURL: String

  /// - Parameter publicURL: where the links lead, without a slash at the end.
  public init(outbox: MailOutbox, publicURL: String) {
    self.outbox = outbox
    self.publicURL = publicURL
  }

  /// To be called when a statement with a mail is committed.
  func wake() { outbox.wake() }

  /// Asks the owner of a new account whether the address is theirs.
  func verification(_ token: AccountToken) throws -> OutgoingMail {
    try outbox.seal(
      subject: "Confirm your e-mail address",
      text: """
        Hello,

        somebody, probably you, has given this e-mail address to Atlas. Please confirm that it is yours:

        \(publicURL)/verify-email#token=\(token.text)

        A program that asks for a code takes this one:

        \(token.text)

        Link and code are good for 24 hours. If it was not you, do nothing.

        Atlas
        """)
  }

  /// Lets whoever reads the mail choose a new password.
  func passwordReset(_ token: AccountToken) throws -> OutgoingMail {
    try outbox.seal(
      subject: "Choose a new password",
      text: """
        Hello,

        somebody, probably you, has asked for a new password for your account at Atlas. You can choose it here:

        \(publicURL)/reset-password#token=\(token.text)

        A program that asks for a code takes this one:

        \(token.text)

        Link and code are good for 15 minutes and for one use. When you have chosen a password, you are signed out
        everywhere. An account without a password, because you sign in with another service, then has one as well.

        If it was not you, do nothing: your password stays as it is.

        Atlas
        """)
  }

  /// Tells the owner of an account that something about it has changed. Use its `insertion` in the statement that
  /// changes it, and call `wake()` afterwards.
  func notice(_ notice: AccountNotice) throws -> OutgoingMail {
    try outbox.seal(
      subject: notice.subject,
      text: """
        Hello,

        \(notice.sentence)

        If it was you, there is nothing to do. If it was not, choose a new password at once, which ends all sessions:

        \(publicURL)/request-password-reset

        Atlas
        """)
  }
}

/// What the owner of an account is told of, in case it was somebody else.
enum AccountNotice: Sendable, CaseIterable {
  case passwordChanged, secondFactorAdded, secondFactorRemoved

  fileprivate var subject: String {
    switch self {
    case .passwordChanged: "Your password was changed"
    case .secondFactorAdded: "Signing in now takes a second factor"
    case .secondFactorRemoved: "Signing in no longer takes a second factor"
    }
  }

  fileprivate var sentence: String {
    switch self {
    case .passwordChanged: "the password of your account at Atlas was changed."
    case .secondFactorAdded: "a second factor was added to your account at Atlas."
    case .secondFactorRemoved: "the second factor was removed from your account at Atlas."
    }
  }
}
