import Glibc
import GraphQLJSON
import Testing

@testable import GraphQLHTTP

@Suite struct FolderUploadSpoolTests {
  /// An empty folder for the time of a test.
  private func withFolder(_ body: (String) async throws -> Void) async throws {
    let folder = "\(P_tmpdir)/upload-tests-\(UInt64.random(in: .min ... .max))"
    try #require(unsafe mkdir(folder, 0o700) == 0)
    // Only an empty folder can be removed, so this also shows that nothing stayed behind.
    defer { #expect(unsafe rmdir(folder) == 0) }
    try await body(folder)
  }

  private func isEmpty(_ folder: String) -> Bool {
    guard let listing = unsafe opendir(folder) else { return false }
    defer { unsafe closedir(listing) }
    var count = 0
    while unsafe readdir(listing) != nil { count += 1 }
    // The folder and its parent.
    return count == 2
  }

  @Test("[UPL spool] content comes back as it went, and no name is ever seen in the folder")
  func content() async throws {
    try await withFolder { folder in
      let file = try await FolderUploadSpool(folder: folder, bytesLimit: 1_000_000).makeFile()
      let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
      try await file.append(bytes[..<10])
      try await file.append(bytes[10..<10])
      try await file.append(bytes[10...])
      #expect(isEmpty(folder))
      #expect(try await file.read(at: 0, count: 100_000) == bytes)
      #expect(try await file.read(at: 5, count: 10) == Array(bytes[5..<15]))
      #expect(try await file.read(at: 99_990, count: 100) == Array(bytes[99_990...]))
    }
  }

  @Test("[UPL spool] all requests together have a limit, which is 503, and files that go make room")
  func limit() async throws {
    try await withFolder { folder in
      let spool = FolderUploadSpool(folder: folder, bytesLimit: 100)
      let bytes = [UInt8](repeating: 1, count: 60)
      var first: (any UploadSpoolFile)? = try await spool.makeFile()
      try await first?.append(bytes[...])
      let second = try await spool.makeFile()
      let fault = await #expect(throws: HTTPFault.self) { try await second.append(bytes[...]) }
      #expect(fault?.status == 503)
      first = nil
      try await second.append(bytes[...])
      #expect(try await second.read(at: 0, count: 60) == bytes)
    }
  }

  @Test("[UPL spool] a folder that does not exist is an error of the server")
  func missing() async throws {
    try await withFolder { folder in
      let spool = FolderUploadSpool(folder: folder + "/none", bytesLimit: 100)
      let error = await #expect(throws: UploadSpoolError.self) { _ = try await spool.makeFile() }
      #expect(error?.errorNumber == ENOENT)
    }
  }

  @Test("[UPL spool] a form goes through the folder, and whatever the client calls its file stays a name")
  func form() async throws {
    try await withFolder { folder in
      var settings = HTTPSettings()
      settings.uploads = UploadSettings()
      let form = Form.upload().adding("0", "content", fileName: "../../escape").closed
      let (exchange, uploads) = try await UploadRequestReader.read(
        form.head, body: PieceReader(form.body, pieceBytes: 5), settings: settings,
        spool: FolderUploadSpool(folder: folder, bytesLimit: 100))
      let upload = try #require(uploads[exchange.request?.variables["file"]])
      #expect(upload.fileName == "escape")
      #expect(try await upload.text == "content")
      #expect(isEmpty(folder))
    }
  }
}
