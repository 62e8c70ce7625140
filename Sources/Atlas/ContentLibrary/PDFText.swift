import FoundationEssentials
import Jobs
import Postgres

/// The text of PDF documents, by pdftotext of poppler-utils, where that is installed.
///
/// The document is somebody's: the program gets it alone, in a folder of its own, with limits on memory, time and what it
/// writes, and is killed when it takes too long.
struct PDFText: Sendable {
  /// Absolute, so that no search path decides what runs.
  var program = "/usr/bin/pdftotext"
  /// For one document.
  var timeout: Duration = .seconds(60)

  private static let limiter = "/usr/bin/prlimit"
  /// Address space, seconds of the processor, and bytes of a file.
  private static let limits = ["--as=1073741824", "--cpu=60", "--fsize=16777216", "--core=0"]

  /// The text of a document.
  ///
  /// - Throws: `JobFailure`.
  func text(of document: [UInt8]) async throws -> [UInt8] {
    let files = FileManager.default
    guard files.isExecutableFile(atPath: program), files.isExecutableFile(atPath: Self.limiter) else {
      throw JobFailure("PDF cannot be read on this server.")
    }
    let folder = files.temporaryDirectory.appending(path: "atlas-pdf-\(UUID().uuidString)")
    try files.createDirectory(at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    defer { try? files.removeItem(at: folder) }
    try Data(document).write(to: folder.appending(path: "in.pdf"))
    let isRead = try await OwnThread.run { try run(in: folder.path) }
    guard isRead, let text = files.contents(atPath: folder.appending(path: "out.txt").path) else {
      throw JobFailure("This PDF cannot be read.")
    }
    return Array(text)
  }

  /// Blocks until the program has ended; whether it succeeded.
  private func run(in folder: String) throws -> Bool {
    let command = [program, "-q", "-enc", "UTF-8", "\(folder)/in.pdf", "\(folder)/out.txt"]
    let child = try ChildProcess(
      ChildProcess.Launch(
        program: Self.limiter, arguments: Self.limits + ["--"] + command, log: "\(folder)/log"))
    if !child.waitForExit(atMost: timeout) {
      child.kill()
      _ = child.waitForExit(atMost: .seconds(5))
      throw JobFailure("Reading the PDF took too long.")
    }
    return child.exitStatus == 0
  }
}
