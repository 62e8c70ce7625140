import Glibc

/// Reads files, and what can be read like one: pipes.
enum FileBytes {
  private static let byteLimit = 64 << 20

  /// All bytes; nil where there is nothing that can be read, or more than 64 MiB.
  static func read(_ path: String) -> [UInt8]? {
    // Safe: the path is a C string for the time of the call.
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= byteLimit {
      // Safe: no more is written than the buffer holds.
      let count = unsafe buffer.withUnsafeMutableBytes { unsafe Glibc.read(descriptor, $0.baseAddress, $0.count) }
      if count == 0 { return bytes }
      if count > 0 { bytes += buffer.prefix(count) } else if errno != EINTR { return nil }
    }
    return nil
  }
}
