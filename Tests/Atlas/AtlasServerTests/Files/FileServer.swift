import Crypto
import FoundationEssentials
import GraphQLJSON
import OutboundHTTP
import Postgres
import Testing

@testable import AtlasServer
@testable import Files
@testable import ObjectStorage

/// A server with a folder of objects of its own, and a client of HTTP.
struct FileServer: Sendable {
  let server: AtlasInstance
  let memory: TestInstance
  let client: AsyncHTTPFetcher
  let folder: String

  var database: Database { server.application.database }

  static func sha256(_ bytes: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: bytes)) }

  /// An image, as far as its first bytes tell.
  static let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + Array("the rest".utf8)

  /// The ticket that `createUpload` answers.
  func ticket(
    _ token: String, name: String = "notes.md", type: String = "text/markdown", size: Int, sha256: [UInt8]? = nil
  ) async throws -> Ticket {
    let response = try await announce(token, name: name, type: type, size: size, sha256: sha256)
    let ticket = try #require(response["data.createUpload.upload"], "\(response)")
    return Ticket(
      id: try #require(ticket.at("id")?.stringValue), target: try target(ticket.at("url")?.stringValue),
      type: try #require(ticket.at("headers.Content-Type")?.stringValue))
  }

  func announce(
    _ token: String, name: String = "notes.md", type: String = "text/markdown", size: Int, sha256: [UInt8]? = nil
  ) async throws -> TestResponse {
    let text = """
      mutation ($input: CreateUploadInput!) {
        createUpload(input: $input) {
          upload { id url method headers expiresAt maxBytes }
          userErrors { __typename code field ... on QuotaError { limit used resetsAt } }
        }
      }
      """
    var input: JSONObject = ["filename": .string(name), "mimeType": .string(type), "size": .integer(size)]
    if let sha256 { input.append(key: "checksumSha256", value: .string(hexadecimal(sha256))) }
    return try await memory.query(text, ["input": .object(input)], token: token)
  }

  /// An upload whose bytes are there.
  func uploaded(
    _ bytes: [UInt8], _ token: String, name: String = "face.png", type: String = "image/png"
  ) async throws -> Ticket {
    let ticket = try await ticket(token, name: name, type: type, size: bytes.count)
    let response = try await put(bytes, ticket)
    #expect(response.status == 201, "\(String(decoding: response.body, as: UTF8.self))")
    return ticket
  }

  func put(_ bytes: [UInt8], _ ticket: Ticket, type: String? = nil) async throws -> OutboundResponse {
    try await client.fetch(
      OutboundRequest(.put, try url(ticket.target), fields: [("Content-Type", type ?? ticket.type)], body: bytes))
  }

  func get(_ target: String, _ fields: [(name: String, value: String)] = []) async throws -> OutboundResponse {
    try await client.fetch(OutboundRequest(.get, try url(target), fields: fields))
  }

  func url(_ target: String) throws -> OutboundURL {
    try #require(OutboundURL("http://127.0.0.1:\(server.port)\(target)"))
  }

  /// An address without what says where the server is: it was told another port than it got.
  func target(_ address: String?) throws -> String {
    let rest = try #require(address).split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
    return "/" + (try #require(rest.last))
  }

  /// Makes an upload the picture of a user.
  func setAvatar(_ id: String, _ token: String) async throws -> TestResponse {
    let text = """
      mutation ($id: ID) {
        updateProfile(input: {avatarUploadId: $id}) {
          user { profile { avatarUrl } } userErrors { __typename code field ... on StateError { currentState } }
        }
      }
      """
    return try await memory.query(text, ["id": .string(id)], token: token)
  }

  /// The files below a folder of the store.
  func stored(_ part: String = "objects") throws -> [String] {
    let root = folder + "/" + part
    return try FileManager.default.subpathsOfDirectory(atPath: root).filter { path in
      var isFolder = false
      _ = FileManager.default.fileExists(atPath: root + "/" + path, isDirectory: &isFolder)
      return !isFolder
    }
  }

  func count(_ query: Query) async throws -> Int64 {
    try await database.read(query.onBehalf(of: .system)).int(0, 0) ?? -1
  }
}

/// Where bytes are brought.
struct Ticket: Sendable {
  let id: String
  let target: String
  let type: String
}

/// Runs a test with a server on a port.
func withFileServer(
  _ change: (inout AtlasConfiguration) -> Void = { _ in }, _ body: (FileServer) async throws -> Void
) async throws {
  var (configuration, drop) = try await TestServer.makeConfiguration()
  let folder = FileManager.default.temporaryDirectory.path + "/atlas-objects-" + UUID().uuidString
  configuration.objects.store = folder
  change(&configuration)
  do {
    let server = try await AtlasInstance.start(try await AtlasApplication.start(configuration, logger: .silent))
    let client = AsyncHTTPFetcher(timeout: .seconds(60), bodyLimit: 16 << 20)
    do {
      try await body(
        FileServer(server: server, memory: TestInstance(server.application), client: client, folder: folder))
    } catch {
      Issue.record(error)
    }
    await client.shutdown()
    await server.stop()
  } catch {
    Issue.record(error)
  }
  await drop()
  try? FileManager.default.removeItem(atPath: folder)
}
