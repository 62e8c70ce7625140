import AtlasKernel
import GraphQLJSON
import OutboundHTTP
import Postgres
import Testing

@testable import AtlasServer
@testable import Files

@Suite("Claiming uploads, and the pictures of people")
struct UploadClaimTests {
  @Test("an upload becomes the picture of its user, who can fetch it; the next one takes its place")
  func avatar() async throws {
    try await withFileServer { files in
      let token = try await files.memory.register("ada")
      let first = try await files.uploaded(FileServer.png, token)
      let answer = try await files.setAvatar(first.id, token)
      let address = try files.target(answer.text("data.updateProfile.user.profile.avatarUrl"))
      let picture = try await files.get(address)
      #expect(picture.status == 200 && picture.body == FileServer.png)
      let second = try await files.uploaded(FileServer.png + [1], token)
      _ = try await files.setAvatar(second.id, token)
      #expect(try await files.get(address).status == 404)
      #expect(try await files.count("select count(*) from files") == 1)
      #expect(try files.stored().count == 2)
      await files.server.application.housekeeping.sweepAll()
      #expect(try files.stored().count == 1)
    }
  }

  @Test("null takes the picture away, and leaving it out leaves it")
  func removal() async throws {
    try await withFileServer { files in
      let token = try await files.memory.register("ada")
      _ = try await files.setAvatar(try await files.uploaded(FileServer.png, token).id, token)
      let text = """
        mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) { user { profile { avatarUrl } } } }
        """
      let kept = try await files.memory.query(text, ["input": ["bio": "x"]], token: token)
      #expect(kept.text("data.updateProfile.user.profile.avatarUrl") != nil, "\(kept)")
      let gone = try await files.memory.query(text, ["input": ["avatarUploadId": .null]], token: token)
      #expect(gone["data.updateProfile.user.profile.avatarUrl"] == .null)
      #expect(try await files.count("select count(*) from files") == 0)
    }
  }

  @Test("an upload is used once, also by those who claim it at once")
  func once() async throws {
    try await withFileServer { files in
      let token = try await files.memory.register("ada")
      let ticket = try await files.uploaded(FileServer.png, token)
      let answers = try await withThrowingTaskGroup(of: TestResponse.self) { group in
        for _ in 0..<6 { group.addTask { try await files.setAvatar(ticket.id, token) } }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(answers.count { $0.text("data.updateProfile.user.profile.avatarUrl") != nil } == 1, "\(answers)")
      #expect(answers.count { $0.text("data.updateProfile.userErrors.0.code") == "STATE" } == 5)
      #expect(try await files.count("select count(*) from files") == 1)
    }
  }

  @Test("an upload of somebody else is not found, one without bytes or of another kind is refused")
  func refusals() async throws {
    try await withFileServer { files in
      let token = try await files.memory.register("ada")
      let other = try await files.memory.register("eve")
      let ticket = try await files.uploaded(FileServer.png, token)
      #expect(try await files.setAvatar(ticket.id, other).text("data.updateProfile.userErrors.0.code") == "NOT_FOUND")
      #expect(try await files.setAvatar("none", token).text("data.updateProfile.userErrors.0.code") == "NOT_FOUND")
      let waiting = try await files.ticket(token, name: "a.png", type: "image/png", size: 10)
      let early = try await files.setAvatar(waiting.id, token)
      #expect(early.text("data.updateProfile.userErrors.0.currentState") == "WAITING", "\(early)")
      let notes = try await files.uploaded(Array("# a".utf8), token, name: "a.md", type: "text/markdown")
      let wrong = try await files.setAvatar(notes.id, token)
      #expect(wrong.text("data.updateProfile.userErrors.0.code") == "INVALID")
      #expect(wrong["data.updateProfile.userErrors.0.field"] == .array([.string("input"), .string("avatarUploadId")]))
      #expect(try await files.setAvatar(ticket.id, token).text("data.updateProfile.user.profile.avatarUrl") != nil)
    }
  }

  @Test("tickets are their user's alone, whatever a statement forgets to ask for")
  func privateRows() async throws {
    try await withFileServer { files in
      let token = try await files.memory.register("ada")
      _ = try await files.ticket(token, size: 10)
      for table in ["uploads", "upload_days"] as [StaticString] {
        let count: Query = "select count(*), max(user_id) from \(unsafeRawSQL: table)"
        let rows = try await files.database.read(count.onBehalf(of: .system))
        #expect(rows.int(0, 0) == 1)
        let owner = try #require(rows.int(0, 1))
        #expect(try await files.database.read(count).int(0, 0) == 0)
        #expect(try await files.database.read(count.onBehalf(of: .user(owner + 1))).int(0, 0) == 0)
        #expect(try await files.database.read(count.onBehalf(of: .user(owner))).int(0, 0) == 1)
      }
    }
  }

  @Test("a change of an old version leaves the upload as it was")
  func stale() async throws {
    try await withFileServer { files in
      let token = try await files.memory.register("ada")
      let ticket = try await files.uploaded(FileServer.png, token)
      let text = """
        mutation ($id: ID) {
          updateProfile(input: {avatarUploadId: $id, expectedVersion: 99}) { userErrors { code } }
        }
        """
      let response = try await files.memory.query(text, ["id": .string(ticket.id)], token: token)
      #expect(response.text("data.updateProfile.userErrors.0.code") == "STALE_VERSION", "\(response)")
      #expect(try await files.setAvatar(ticket.id, token).text("data.updateProfile.user.profile.avatarUrl") != nil)
    }
  }

  @Test("several uploads become files together, in the order they were named, or none of them")
  func several() async throws {
    try await withFileServer { files in
      let token = try await files.memory.register("ada")
      var ids: [PostgresUUID] = []
      for number in 0..<3 {
        let ticket = try await files.uploaded(FileServer.png, token, name: "\(number).png")
        ids.append(try #require(PostgresUUID(text: ticket.id.utf8)))
      }
      let userID = try #require(
        try await files.database.read(("select min(user_id) from uploads" as Query).onBehalf(of: .system)).int(0, 0))
      var uploads: [ReceivedUpload] = []
      for id in ids.reversed() {
        let rows = try await files.database.read(UploadStatements.find(id, userID: userID))
        uploads.append(ReceivedUpload(try #require(Upload(rows)), try #require(Upload(rows)?.key)))
      }
      let names: Query = """
        with \(fragment: ReceivedUpload.claiming(uploads)) select c.filename from claimed_uploads c order by c.place
        """
      let refused: Query = """
        with \(fragment: ReceivedUpload.claiming(uploads, when: "false")) select c.filename from claimed_uploads c
        """
      #expect(try await files.database.write(refused).count == 0)
      let rows = try await files.database.write(names)
      #expect((0..<rows.count).map { rows.string($0, 0) } == ["2.png", "1.png", "0.png"])
      #expect(try await files.count("select count(*) from files") == 3)
      let fresh = try await files.uploaded(FileServer.png, token)
      let found = try await files.database.read(
        UploadStatements.find(try #require(PostgresUUID(text: fresh.id.utf8)), userID: userID))
      uploads.append(ReceivedUpload(try #require(Upload(found)), try #require(Upload(found)?.key)))
      let partly: Query = "with \(fragment: ReceivedUpload.claiming(uploads)) select c.place from claimed_uploads c"
      #expect(try await files.database.write(partly).count == 0)
      #expect(try await files.count("select count(*) from files") == 3)
    }
  }
}
