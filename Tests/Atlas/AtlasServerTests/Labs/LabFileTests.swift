import DemoContent
import GraphQLJSON
import GraphQLPostgres
import OutboundHTTP
import Postgres
import Testing

@testable import AtlasServer

@Suite("Files of labs: brought by authors, seen by whoever sees the lab, gone with it")
struct LabFileTests {
  private static let answer = """
    lab { id version files { id filename url } }
    userErrors {
      code field ... on StateError { currentState } ... on NotFoundError { missingId }
    }
    """

  @Test("uploads become files in the order they were named, and visitors can fetch what a published lab gives")
  func making() async throws {
    try await withLabFiles { author in
      let uploads = try await [author.upload("b.md", "beta"), author.upload("a.md", "alpha")]
      let made = try await author.create(["fileUploadIds": ids(uploads + [uploads[0]]), "status": "PUBLISHED"])
      #expect(made["data.createLab.userErrors"] == [], "\(made)")
      let lab = try #require(made.text("data.createLab.lab.id"))
      let text = "query ($id: ID!) { lab(id: $id) { files { id filename url } } }"
      let seen = try await author.server.memory.query(text, ["id": .string(lab)])
      #expect(seen.texts("data.lab.files", "filename") == ["b.md", "a.md"], "\(seen)")
      let target = try author.server.target(seen.text("data.lab.files.1.url"))
      #expect(try await author.server.get(target).body == Array("alpha".utf8))
      let hidden = try await author.create(["fileUploadIds": ids([try await author.upload("c.md", "gamma")])])
      let file = try #require(hidden.text("data.createLab.lab.files.0.id"), "\(hidden)")
      let node = "query ($id: ID!) { node(id: $id) { id } }"
      #expect(try await author.server.memory.query(node, ["id": .string(file)])["data.node"] == .null)
    }
  }

  @Test("files that fileIds names stay in their order, the others go with their bytes, new ones come behind")
  func editing() async throws {
    try await withLabFiles { author in
      let first = try await [author.upload("1.md", "1"), author.upload("2.md", "22"), author.upload("3.md", "333")]
      let made = try await author.create(["fileUploadIds": ids(first)])
      let lab = try #require(made.text("data.createLab.lab.id"), "\(made)")
      let files = made.texts("data.createLab.lab.files", "id")
      let untouched = try await author.update(lab, ["summary": "Files stay."])
      #expect(untouched.texts("data.updateLab.lab.files", "filename") == ["1.md", "2.md", "3.md"], "\(untouched)")
      let more = try await author.upload("4.md", "4444")
      let changed = try await author.update(
        lab, ["fileIds": ids([files[2], files[0]]), "fileUploadIds": ids([more])])
      #expect(changed.texts("data.updateLab.lab.files", "filename") == ["1.md", "3.md", "4.md"], "\(changed)")
      #expect(try await author.server.count("select count(*) from files") == 3)
      #expect(try author.server.stored().count == 4)
      await author.server.server.application.housekeeping.sweepAll()
      #expect(try author.server.stored().count == 3)
      let emptied = try await author.update(lab, ["fileIds": []])
      #expect(emptied["data.updateLab.lab.files"] == [], "\(emptied)")
      #expect(try await author.server.count("select count(*) from files") == 0)
    }
  }

  @Test("the files of a deleted lab are deleted, those of others are not")
  func deleting() async throws {
    try await withLabFiles { author in
      let uploads = try await [author.upload("a.md", "alpha"), author.upload("b.md", "beta")]
      let made = try await author.create(["fileUploadIds": ids([uploads[0]])])
      _ = try await author.create(["fileUploadIds": ids([uploads[1]])])
      let lab = try #require(made.text("data.createLab.lab.id"), "\(made)")
      let text = "mutation ($id: ID!) { deleteLab(input: {id: $id}) { deletedId userErrors { code } } }"
      let gone = try await author.server.memory.query(text, ["id": .string(lab)], token: author.token)
      #expect(gone.text("data.deleteLab.deletedId") == lab, "\(gone)")
      #expect(try await author.server.count("select count(*) from files") == 1)
      #expect(try await author.server.count("select count(*) from files where filename = 'b.md'") == 1)
      #expect(try await author.server.count("select count(*) from lab_files") == 1)
    }
  }

