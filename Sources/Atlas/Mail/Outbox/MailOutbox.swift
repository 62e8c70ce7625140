import Crypto
import FoundationEssentials
public import Postgres

/// The way of mails into the database: seals what is in them, and wakes the courier.
///
/// Mails hold links that open accounts, and the table is in every backup. So subject and text are there under AES-GCM
/// only (NIST SP 800-38D), with a key made from the secret of the server and bound to the mail's identifier.
public struct MailOutbox: Sendable {
  private let key: SymmetricKey
  private let continuation: AsyncStream<Void>.Continuation
  /// One element for any number of calls of `wake`; for the courier alone.
  let wakeUps: AsyncStream<Void>

  /// - Parameter secret: the same for all instances, at least 32 bytes.
  public init(secret: [UInt8]) {
    key = HKDF<SHA256>.deriveKey(
      inputKeyMaterial: SymmetricKey(data: secret), info: Array("atlas outgoing mail 1".utf8), outputByteCount: 32)
    (wakeUps, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
  }

  /// A mail with an identifier of its own, to be written by its `insertion`. Call `wake()` when that is committed.
  public func seal(subject: String, text: String) throws -> OutgoingMail {
    let id = PostgresUUID.random()
    let box = try AES.GCM.seal(Array("\(subject)\n\(text)".utf8), using: key, authenticating: Self.name(id))
    return OutgoingMail(messageID: id, sealed: Array(box.nonce) + Array(box.ciphertext) + Array(box.tag))
  }

  /// Subject and text of a mail; nil where it was sealed with another secret, or is another mail's.
  func open(_ sealed: [UInt8], messageID: PostgresUUID) -> (subject: String, text: String)? {
    guard let box = try? AES.GCM.SealedBox(combined: sealed),
      let bytes = try? AES.GCM.open(box, using: key, authenticating: Self.name(messageID)),
      let end = bytes.firstIndex(of: UInt8(ascii: "\n"))
    else { return nil }
    return (String(decoding: bytes[..<end], as: UTF8.self), String(decoding: bytes[(end + 1)...], as: UTF8.self))
  }

  /// Says that a mail was committed. When that is forgotten, or another instance has done it, the courier sees the mail
  /// a few seconds later.
  public func wake() { continuation.yield() }

  /// The body of a common table expression that forgets all mails to a user, sent or not.
  public static func forgetting(userID: Int64) -> Query {
    "delete from outgoing_mails where user_id = \(userID)"
  }

  private static func name(_ id: PostgresUUID) -> [UInt8] { Array(id.description.utf8) }
}
