internal import Glibc
internal import NIOPosix
internal import Synchronization

/// Keeps objects as files in a folder of this machine: for one instance, or for several that share the folder.
public struct FolderObjectStore: ObjectStore, ObjectReceiving {
  private let folder: String

  /// A store in a folder that is made where it is missing.
  ///
  /// - Throws: `ObjectStoreError` for a folder that cannot be used.
  public init(folder: String) throws(ObjectStoreError) {
    self.folder = folder
    for path in [folder, folder + "/objects", folder + "/incoming"] { try Disk.makeFolder(path) }
    let accessible = unsafe Glibc.access(folder + "/incoming", W_OK | X_OK)
    guard accessible == 0 else { throw ObjectStoreError(.refused, "The folder of objects cannot be written to.") }
  }

  public var access: ObjectAccess { .throughServer(self) }

  public func makeWriter(_ key: ObjectKey) async throws -> any ObjectWriter {
    let temporary = folder + "/incoming/" + key.text.suffix(32) + "-\(UInt64.random(in: .min ... .max))"
    return try await Disk.run { [self] in
      FolderObjectWriter(
        file: try DiskFile(path: temporary, O_WRONLY | O_CREAT | O_EXCL), temporary: temporary, final: path(key))
    }
  }

  public func put(_ bytes: [UInt8], as key: ObjectKey) async throws {
    let writer = try await makeWriter(key)
    try await writer.append(bytes)
    try await writer.finish()
  }

  public func facts(of key: ObjectKey) async throws -> ObjectFacts? {
    try await Disk.run { [self] in
      var status = stat()
      guard unsafe stat(path(key), &status) == 0 else {
        if errno == ENOENT { return nil }
        throw Disk.failure("stat")
      }
      return ObjectFacts(size: Int(status.st_size))
    }
  }

  public func read(
    _ key: ObjectKey, _ range: Range<Int>?, _ receive: @escaping @Sendable ([UInt8]) async throws -> Void
  ) async throws {
    let file = try await Disk.run { [self] in try DiskFile(path: path(key), O_RDONLY) }
    var offset = range?.lowerBound ?? 0
    let end = range?.upperBound ?? .max
    while offset < end {
      let (start, count) = (offset, min(Self.pieceBytes, end - offset))
      let piece = try await Disk.run { try file.read(at: start, count: count) }
      if piece.isEmpty { break }
      offset += piece.count
      try await receive(piece)
    }
  }

  public func delete(_ key: ObjectKey) async throws {
    try await Disk.run { [self] in
      guard unsafe unlink(path(key)) == 0 || errno == ENOENT else { throw Disk.failure("unlink") }
    }
  }

  public func removeAbandoned(after seconds: Int) async throws {
    try await Disk.run { [folder] in
      let incoming = folder + "/incoming"
      let now = time(nil)
      for name in try Disk.names(in: incoming) {
        var status = stat()
        let path = incoming + "/" + name
        guard unsafe stat(path, &status) == 0, now - status.st_mtim.tv_sec > seconds else { continue }
        _ = unsafe unlink(path)
      }
    }
  }

  private func path(_ key: ObjectKey) -> String { folder + "/objects/" + key.text }

  private static let pieceBytes = 64 << 10
}

/// A file under a temporary name, until it is whole.
private final class FolderObjectWriter: ObjectWriter {
  private let file: DiskFile
  private let temporary: String
  private let final: String
  private let isFinished = Mutex(false)
  /// What was written and may not have reached the disk.
  private let unsynced = Mutex(0)

  init(file: DiskFile, temporary: String, final: String) {
    self.file = file
    self.temporary = temporary
    self.final = final
  }

  deinit {
    guard !isFinished.withLock({ $0 }) else { return }
    // Freeing a large file takes time.
    NIOThreadPool.singleton.submit { [temporary] _ in _ = unsafe unlink(temporary) }
  }

  func append(_ bytes: [UInt8]) async throws {
    try await Disk.run { [self] in
      try file.append(bytes)
      let isDue = unsynced.withLock { count in
        count += bytes.count
        guard count >= Self.syncBytes else { return false }
        count = 0
        return true
      }
      if isDue { try file.sync() }
    }
  }

  func finish() async throws {
    try await Disk.run { [self] in
      try file.sync()
      let folder = String(final.prefix(upTo: final.lastIndex(of: "/") ?? final.endIndex))
      try Disk.makeFolder(String(folder.prefix(upTo: folder.lastIndex(of: "/") ?? folder.endIndex)))
      try Disk.makeFolder(folder)
      guard unsafe rename(temporary, final) == 0 else { throw Disk.failure("rename") }
      isFinished.withLock { $0 = true }
      try Disk.syncFolder(folder)
    }
  }

  /// Written out on the way, so that the end has little to wait for.
  private static let syncBytes = 8 << 20
}
