import GraphQLJSON
import NIOCore
import OutboundHTTP
import Postgres
import Testing

@testable import AtlasServer

@Suite("Uploads: tickets, and the bytes that come to them")
struct FileUploadTests {
  private let text = Array("# Notes\nNothing much.".utf8)

  @Test("a ticket takes what was announced, once: replays are conflicts and change nothing")
  func whole() async throws {
    try await withFileServer { files in
      let token = try await files.memory.register("ada")
      let answer = try await files.announce(token, size: text.count)
      #expect(answer.text("data.createUpload.upload.method") == "PUT")
      #expect(answer.integer("data.createUpload.upload.maxBytes") == text.count)
      let ticket = try await files.ticket(token, size: text.count, sha256: FileServer.sha256(text))
      #expect(try await files.put(text, ticket).status == 201)
      #expect(try files.stored().count == 1)
      #expect(try files.stored("incoming") == [])
      let replay = try await files.put(text, ticket)
      #expect(replay.status == 409)
      #expect(try files.stored().count == 1)
      #expect(try await files.count("select count(*) from object_deletions") == 0)
    }
  }

  @Test("bytes in many pieces arrive as they were sent", arguments: [1, 70_000, 9_000_000])
  func pieces(size: Int) async throws {
    try await withFileServer { files in
      let token = try await files.memory.register("ada")
      let bytes = (0..<size).map { UInt8(truncatingIfNeeded: 97 + $0 * 7 % 23) }
      let ticket = try await files.ticket(token, type: "text/plain", size: size, sha256: FileServer.sha256(bytes))
      #expect(try await files.put(bytes, ticket).status == 201)
    }
  }

  @Test("what is not as announced is refused, leaves nothing, and the ticket stays good")
  func otherThanAnnounced() async throws {
    try await withFileServer { files in
      let token = try await files.memory.register("ada")
      let ticket = try await files.ticket(token, size: text.count, sha256: FileServer.sha256(text))
      #expect(try await files.put(text + [0x20], ticket).status == 413)
      #expect(try await files.put(Array(text.dropLast()), ticket).status == 400)
      #expect(try await files.put([], ticket).status == 400)
      #expect(try await files.put(text.reversed(), ticket).status == 400)
      #expect(try await files.put(text, ticket, type: "text/html").status == 415)
      #expect(try await files.put(text, ticket, type: "nonsense").status == 415)
      #expect(try await files.put(Array("<html>".utf8) + text.dropFirst(6), ticket).status == 415)
      #expect(try files.stored() == [])
      #expect(try files.stored("incoming") == [])
      #expect(try await files.put(text, ticket, type: "Text/Markdown; charset=utf-8").status == 201)
    }
  }

  @Test("bytes that do not begin as those of the announced type do are refused")
  func content() async throws {
    try await withFileServer { files in
      let token = try await files.memory.register("ada")
      let page = Array("<!DOCTYPE html><script>alert(1)</script>".utf8)
      let ticket = try await files.ticket(token, name: "face.png", type: "image/png", size: page.count)
      #expect(try await files.put(page, ticket).status == 415)
      #expect(try files.stored() == [])
    }
  }

  @Test("an address that is not as it was signed is forbidden, an unknown ticket is not found")
  func addresses() async throws {
    try await withFileServer { files in
      let token = try await files.memory.register("ada")
      let ticket = try await files.ticket(token, size: text.count)
      let other = try await files.ticket(token, size: text.count)
      func status(_ target: String) async throws -> Int {
        try await files.put(text, Ticket(id: ticket.id, target: target, type: ticket.type)).status
      }
      let query = ticket.target.split(separator: "?")[1]
      #expect(try await status("/uploads/\(other.id)?\(query)") == 403)
      #expect(try await status("/uploads/\(ticket.id)") == 403)
      #expect(try await status("/uploads/") == 403)
      #expect(try await status(ticket.target.replacing("expires=1", with: "expires=2")) == 403)
      #expect(try await status(ticket.target + "&expires=1") == 403)
      #expect(try await status("/uploads/../uploads/\(ticket.id)?\(query)") == 403)
      try await files.database.write(("delete from uploads" as Query).onBehalf(of: .system))
      #expect(try await status(ticket.target) == 404)
    }
  }

  @Test("an expired ticket takes nothing")
  func expired() async throws {
    try await withFileServer { files in
      let token = try await files.memory.register("ada")
      let ticket = try await files.ticket(token, size: text.count)
      try await files.database.write(
        ("update uploads set created_at = now() - interval '2 hours', expires_at = now() - interval '1 hour'" as Query)
          .onBehalf(of: .system))
      #expect(try await files.put(text, ticket).status == 410)
    }
  }

