import AtlasKernel
import GraphQLJSON
import OutboundHTTP
import Postgres
import Testing

@testable import AtlasServer
@testable import Files

@Suite("Downloads: signed addresses, and how files are handed out")
struct FileDownloadTests {
  /// The address of a file that was made of bytes, as its owner reads it.
  private func address(
    of bytes: [UInt8], _ files: FileServer, _ token: String, name: String, type: String
  ) async throws -> String {
    let user = try await files.memory.query("{ currentUser { id } }", token: token)
    let id = try #require(user.text("data.currentUser.id"))
    let userID = try #require(Int64(id.dropFirst(5)))
    let made = try await files.server.application.fileRoutes.files.store(
      bytes, named: name, mediaType: type, for: userID, files.database)
    let rows = try await files.database.write("with \(fragment: made.storing(forDays: 1)) select id from stored_file")
    let fileID = try #require(rows.int(0, 0))
    let response = try await files.memory.query(
      "{ node(id: \"file_\(fileID)\") { ... on FileAsset { url filename mimeType size checksumSha256 } } }",
      token: token)
    #expect(response.text("data.node.filename") == name, "\(response)")
    #expect(response.integer("data.node.size") == bytes.count)
    let stranger = try await files.memory.register("eve")
    #expect(
      try await files.memory.query("{ node(id: \"file_\(fileID)\") { id } }", token: stranger)["data.node"] == .null)
    return try files.target(response.text("data.node.url"))
  }

  @Test("what people wrote is downloaded, in a sandbox and by its declared type, and never shown")
  func attachment() async throws {
    try await withFileServer { files in
      let token = try await files.memory.register("ada")
      let page = Array("<html><script>alert(document.domain)</script>".utf8)
      let target = try await address(of: page, files, token, name: "Übung \"1\".html", type: "text/html")
      let response = try await files.get(target)
      #expect(response.status == 200 && response.body == page)
      #expect(response["content-length"] == String(page.count))
      #expect(response["content-type"] == "text/html")
      #expect(
        response["content-disposition"]
          == "attachment; filename=\"__bung _1_.html\"; filename*=UTF-8''%C3%9Cbung%20%221%22.html")
      #expect(response["x-content-type-options"] == "nosniff")
      #expect(response["content-security-policy"] == "default-src 'none'; sandbox")
      let tag = try #require(response["etag"])
      let unchanged = try await files.get(target, [("If-None-Match", tag)])
      #expect(unchanged.status == 304 && unchanged.body.isEmpty)
    }
  }

  @Test("an image is shown where it stands")
  func inline() async throws {
    try await withFileServer { files in
      let token = try await files.memory.register("ada")
      let target = try await address(of: FileServer.png, files, token, name: "a.png", type: "image/png")
      #expect(try await files.get(target)["content-disposition"]?.hasPrefix("inline;") == true)
    }
  }

  @Test("a part of a file is answered as it was asked for")
  func ranges() async throws {
    try await withFileServer { files in
      let token = try await files.memory.register("ada")
      let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0) }
      let target = try await address(of: bytes, files, token, name: "a.txt", type: "text/plain")
      let part = try await files.get(target, [("Range", "bytes=100000-100009")])
      #expect(part.status == 206 && part.body == Array(bytes[100_000..<100_010]))
      #expect(part["content-range"] == "bytes 100000-100009/200000")
      #expect(try await files.get(target, [("Range", "bytes=-5")]).body == bytes.suffix(5))
      let beyond = try await files.get(target, [("Range", "bytes=200000-")])
      #expect(beyond.status == 416 && beyond["content-range"] == "bytes */200000")
      #expect(try await files.get(target, [("Range", "bytes=0-1"), ("If-Range", "\"x\"")]).body.count == 200_000)
      let head = try await files.client.fetch(OutboundRequest(.head, try files.url(target)))
      #expect(head.status == 200 && head["content-length"] == "200000" && head.body.isEmpty)
    }
  }

  @Test("an address that was changed is forbidden, one of yesterday is gone")
  func addresses() async throws {
    try await withFileServer { files in
      let token = try await files.memory.register("ada")
      let target = try await address(of: [0x61], files, token, name: "a.txt", type: "text/plain")
      let query = target.split(separator: "?")[1]
      #expect(try await files.get("/files/999999?\(query)").status == 403)
      #expect(try await files.get(String(target.dropLast())).status == 403)
      let links = FileLinks(
        secret: ServerSecret(try files.server.application.configuration.serverSecret()), publicURL: "")
      #expect(try await files.get(links.address(.download, "1", expiresAt: 1_000_000)).status == 410)
      #expect(try await files.get(links.address(.download, "999999", expiresAt: 9_000_000_000)).status == 404)
      let upload = links.address(.upload, "1", expiresAt: 9_000_000_000)
      #expect(try await files.get(upload.replacing("/uploads/", with: "/files/")).status == 403)
    }
  }

  @Test(
    "ranges are read as RFC 9110 says",
    arguments: [
      ("bytes=0-0", ByteRange.part(0..<1)), ("bytes=9-", .part(9..<10)), ("bytes=-3", .part(7..<10)),
      ("bytes=-30", .part(0..<10)), ("bytes=2-99", .part(2..<10)), ("bytes=10-", .unsatisfiable),
      ("bytes=-0", .unsatisfiable), ("bytes=5-2", .all), ("bytes=-", .all), ("bytes=0-1,3-4", .all),
      ("bytes=a-b", .all), ("lines=0-1", .all), ("bytes=99999999999999999999-", .all),
    ])
  func parsing(field: String, range: ByteRange) { #expect(ByteRange(field, size: 10) == range) }
}
