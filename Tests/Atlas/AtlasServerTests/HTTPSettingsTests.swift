import FoundationEssentials
import GraphQLHTTP
import GraphQLServing
import Testing

@testable import AtlasServer

@Suite("Settings of HTTP and of documents")
struct HTTPSettingsTests {
  private func settings(_ variables: [String: String]) throws -> AtlasConfiguration.HTTP {
    try AtlasConfiguration.HTTP { variables[$0] }
  }

  @Test("what is not set is as clients expect it")
  func usual() throws {
    let usual = try settings([:])
    #expect(usual.statusProfile == .classic)
    #expect(usual.batchLimit == 0)
    #expect(usual.costLimit == 10_000)
    #expect(usual.documentMode == .automatic)
    #expect(!usual.preventsCrossSiteRequests)
    #expect(usual.uploads == nil)
  }

  @Test("each variable is read")
  func variables() throws {
    let settings = try settings([
      "ATLAS_STATUS_PROFILE": "draft2026", "ATLAS_BATCH_LIMIT": "9", "ATLAS_CSRF": "on",
      "ATLAS_ALLOWED_ORIGINS": "https://learn.example, http://localhost:5173",
      "ATLAS_PERSISTED_DOCUMENTS": "trusted", "ATLAS_TRUSTED_DOCUMENTS": "documents", "ATLAS_CONNECTIONS": "100",
      "ATLAS_CONNECTIONS_PER_ADDRESS": "0", "ATLAS_COST_LIMIT": "500",
    ])
    #expect(settings.costLimit == 500)
    #expect(try self.settings(["ATLAS_COST_LIMIT": "0"]).costLimit == nil)
    #expect(settings.connectionLimit == 100)
    #expect(settings.connectionsPerAddress == 0)
    #expect(settings.statusProfile == .draft2026)
    #expect(settings.batchLimit == 9)
    #expect(settings.preventsCrossSiteRequests)
    #expect(settings.crossOriginPolicy?.allowedOrigins == ["https://learn.example", "http://localhost:5173"])
    #expect(settings.documentMode == .trusted)
    #expect(settings.trustedDocuments == "documents")
  }

  @Test(
    "a value that cannot be used stops the start and is named",
    arguments: [
      ("ATLAS_STATUS_PROFILE", "new"), ("ATLAS_BATCH_LIMIT", "10"), ("ATLAS_BATCH_LIMIT", "-1"),
      ("ATLAS_COST_LIMIT", "x"), ("ATLAS_CSRF", "yes"),
      ("ATLAS_CONNECTIONS", "0"), ("ATLAS_CONNECTIONS_PER_ADDRESS", "many"),
      ("ATLAS_ALLOWED_ORIGINS", "*"), ("ATLAS_ALLOWED_ORIGINS", "https://learn.example/"),
      ("ATLAS_PERSISTED_DOCUMENTS", "always"), ("ATLAS_PERSISTED_DOCUMENTS", "trusted"), ("ATLAS_UPLOADS", "1"),
    ])
  func faulty(name: String, value: String) throws {
    let error = #expect(throws: ConfigurationError.self) { try settings([name: value]) }
    #expect(error?.description.contains(name) == true)
  }

  @Test("[APQ] in production only the documents of signed-in viewers are kept, in development everybody's")
  func registration() {
    var configuration = AtlasConfiguration()
    #expect(documents(configuration).registration == .anyone)
    configuration.environment = .production
    #expect(documents(configuration).registration == .signedIn)
  }

  private func documents(_ configuration: AtlasConfiguration) -> DocumentPolicy {
    configuration.endpointSettings(bodyBytes: 1, trusted: TrustedDocuments()).documents
  }

  @Test("[TRUSTED] only the documents of the folder are run, by hash or identifier")
  func trusted() async throws {
    try await withFolder([
      "titles.graphql": "{ diagram(id: 1) { title } }\n",
      "web.json": #"{"slugs": "{ diagram(id: 1) { slug } }"}"#,
      "notes.txt": "no document",
    ]) { folder in
      try await withInstance {
        $0.http.documentMode = .trusted
        $0.http.trustedDocuments = folder
      } _: { instance in
        #expect(instance.application.endpoint.settings.documents.trusted.count == 2)
        let known = try await instance.post(Array(#"{"documentId":"slugs"}"#.utf8))
        #expect(known["data.diagram.slug"] != nil, "\(known)")
        #expect(try await instance.query("{ diagram(id: 1) { title } }\n")["data.diagram.title"] != nil)
        let other = try await instance.query("{ diagram(id: 1) { title } }")
        #expect(other.status == 400)
        #expect(other.code == "DOCUMENT_NOT_ALLOWED")
      }
    }
  }

  @Test(
    "[TRUSTED] a faulty folder stops the start",
    arguments: [
      ["a.graphql": "{ nothing }"], ["manifest.json": "[]"], ["manifest.json": #"{"a": "{"}"#], ["notes.txt": ""],
      ["other.json": "[]"],
    ])
  func faultyFolder(files: [String: String]) async throws {
    try await withFolder(files) { folder in
      await #expect(throws: ConfigurationError.self) {
        try await withInstance {
          $0.http.documentMode = .trusted
          $0.http.trustedDocuments = folder
        } _: { _ in
        }
      }
    }
  }

  /// Runs a test with a folder of files, which is gone afterwards.
  private func withFolder(_ files: [String: String], _ body: (String) async throws -> Void) async throws {
    let manager = FileManager.default
    let folder = manager.temporaryDirectory.path + "/trusted-" + UUID().uuidString
    try manager.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? manager.removeItem(atPath: folder) }
    for (name, text) in files { try Data(text.utf8).write(to: URL(filePath: folder + "/" + name)) }
    try await body(folder)
  }
}
