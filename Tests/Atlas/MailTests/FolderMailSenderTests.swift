import FoundationEssentials
import Postgres
import Testing

@testable import Mail

@Suite("The folder of mails")
struct FolderMailSenderTests {
  private func withFolder(_ body: (String) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.path + "/atlas-mail-\(PostgresUUID.random())"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try await body(folder)
  }

  @Test("a mail becomes one file that only its owner reads, also when it is sent twice")
  func oneFile() async throws {
    try await withFolder { folder in
      let sender = FolderMailSender(folder: folder + "/a/mail")
      let message = try Mails.message()
      try await sender.send(message)
      try await sender.send(message)
      let names = try FileManager.default.contentsOfDirectory(atPath: folder + "/a/mail")
      #expect(names == ["20261121T133154Z-00000000-0000-0001-0000-000000000002.eml"])
      let path = folder + "/a/mail/" + names[0]
      #expect(FileManager.default.contents(atPath: path).map { Array($0) } == message.rendered)
      let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
      #expect("\(mode ?? "")" == "384", "0600 in octal")
      // Others must get to what lies beside the folder.
      let parent = try FileManager.default.attributesOfItem(atPath: folder + "/a")[.posixPermissions]
      #expect("\(parent ?? "")" != "448", "0700 in octal")
    }
  }

  @Test("mails that come at the same time become a file each")
  func parallelMails() async throws {
    try await withFolder { folder in
      let sender = FolderMailSender(folder: folder)
      let first = try Mails.message()
      try await withThrowingTaskGroup { group in
        for number in 0..<20 {
          group.addTask {
            try await sender.send(
              MailMessage(
                from: first.from, to: first.to, subject: "\(number)", text: "", id: .random(), date: first.date))
          }
        }
        try await group.waitForAll()
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count == 20)
    }
  }

  @Test("a folder that cannot be written to is an error that may pass")
  func noFolder() async throws {
    let message = try Mails.message()
    await #expect { try await FolderMailSender(folder: "/dev/null/mail").send(message) } throws: { error in
      (error as? MailError)?.isPermanent == false
    }
  }
}
