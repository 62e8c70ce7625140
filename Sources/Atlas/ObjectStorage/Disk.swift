internal import Glibc
internal import NIOPosix

/// System calls on files. They may block, so they run on threads of their own.
enum Disk {
  /// Does what may block on a thread that may.
  static func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await NIOThreadPool.singleton.runIfActive(work)
  }

  /// Makes a folder where it is missing, so that it survives a crash of the machine; its parent is there.
  static func makeFolder(_ path: String) throws(ObjectStoreError) {
    guard unsafe mkdir(path, 0o700) == 0 else {
      if errno == EEXIST { return }
      throw failure("mkdir")
    }
    if let end = path.utf8.lastIndex(of: UInt8(ascii: "/")), end > path.startIndex {
      try syncFolder(String(path[..<end]))
    }
  }

  /// Makes sure that the names in a folder survive a crash of the machine.
  static func syncFolder(_ path: String) throws(ObjectStoreError) {
    try DiskFile(path: path, O_RDONLY | O_DIRECTORY).sync()
  }

  /// The names in a folder, without those that begin with a dot.
  static func names(in path: String) throws(ObjectStoreError) -> [String] {
    guard let stream = unsafe opendir(path) else { throw failure("opendir") }
    defer { unsafe _ = closedir(stream) }
    var names: [String] = []
    while let entry = unsafe readdir(stream) {
      // Safe: the name ends with a zero within the entry, which is ours until the next call.
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names
  }

  /// What a system call left in `errno`.
  static func failure(_ call: StaticString) -> ObjectStoreError {
    let number = errno
    return ObjectStoreError(
      number == ENOENT ? .missing : .unavailable, "The folder of objects: \(call) failed with errno \(number).")
  }
}

/// An open file or folder.
final class DiskFile: Sendable {
  private let descriptor: Int32

  init(path: String, _ flags: Int32) throws(ObjectStoreError) {
    descriptor = unsafe open(path, flags | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw Disk.failure("open") }
  }

  deinit { close(descriptor) }

  /// Writes all bytes at the end of what was written.
  func append(_ bytes: [UInt8]) throws(ObjectStoreError) {
    var written = 0
    while written < bytes.count {
      // Safe: the pointer stays inside the closure, and what is written lies within the array.
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe write(descriptor, buffer.baseAddress?.advanced(by: written), buffer.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Disk.failure("write") }
      written += count
    }
  }

  /// At most `count` bytes; fewer only at the end.
  func read(at offset: Int, count: Int) throws(ObjectStoreError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var length = 0
    while length < count {
      // Safe: the pointer stays inside the closure, and no more is read than there is room for.
      let found = unsafe bytes.withUnsafeMutableBytes { buffer in
        unsafe pread(descriptor, buffer.baseAddress?.advanced(by: length), count - length, off_t(offset + length))
      }
      if found < 0, errno == EINTR { continue }
      guard found >= 0 else { throw Disk.failure("pread") }
      guard found > 0 else { break }
      length += found
    }
    bytes.removeLast(count - length)
    return bytes
  }

  /// Waits until everything written has reached the disk.
  func sync() throws(ObjectStoreError) {
    guard fsync(descriptor) == 0 else { throw Disk.failure("fsync") }
  }
}