  @Test("each upload that will not do is told with its path, and the ones that would are not used up")
  func uploadsThatWillNotDo() async throws {
    try await withLabFiles { author in
      let good = try await author.upload("a.md", "alpha")
      let other = LabFileAuthor(
        server: author.server, token: try await author.server.memory.signIn(.instructor))
      let foreign = try await other.upload("b.md", "beta")
      let sound = try await author.server.uploaded(
        Array("ID3 and the rest".utf8), author.token, name: "a.mp3", type: "audio/mpeg"
      ).id
      let waiting = try await author.server.ticket(author.token, size: 5).id
      let answer = try await author.create(["fileUploadIds": ids([good, foreign, sound, waiting])])
      #expect(answer["data.createLab.lab"] == .null)
      #expect(answer.texts("data.createLab.userErrors", "code") == ["NOT_FOUND", "INVALID", "STATE"], "\(answer)")
      #expect(answer["data.createLab.userErrors.0.field"] == ["input", "fileUploadIds", "1"])
      #expect(answer["data.createLab.userErrors.2.field"] == ["input", "fileUploadIds", "3"])
      let used = ids([good])
      #expect(try await author.create(["fileUploadIds": used])["data.createLab.userErrors"] == [])
      let again = try await author.create(["fileUploadIds": used])
      #expect(again.text("data.createLab.userErrors.0.currentState") == "CLAIMED", "\(again)")
    }
  }

  @Test("a refused change and one of an old version leave the upload unclaimed and the files as they were")
  func refusals() async throws {
    try await withLabFiles { author in
      let made = try await author.create(["fileUploadIds": ids([try await author.upload("a.md", "alpha")])])
      let lab = try #require(made.text("data.createLab.lab.id"), "\(made)")
      let other = try await author.create(["fileUploadIds": ids([try await author.upload("b.md", "beta")])])
      let strange = try #require(other.text("data.createLab.lab.files.0.id"), "\(other)")
      let upload = ids([try await author.upload("c.md", "gamma")])
      let stale = try await author.update(lab, ["fileUploadIds": upload, "fileIds": [], "expectedVersion": 9])
      #expect(stale.texts("data.updateLab.userErrors", "code") == ["STALE_VERSION"], "\(stale)")
      let missing = try await author.update(
        lab, ["fileUploadIds": upload, "fileIds": [.string(strange), "file_9999"]])
      #expect(missing.texts("data.updateLab.userErrors", "missingId") == [strange, "file_9999"], "\(missing)")
      #expect(missing["data.updateLab.userErrors.1.field"] == ["input", "fileIds", "1"])
      let refused = try await author.create(["fileUploadIds": upload, "skillIds": ["skill_9999"]])
      #expect(refused.texts("data.createLab.userErrors", "code") == ["NOT_FOUND"], "\(refused)")
      let borrowed = try await author.update("lab_9", ["fileUploadIds": upload], .instructor)
      #expect(borrowed.texts("data.updateLab.userErrors", "code") == ["NOT_FOUND"], "\(borrowed)")
      #expect(try await author.server.count("select count(*) from uploads where file_id is null") == 1)
      #expect(try await author.server.count("select count(*) from files") == 2)
      let taken = try await author.update(lab, ["fileUploadIds": upload])
      #expect(taken.texts("data.updateLab.lab.files", "filename") == ["a.md", "c.md"], "\(taken)")
    }
  }

  @Test("a lab has at most twenty files, counted without those that go")
  func limit() async throws {
    try await withLabFiles { author in
      let made = try await author.create([:])
      let lab = try #require(made.text("data.createLab.lab.id"), "\(made)")
      try await author.server.database.write(
        """
        with made as (
          insert into files (filename, mime_type, size, sha256, object_key)
          select n || '.md', 'text/markdown', 1, sha256('x'), 'key-' || n from generate_series(1, 20) n
          returning id
        )
        insert into lab_files (lab_id, position, file_id)
        select (select max(l.id) from labs l), row_number() over (order by m.id) - 1, m.id from made m
        """)
      let upload = ids([try await author.upload("a.md", "alpha")])
      let many = try await author.update(lab, ["fileUploadIds": upload])
      #expect(many.texts("data.updateLab.userErrors", "code") == ["TOO_LONG"], "\(many)")
      #expect(many["data.updateLab.userErrors.0.field"] == ["input", "fileUploadIds"])
      let seen = try await author.update(lab, ["summary": "Twenty files."])
      let kept = seen.texts("data.updateLab.lab.files", "id").dropFirst()
      #expect(kept.count == 19)
      let changed = try await author.update(lab, ["fileUploadIds": upload, "fileIds": ids(Array(kept))])
      #expect(changed.texts("data.updateLab.lab.files", "filename").last == "a.md", "\(changed)")
      #expect(changed["data.updateLab.lab.files"]?.arrayValue?.count == 20)
    }
  }