  @Test("of two who bring bytes at once, one wins")
  func atOnce() async throws {
    try await withFileServer { files in
      let token = try await files.memory.register("ada")
      let bytes = [UInt8](repeating: 0x61, count: 2_000_000)
      let ticket = try await files.ticket(token, type: "text/plain", size: bytes.count)
      let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<4 { group.addTask { try await files.put(bytes, ticket).status } }
        return try await group.reduce(into: []) { $0.append($1) }.sorted()
      }
      #expect(statuses == [201, 409, 409, 409])
      _ = try await files.server.application.housekeeping.deleteObjects(files.database)
      #expect(try files.stored().count == 1)
    }
  }

  @Test("an interrupted upload leaves nothing, and the same ticket takes the bytes again")
  func interrupted() async throws {
    try await withFileServer { files in
      let token = try await files.memory.register("ada")
      let bytes = [UInt8](repeating: 0x61, count: 500_000)
      let ticket = try await files.ticket(token, type: "text/plain", size: bytes.count)
      let wire = try await WireClient(port: files.server.port)
      try await wire.send(
        "PUT \(ticket.target) HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Length: 500000\r\n"
          + "Expect: 100-continue\r\n\r\n")
      try await wire.wait(for: "100 Continue")
      try await wire.send(String(repeating: "a", count: 300_000))
      try await wire.channel.close()
      // The server learns of it sooner or later; until then the ticket is busy.
      var status = 409
      while status == 409 { status = try await files.put(bytes, ticket).status }
      #expect(status == 201)
      #expect(try files.stored().count == 1)
    }
  }

  @Test("a length must be said, and a body must not be compressed")
  func framing() async throws {
    try await withFileServer { files in
      let token = try await files.memory.register("ada")
      let ticket = try await files.ticket(token, size: text.count)
      let head = "PUT \(ticket.target) HTTP/1.1\r\nHost: a\r\nContent-Type: text/markdown\r\n"
      let chunked = try await WireClient(port: files.server.port)
      try await chunked.send(head + "Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n")
      try await chunked.wait(for: "411 Length Required")
      let compressed = try await WireClient(port: files.server.port)
      try await compressed.send(head + "Content-Encoding: gzip\r\nContent-Length: \(text.count)\r\n\r\n")
      try await compressed.wait(for: "415 Unsupported Media Type")
      let large = try await WireClient(port: files.server.port)
      try await large.send(head + "Content-Length: 104857601\r\n\r\n")
      try await large.wait(for: "413 ")
      let posted = try await WireClient(port: files.server.port)
      try await posted.send("POST \(ticket.target) HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n")
      try await posted.wait(for: "405 Method Not Allowed")
    }
  }

  @Test("a page of an allowed origin may bring bytes")
  func crossOrigin() async throws {
    let http = try AtlasConfiguration.HTTP { ["ATLAS_ALLOWED_ORIGINS": "https://learn.example"][$0] }
    try await withFileServer({ $0.http = http }) { files in
      let token = try await files.memory.register("ada")
      let ticket = try await files.ticket(token, size: text.count)
      let wire = try await WireClient(port: files.server.port)
      try await wire.send(
        "OPTIONS \(ticket.target) HTTP/1.1\r\nHost: a\r\nOrigin: https://learn.example\r\n"
          + "Access-Control-Request-Method: PUT\r\n\r\n")
      try await wire.wait(for: "Access-Control-Allow-Methods: PUT, OPTIONS")
    }
  }
}

@Suite("createUpload: what is taken")
struct UploadAnnouncementTests {
  @Test(
    "what cannot be uploaded is an input error of its argument",
    arguments: [
      ("../notes.md", "text/markdown", 10, "filename"), ("a\u{7}b", "text/markdown", 10, "filename"),
      ("gpj.\u{202E}exe", "text/markdown", 10, "filename"), (".", "text/markdown", 10, "filename"),
      ("a.exe", "application/x-msdownload", 10, "mimeType"), ("a.svg", "image/svg+xml", 10, "mimeType"),
      ("a.md", "text/markdown", 0, "size"), ("a.md", "text/markdown", -1, "size"),
      ("a.md", "text/markdown", 104_857_601, "size"),
    ])
  func refused(name: String, type: String, size: Int, field: String) async throws {
    try await withInstance { instance in
      let token = try await instance.register("ada")
      let text = """
        mutation ($input: CreateUploadInput!) {
          createUpload(input: $input) { upload { id } userErrors { __typename field } }
        }
        """
      let response = try await instance.query(
        text, ["input": ["filename": .string(name), "mimeType": .string(type), "size": .integer(size)]], token: token)
      #expect(response["data.createUpload.upload"] == .null)
      #expect(response.text("data.createUpload.userErrors.0.__typename") == "InputError", "\(response)")
      #expect(response.text("data.createUpload.userErrors.0.field.1") == field)
    }
  }

  @Test("a day has room for a gigabyte: exactly that much fits, however many ask at once")
  func quota() async throws {
    try await withFileServer { files in
      let token = try await files.memory.register("ada")
      let answers = try await withThrowingTaskGroup(of: TestResponse.self) { group in
        for _ in 0..<12 { group.addTask { try await files.announce(token, size: 100 << 20) } }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(answers.count { $0.text("data.createUpload.upload.id") != nil } == 10)
      let last = try await files.announce(token, size: 24 << 20 | 1)
      #expect(last.text("data.createUpload.userErrors.0.__typename") == "QuotaError")
      #expect(last.text("data.createUpload.userErrors.0.code") == "QUOTA_EXCEEDED")
      #expect(last.integer("data.createUpload.userErrors.0.limit") == 1 << 30)
      #expect(last.integer("data.createUpload.userErrors.0.used") == 1000 << 20)
      #expect(try await files.announce(token, size: 24 << 20).text("data.createUpload.upload.id") != nil)
      let other = try await files.memory.register("grace")
      #expect(try await files.announce(other, size: 100).text("data.createUpload.upload.id") != nil)
    }
  }
}
