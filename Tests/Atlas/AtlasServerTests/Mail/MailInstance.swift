import AtlasKernel
import FoundationEssentials
import Mail
import Postgres
import Testing

@testable import AtlasServer

/// An instance whose mails become files of a folder of its own.
struct MailInstance: Sendable {
  let instance: TestInstance
  private let folder: String

  init(_ instance: TestInstance) {
    self.instance = instance
    folder = instance.application.configuration.home + "/mail"
  }

  var database: Database { instance.application.database }

  /// Sends what is due, and reads all mails, the oldest first.
  func mails(to recipient: String) async throws -> [ReceivedMail] {
    try await instance.application.courier.deliverDue()
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else { return [] }
    let mails = names.compactMap { name in
      FileManager.default.contents(atPath: "\(folder)/\(name)").map { ReceivedMail(Array($0)) }
    }
    return mails.filter { $0.fields["To"] == recipient }
  }

  /// The token of the only mail with a subject.
  func token(to recipient: String, _ subject: String) async throws -> String {
    let mails = try await mails(to: recipient).filter { $0.fields["Subject"] == subject }
    #expect(mails.count == 1)
    return try #require(mails.first?.token)
  }

  /// How many rows a table has for a condition.
  func count(_ query: Query) async throws -> Int64? { try await run(query).int(0, 0) }

  /// Runs a statement that sees all rows.
  @discardableResult
  func run(_ query: Query) async throws -> Rows { try await database.write(query.onBehalf(of: .system)) }
}

/// A mail as its reader sees it.
struct ReceivedMail: Sendable {
  let fields: [String: String]
  let text: String

  init(_ bytes: [UInt8]) {
    let mail = String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: "\n")
    let parts = mail.split(separator: "\n\n", maxSplits: 1)
    let head = (parts.first ?? "").split(separator: "\n")
    let lines = head.map { $0.split(separator: ": ", maxSplits: 1).map(String.init) }
    fields = Dictionary(lines.compactMap { $0.count == 2 ? ($0[0], $0[1]) : nil }) { first, _ in first }
    text = String(parts.last ?? "").replacing("=\n", with: "").replacing("=3D", with: "=")
  }

  /// The line that is a token.
  var token: String? {
    text.split(separator: "\n").map(String.init).first { Base64URL.decode($0)?.count == 32 }
  }
}

/// Runs a test on an application that puts mails into a folder of its own, and removes the folder.
func withMailInstance<Value>(
  _ change: (inout AtlasConfiguration) -> Void = { _ in }, _ body: (MailInstance) async throws -> Value
) async throws -> Value {
  let home = FileManager.default.temporaryDirectory.path + "/atlas-home-\(PostgresUUID.random())"
  defer { try? FileManager.default.removeItem(atPath: home) }
  return try await withInstance {
    $0.home = home
    $0.mail.publicURL = "https://atlas.example"
    change(&$0)
  } _: {
    try await body(MailInstance($0))
  }
}