  @Test("labs of the same title that are made at the same moment have their own files; one upload makes one lab")
  func sameMoment() async throws {
    try await withLabFiles { author in
      let uploads = try await [author.upload("1.md", "1"), author.upload("2.md", "2"), author.upload("3.md", "3")]
      let answers = try await author.createAtOnce(uploads)
      #expect(answers.allSatisfy { $0["data.createLab.userErrors"] == [] }, "\(answers)")
      #expect(Set(answers.map { $0.text("data.createLab.lab.files.0.filename") }) == ["1.md", "2.md", "3.md"])
      #expect(try await author.server.count("select count(*) from files") == 3)
      let upload = try await author.upload("4.md", "4")
      let rivals = try await author.createAtOnce([upload, upload, upload])
      #expect(rivals.count { $0.text("data.createLab.lab.files.0.filename") == "4.md" } == 1, "\(rivals)")
      #expect(rivals.count { $0.text("data.createLab.userErrors.0.currentState") == "CLAIMED" } == 2, "\(rivals)")
      #expect(try await author.server.count("select count(*) from files") == 4)
    }
  }

  @Test("the files of many labs are read by the same statements as those of one")
  func statements() async throws {
    try await withLabFiles { author in
      for name in ["1.md", "2.md", "3.md"] {
        _ = try await author.create([
          "fileUploadIds": ids([try await author.upload(name, name)]), "status": "PUBLISHED",
        ])
      }
      let made = try await author.server.database.read("select array_agg(lab_id order by lab_id)::text from lab_files")
      let keys = try #require(made.string(0, 0)).dropFirst().dropLast().split(separator: ",").map { "lab_\($0)" }
      for count in [1, 3] {
        let log = StatementLog()
        let seen = try await StatementLog.$current.withValue(log) {
          try await author.server.memory.query(
            "query ($ids: [ID!]) { labs(filter: {ids: $ids}) { files { filename } } }",
            ["ids": ids(Array(keys.prefix(count)))])
        }
        #expect(seen["data.labs"]?.arrayValue?.count == count, "\(seen)")
        #expect(seen.text("data.labs.0.files.0.filename") != nil, "\(seen)")
        #expect(log.entries.map(\.name) == ["catalog.labs", "catalog.filesOfLabs", "files.referred"])
      }
    }
  }

  private func ids(_ texts: [String]) -> JSONValue { .array(texts.map(JSONValue.string)) }

  /// The creator of the demo, with a server that takes uploads.
  private struct LabFileAuthor: Sendable {
    let server: FileServer
    let token: String

    func upload(_ name: String, _ text: String) async throws -> String {
      try await server.uploaded(Array(text.utf8), token, name: name, type: "text/markdown").id
    }

    func create(_ more: JSONObject) async throws -> TestResponse {
      try await change(
        "createLab", "CreateLabInput",
        [
          "title": "Count the votes", "difficulty": "BEGINNER", "instructions": "Do it.",
        ], more, token)
    }

    func update(_ lab: String, _ more: JSONObject, _ account: DemoAccount = .creator) async throws -> TestResponse {
      let token = account == .creator ? token : try await server.memory.signIn(account)
      return try await change("updateLab", "UpdateLabInput", ["id": .string(lab)], more, token)
    }

    /// Labs of the same title, each with one of the uploads.
    func createAtOnce(_ uploads: [String]) async throws -> [TestResponse] {
      try await withThrowingTaskGroup(of: TestResponse.self) { group in
        for upload in uploads {
          group.addTask { try await create(["fileUploadIds": [.string(upload)]]) }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
    }

    private func change(
      _ field: String, _ type: String, _ usual: JSONObject, _ more: JSONObject, _ token: String
    ) async throws -> TestResponse {
      var input = usual
      for member in more.members { input.append(key: member.key, value: member.value) }
      let text = "mutation ($input: \(type)!) { \(field)(input: $input) { \(LabFileTests.answer) } }"
      return try await server.memory.query(text, ["input": .object(input)], token: token)
    }
  }

  private func withLabFiles(_ body: (LabFileAuthor) async throws -> Void) async throws {
    try await withFileServer { server in
      try await body(LabFileAuthor(server: server, token: try await server.memory.signIn(.creator)))
    }
  }
}
