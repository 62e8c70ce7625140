import FoundationEssentials
import Jobs
import Testing

@testable import ContentLibrary

@Suite("Reading PDF with a program")
struct PDFTextTests {
  @Test("without the program it is said that PDF cannot be read here")
  func missing() async throws {
    let failure = await #expect(throws: JobFailure.self) {
      try await PDFText(program: "/nowhere/pdftotext").text(of: [])
    }
    #expect(failure?.message.contains("on this server") == true)
  }

  @Test("the program's output is the text, and its folder is gone afterwards")
  func text() async throws {
    try await withProgram("pwd; printf '%s' \"$4\" > \"$5\"; cat \"$4\" >> \"$5\"") { program in
      let text = String(decoding: try await PDFText(program: program).text(of: Array("bytes".utf8)), as: UTF8.self)
      #expect(text.hasSuffix("in.pdfbytes"), "\(text)")
      #expect(!FileManager.default.fileExists(atPath: String(text.dropLast("bytes".count))))
    }
  }

  @Test("a program that fails, writes nothing or does not end is a failure, and is killed")
  func failures() async throws {
    for script in ["exit 1", "exit 0", "sleep 60"] {
      try await withProgram(script) { program in
        var reader = PDFText(program: program)
        reader.timeout = .milliseconds(300)
        await #expect(throws: JobFailure.self, "\(script)") { try await reader.text(of: [1]) }
      }
    }
  }

  /// A program in a folder of its own.
  private func withProgram(_ script: String, _ body: (String) async throws -> Void) async throws {
    let files = FileManager.default
    let folder = files.temporaryDirectory.appending(path: "atlas-test-\(UUID().uuidString)")
    try files.createDirectory(at: folder, withIntermediateDirectories: false)
    defer { try? files.removeItem(at: folder) }
    let program = folder.appending(path: "pdftotext")
    try Data("#!/bin/sh\n\(script)\n".utf8).write(to: program)
    try files.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program.path)
    try await body(program.path)
  }
}
