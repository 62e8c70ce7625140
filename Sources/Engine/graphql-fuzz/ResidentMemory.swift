import Glibc

/// The memory that the process really occupies.
enum ResidentMemory {
  /// Nil where the system does not tell.
  static func bytes() -> Int? {
    let file = unsafe open("/proc/self/statm", O_RDONLY)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var buffer = [UInt8](repeating: 0, count: 128)
    let count = unsafe buffer.withUnsafeMutableBytes { bytes in unsafe read(file, bytes.baseAddress, bytes.count) }
    guard count > 0 else { return nil }
    let fields = String(decoding: buffer.prefix(count), as: UTF8.self).split(separator: " ")
    guard fields.count > 1, let pages = Int(fields[1]) else { return nil }
    return pages * Int(sysconf(Int32(_SC_PAGESIZE)))
  }
}
