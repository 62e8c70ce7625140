internal import Dispatch
internal import Glibc
internal import Synchronization

/// Keeps uploads in files of a folder that never have a name there, so that nothing stays behind, whatever ends the
/// process.
public final class FolderUploadSpool: UploadSpool {
  private let folder: String
  private let bytesLimit: Int
  private let usedBytes = Mutex(0)
  /// The disk may block, and the threads that run requests must not.
  private let queue = DispatchQueue(label: "graphql.uploads", attributes: .concurrent)

  /// A spool in a folder that exists and may be written to.
  ///
  /// - Parameter bytesLimit: how much all requests may store at the same time; beyond it they are answered with 503.
  public init(folder: String, bytesLimit: Int) {
    self.folder = folder
    self.bytesLimit = bytesLimit
  }

  /// A new file.
  ///
  /// - Throws: `UploadSpoolError` where the folder does not take one.
  public func makeFile() async throws -> any UploadSpoolFile {
    let descriptor = try await run { [folder] in try Self.open(folder) }
    return FolderUploadFile(descriptor, self)
  }

  /// A file without a name; on file systems that know no such thing, one whose name is removed at once.
  private static func open(_ folder: String) throws(UploadSpoolError) -> Int32 {
    // `O_TMPFILE`, which Swift's Glibc module leaves out.
    let withoutName = 0o20_000_000 | O_DIRECTORY
    let unnamed = unsafe Glibc.open(folder, O_RDWR | O_CLOEXEC | withoutName, 0o600)
    if unnamed >= 0 { return unnamed }
    guard [EOPNOTSUPP, EISDIR, EINVAL].contains(errno) else { throw UploadSpoolError("open") }
    let path = "\(folder)/upload-\(UInt64.random(in: .min ... .max))"
    let named = unsafe Glibc.open(path, O_RDWR | O_CLOEXEC | O_CREAT | O_EXCL, 0o600)
    guard named >= 0 else { throw UploadSpoolError("open") }
    _ = unsafe unlink(path)
    return named
  }

  /// Does what may block, on a thread that may.
  func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      queue.async { continuation.resume(with: Result(catching: work)) }
    }
  }

  func reserve(_ count: Int) throws(HTTPFault) {
    let isReserved = usedBytes.withLock { used in
      guard count <= bytesLimit - used else { return false }
      used += count
      return true
    }
    guard isReserved else { throw .overloaded(retryAfterSeconds: 5) }
  }

  /// Gives up a file. Freeing a large one takes time.
  func release(_ descriptor: Int32, _ count: Int) {
    usedBytes.withLock { $0 -= count }
    queue.async { close(descriptor) }
  }
}

/// A file without a name.
private final class FolderUploadFile: UploadSpoolFile {
  private let descriptor: Int32
  private let spool: FolderUploadSpool
  private let byteCount = Mutex(0)

  init(_ descriptor: Int32, _ spool: FolderUploadSpool) {
    self.descriptor = descriptor
    self.spool = spool
  }

  deinit { spool.release(descriptor, byteCount.withLock { $0 }) }

  func append(_ bytes: ArraySlice<UInt8>) async throws {
    try spool.reserve(bytes.count)
    let end = byteCount.withLock { count in
      count += bytes.count
      return count - bytes.count
    }
    try await spool.run { try self.write(bytes, at: end) }
  }

  func read(at offset: Int, count: Int) async throws -> [UInt8] {
    try await spool.run { try self.readAll(at: offset, count: count) }
  }

  private func write(_ bytes: ArraySlice<UInt8>, at offset: Int) throws(UploadSpoolError) {
    var rest = bytes
    while !rest.isEmpty {
      // Safe: the pointer stays inside the closure.
      let count = unsafe rest.withUnsafeBytes { buffer in
        unsafe pwrite(descriptor, buffer.baseAddress, buffer.count, offset + bytes.count - rest.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw UploadSpoolError("pwrite") }
      rest = rest.dropFirst(count)
    }
  }

  private func readAll(at offset: Int, count: Int) throws(UploadSpoolError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var length = 0
    while length < count {
      // Safe: the pointer stays inside the closure, and no more is read than there is room for.
      let found = unsafe bytes.withUnsafeMutableBytes { buffer in
        unsafe pread(descriptor, buffer.baseAddress?.advanced(by: length), count - length, off_t(offset + length))
      }
      if found < 0, errno == EINTR { continue }
      guard found >= 0 else { throw UploadSpoolError("pread") }
      guard found > 0 else { break }
      length += found
    }
    bytes.removeLast(count - length)
    return bytes
  }
}

/// Why the folder of uploads does not do its work. It is for the operator and not for clients.
public struct UploadSpoolError: Error, Sendable, CustomStringConvertible {
  /// The system call that failed.
  public let systemCall: String
  /// What it left in `errno`.
  public let errorNumber: Int32

  init(_ systemCall: String) {
    self.systemCall = systemCall
    errorNumber = errno
  }

  /// Call and number.
  public var description: String { "The folder of uploads: \(systemCall) failed with errno \(errorNumber)" }
}
