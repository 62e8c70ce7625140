import GraphQLServing
import Testing

@Suite("Loading trusted documents")
struct TrustedDocumentTests {
  private func documents(_ manifest: String) throws -> TrustedDocuments {
    var documents = TrustedDocuments()
    try documents.add(manifest: Array(manifest.utf8), named: "manifest.json")
    return documents
  }

  private func answer(_ documents: TrustedDocuments, _ body: String) async throws -> String {
    let endpoint = try TestEndpoint {
      $0.documents.mode = .trusted
      $0.documents.trusted = documents
    }
    return try await endpoint.post(body).body
  }

  @Test("[TRUSTED] a manifest is a map from identifiers to texts")
  func relay() async throws {
    let documents = try documents(#"{"a1": "{ hello }", "b2": "{ me }"}"#)
    #expect(documents.count == 2)
    #expect(try await answer(documents, #"{"documentId":"a1"}"#) == #"{"data":{"hello":"world"}}"#)
  }

  @Test("[TRUSTED] a manifest is a list of operations with identifiers and bodies")
  func apollo() async throws {
    let documents = try documents(
      """
      {"format": "apollo-persisted-query-manifest", "version": 1, "operations": [
        {"id": "a1", "body": "query A { hello }", "name": "A", "type": "query"}
      ]}
      """)
    #expect(try await answer(documents, #"{"documentId":"a1"}"#) == #"{"data":{"hello":"world"}}"#)
  }

  @Test(
    "[TRUSTED] a faulty manifest is refused",
    arguments: [
      "", "[]", #"{"a": 1}"#, #"{"format": "apollo-persisted-query-manifest", "version": 2, "operations": []}"#,
      #"{"format": "apollo-persisted-query-manifest", "version": 1}"#,
      #"{"format": "apollo-persisted-query-manifest", "version": 1, "operations": [{"id": "a"}]}"#,
      #"{"format": "apollo-persisted-query-manifest", "version": 1, "operations": [{"id": "a", "body": 1}]}"#,
    ])
  func faulty(_ manifest: String) {
    #expect(throws: TrustedDocumentError.self) { try documents(manifest) }
  }

  @Test("[TRUSTED] two documents cannot have one identifier")
  func twice() throws {
    var documents = try documents(#"{"a1": "{ hello }"}"#)
    try documents.add(Array("{ hello }".utf8), identifier: "a1")
    #expect(throws: TrustedDocumentError.self) { try documents.add(Array("{ me }".utf8), identifier: "a1") }
  }

  @Test("[TRUSTED] a document that does not fit the schema is found at the start", arguments: ["{ nothing }", "{"])
  func invalid(_ text: String) throws {
    let engine = try TestApplication().engine
    var documents = TrustedDocuments()
    try documents.add(Array("query A($x: Boolean!) { hello @include(if: $x) }".utf8))
    try documents.check(with: engine)
    try documents.add(Array(text.utf8))
    #expect(throws: TrustedDocumentError.self) { try documents.check(with: engine) }
  }
}
