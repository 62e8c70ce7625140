import AtlasKernel
import GraphQLJSON
import Postgres
import Testing

@testable import AtlasServer
@testable import Files

@Suite("What nobody needs of files any more")
struct FileSweepTests {
  private let backdate: Query = """
    update uploads set created_at = now() - interval '3 days', expires_at = now() - interval '2 days'
    """

  @Test("tickets go a day after they expired, with the bytes that nobody claimed, and no others")
  func tickets() async throws {
    try await withFileServer { files in
      let token = try await files.memory.register("ada")
      _ = try await files.setAvatar(try await files.uploaded(FileServer.png, token).id, token)
      _ = try await files.uploaded(FileServer.png, token)
      await files.server.application.housekeeping.sweepAll()
      #expect(try files.stored().count == 2)
      try await files.database.write(backdate.onBehalf(of: .system))
      await files.server.application.housekeeping.sweepAll()
      #expect(try await files.count("select count(*) from uploads") == 0)
      #expect(try files.stored().count == 1)
      #expect(try await files.count("select count(*) from object_deletions") == 0)
    }
  }

  @Test("what was made for a while only goes when that is over; what was never used goes, too")
  func madeForAWhile() async throws {
    try await withFileServer { files in
      let userID: Int64 = 1
      let domain = files.server.application.fileRoutes.files
      let made = try await domain.store(
        [1, 2], named: "a.json", mediaType: "application/json", for: userID, files.database)
      try await files.database.write("with \(fragment: made.storing(forDays: 1)) select id from stored_file")
      _ = try await domain.store([3], named: "b.json", mediaType: "application/json", for: userID, files.database)
      #expect(try await domain.bytes(ofFile: 1, limit: 2, files.database) == [1, 2])
      try await files.database.write("update object_deletions set due_at = now()")
      await files.server.application.housekeeping.sweepAll()
      #expect(try files.stored().count == 1)
      try await files.database.write("update files set expires_at = now() - interval '1 minute'")
      await files.server.application.housekeeping.sweepAll()
      #expect(try files.stored() == [])
      #expect(try await files.count("select count(*) from files") == 0)
    }
  }

  @Test("several instances delete each object once")
  func together() async throws {
    try await withFileServer { files in
      let domain = files.server.application.fileRoutes.files
      for _ in 0..<60 {
        _ = try await domain.store([1], named: "a", mediaType: "text/plain", for: 1, files.database)
      }
      try await files.database.write("update object_deletions set due_at = now()")
      let counts = try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<4 { group.addTask { try await domain.deleteObjects(files.database, limit: 20) } }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(counts.reduce(0, +) == 60)
      #expect(try files.stored() == [])
    }
  }

  @Test("an export names the files; erasing takes picture, tickets and names")
  func leaving() async throws {
    try await withFileServer { files in
      let token = try await files.memory.register("ada")
      _ = try await files.setAvatar(try await files.uploaded(FileServer.png, token).id, token)
      _ = try await files.uploaded(FileServer.png, token, name: "second.png")
      let userID = try #require(
        try await files.database.read(("select min(user_id) from uploads" as Query).onBehalf(of: .system)).int(0, 0))
      let export = try #require(
        try await files.database.read(FilesDomain.personalData.export(userID)).string(0, 0))
      #expect(export.contains("face.png") && export.contains("second.png"))
      try await files.database.write(
        "update users set closed_at = now(), erase_at = now() - interval '1 minute' where id = \(userID)")
      await files.server.application.housekeeping.sweepAll()
      #expect(try await files.count("select count(*) from uploads") == 0)
      #expect(try await files.count("select count(*) from upload_days") == 0)
      #expect(try await files.count("select count(*) from files") == 0)
      #expect(try await files.count("select count(*) from users where avatar_file_id is not null") == 0)
      #expect(try files.stored() == [])
    }
  }
}
