/// Where the files of requests lie while they are needed.
public protocol UploadSpool: Sendable {
  /// A new file, which takes all uploads of one request, one behind another.
  ///
  /// - Throws: `HTTPFault` where the client is to be told why there is none; other errors are the server's.
  func makeFile() async throws -> any UploadSpoolFile
}

/// The bytes of one request's uploads. They are gone when the last reference to this is.
public protocol UploadSpoolFile: Sendable {
  /// Adds bytes at the end and waits until they are taken. Called once at a time.
  ///
  /// - Throws: `HTTPFault` where the client is to be told why they are not taken; other errors are the server's.
  func append(_ bytes: ArraySlice<UInt8>) async throws

  /// Reads at most `count` bytes from an offset on; fewer only at the end.
  func read(at offset: Int, count: Int) async throws -> [UInt8]
}
