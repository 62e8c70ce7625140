import GraphQLExecution
import GraphQLHTTP
import GraphQLJSON
import GraphQLSchema
import GraphQLServing
import GraphQLSyntax
import Testing

@Suite struct UploadScalarTests {
  private struct Request: UploadContext {
    let uploads: Uploads
  }

  /// A form with one file, all in one piece.
  private final class Body: HTTPBodyReader, UploadSpool, UploadSpoolFile {
    private let text: AsyncStream<[UInt8]>

    init(_ text: String) {
      self.text = AsyncStream { continuation in
        continuation.yield(Array(text.utf8))
        continuation.finish()
      }
    }

    func next() async throws -> [UInt8]? { await text.first { _ in true } }
    func makeFile() async throws -> any UploadSpoolFile { self }
    func append(_ bytes: ArraySlice<UInt8>) async throws {}
    func read(at offset: Int, count: Int) async throws -> [UInt8] { Array(repeating: 0x78, count: count) }
  }

  private func uploads() async throws -> Uploads {
    let part = "--b\r\nContent-Disposition: form-data; name="
    let operations = #"{"query":"{a}","variables":{"file":null}}"#
    let body = Body(
      "\(part)operations\r\n\r\n\(operations)\r\n\(part)map\r\n\r\n{\"0\":[\"variables.file\"]}\r\n"
        + "\(part)0\r\n\r\nxxx\r\n--b--")
    var settings = HTTPSettings()
    settings.uploads = UploadSettings()
    let head = HTTPRequestHead(
      method: "POST", target: "/",
      fields: ["Content-Type": "multipart/form-data; boundary=b", "GraphQL-Require-Preflight": "1"])
    return try await UploadRequestReader.read(head, body: body, settings: settings, spool: body).uploads
  }

  @Test("[UPL scalar] an identifier of the request leads to its file, and one of another request to none")
  func files() async throws {
    let uploads = try await uploads()
    let upload = try #require(uploads.all.first)
    let value = try ScalarCoding.upload.parseValue(.string(upload.id.text))
    let reference = try UploadReference(input: value)
    let found = try ExecutionContext(application: Request(uploads: uploads)).upload(reference)
    #expect(found.byteCount == 3)
    #expect(try await found.read(at: 0, count: 9) == Array("xxx".utf8))
    for context in [ExecutionContext(application: Request(uploads: Uploads())), ExecutionContext()] {
      let error = #expect(throws: GraphQLError.self) { _ = try context.upload(reference) }
      #expect(error?.code == .badUserInput)
    }
  }

  @Test("[UPL scalar] literals and values that no form wrote are refused")
  func refused() async throws {
    let id = try #require(try await uploads().all.first?.id.text)
    for literal in [ValueLiteral.string(id, isBlock: false), .int("0"), .enumValue("x"), .list([]), .boolean(true)] {
      #expect(throws: GraphQLError.self) { try ScalarCoding.upload.parseLiteral(literal) }
    }
    for value in [JSONValue.string("0"), .string(""), .number("0"), .array([]), .object([:]), .boolean(true)] {
      #expect(throws: GraphQLError.self) { try ScalarCoding.upload.parseValue(value) }
    }
    #expect(throws: GraphQLError.self) { try UploadReference(input: .string("0")) }
    #expect(throws: GraphQLError.self) { try UploadReference(input: .null) }
  }
}
