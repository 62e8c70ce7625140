import Dispatch
import FoundationEssentials
import Glibc

/// Puts each mail into a file of a folder: `20261121T133154Z-ID.eml`, for us alone to read.
///
/// A file appears whole or not at all, and a mail that is sent twice is still one file.
public struct FolderMailSender: MailSender {
  private let folder: String
  /// The disk may block, and the threads that run requests must not.
  private let queue = DispatchQueue(label: "atlas.mail.folder")

  /// - Parameter folder: is made with the first mail.
  public init(folder: String) { self.folder = folder }

  public func send(_ message: MailMessage) async throws(MailError) {
    let name = "\(message.compactDate)-\(message.id).eml"
    let result = await withCheckedContinuation { continuation in
      queue.async { continuation.resume(returning: Self.write(message.rendered, as: name, in: folder)) }
    }
    try result.get()
  }

  private static func write(_ bytes: [UInt8], as name: String, in folder: String) -> Result<Void, MailError> {
    // Only the folder itself is for us alone: the database's files may be beside it, and another user runs it.
    let parent = folder.prefix(upTo: folder.lastIndex(of: "/") ?? folder.startIndex)
    if !parent.isEmpty {
      try? FileManager.default.createDirectory(atPath: String(parent), withIntermediateDirectories: true)
    }
    try? FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    let temporary = "\(folder)/.\(name).part"
    // Left by a process that was killed, if it is there.
    _ = unsafe unlink(temporary)
    let file = unsafe open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { return failure(errno) }
    var isWritten = writeAll(bytes, to: file) && fsync(file) == 0
    var number = errno
    _ = close(file)
    if isWritten {
      isWritten = unsafe rename(temporary, "\(folder)/\(name)") == 0
      number = errno
    }
    guard isWritten else {
      _ = unsafe unlink(temporary)
      return failure(number)
    }
    return .success(())
  }

  private static func writeAll(_ bytes: [UInt8], to file: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      // Safe: the buffer is read before the closure ends.
      let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(file, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  private static func failure(_ number: Int32) -> Result<Void, MailError> {
    .failure(.transient("The folder of mails cannot be written to (error \(number))."))
  }
}
