import CLibPQ
import Glibc

extension ScriptConnection {
  /// Limits the memory that the server's process for this connection may take from the system: a statement that wants
  /// more fails as out of memory. PostgreSQL has no such setting.
  ///
  /// The limit is the kernel's, so it can be set only where the server runs on this machine and its processes are those
  /// of our user or we are root. What a parallel worker takes is not counted.
  ///
  /// - Returns: whether the limit holds.
  public func limitMemory(toBytes bytes: Int) -> Bool {
    guard let server = serverProcess, parent(of: processID) == server.process else { return false }
    return atlas_limit_memory(processID, server.user, server.group, UInt(clamping: bytes)) == 0
  }

  /// The process that listens at the other end of a unix socket: the kernel's `struct ucred`, which Swift does not know.
  private var serverProcess: (process: Int32, user: UInt32, group: UInt32)? {
    var credentials: (process: Int32, user: UInt32, group: UInt32) = (0, 0, 0)
    var size = socklen_t(MemoryLayout.size(ofValue: credentials))
    let status = unsafe getsockopt(opened.socket, SOL_SOCKET, SO_PEERCRED, &credentials, &size)
    return status == 0 && credentials.process > 1 ? credentials : nil
  }

  /// A number that the server tells means one of its own processes only where the server is the parent.
  private func parent(of process: Int32) -> Int32? {
    let line = readFile("/proc/\(process)/status")?.split(separator: "\n").first { $0.hasPrefix("PPid:\t") }
    return line.flatMap { Int32($0.dropFirst("PPid:\t".count)) }
  }
}
