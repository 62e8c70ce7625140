import AtlasKernel
import ContentLibrary
import DemoContent
import GraphQLHTTP
import GraphQLJSON
import Jobs
import GraphQLPostgres
import Postgres
import Testing

@testable import AtlasServer

@Suite("Contents: who sees them, and how they change")
struct ContentTests {
  @Test("a content is its owner's until it is cut, and everybody's afterwards")
  func visibility() async throws {
    try await withInstance { instance in
      let creator = try await ContentClient(instance)
      let other = try await instance.register("ada")
      let id = try await creator.create(["text": .string(ContentClient.text)], title: "Replication")
      let list = "{ contents { totalCount nodes { id } } }"
      #expect(try await creator.node(id, "... on Content { status }").text("data.node.status") == "PROCESSING")
      #expect(try await creator.node(id, "id", as: other)["data.node"] == .null)
      #expect(try await instance.query(list, token: other).texts("data.contents.nodes", "id").contains(id) == false)
      #expect(try await instance.query(list, token: creator.token).texts("data.contents.nodes", "id").contains(id))
      try await instance.application.jobs.runDue()
      let cut = try await creator.node(
        id,
        """
        ... on Content {
          status owner { id } job { state } atomization { totalAtoms algorithmVersion qualityScore job { state } }
          objectives { text atoms { id } }
        }
        """, as: other)
      #expect(cut.text("data.node.status") == "COMPLETED", "\(cut)")
      #expect(cut["data.node.job"] == .null && cut["data.node.atomization.job"] == .null)
      #expect((cut.integer("data.node.atomization.totalAtoms") ?? 0) >= 3)
      #expect(try await instance.query(list, token: other).texts("data.contents.nodes", "id").contains(id))
      let own = try await creator.node(id, "... on Content { job { state } }")
      #expect(own.text("data.node.job.state") == "SUCCEEDED", "\(own)")
    }
  }

  @Test("a change replaces what is given, and who read an old version is told the present one")
  func changes() async throws {
    try await withInstance { instance in
      let creator = try await ContentClient(instance)
      let id = try await creator.create(["text": "Nothing much."], title: "First", atomize: false)
      let fields = "content { version title description metadata { author subject difficulty duration language } }"
      let first = try await creator.mutate(
        "updateContent",
        [
          "id": .string(id), "description": "About it", "expectedVersion": .integer(1),
          "metadata": ["author": "Ada", "duration": "PT90M", "difficulty": "ADVANCED", "language": "en"],
        ], fields)
      #expect(first.text("data.updateContent.content.metadata.duration") == "PT1H30M", "\(first)")
      let second = try await creator.mutate(
        "updateContent", ["id": .string(id), "metadata": ["author": .null]], fields)
      #expect(second["data.updateContent.content.metadata.author"] == .null)
      #expect(second.text("data.updateContent.content.metadata.language") == "en")
      #expect(second.text("data.updateContent.content.description") == "About it")
      #expect(second.integer("data.updateContent.content.version") == 3)
      let stale = try await creator.mutate(
        "updateContent", ["id": .string(id), "title": "Other", "expectedVersion": .integer(1)], fields)
      #expect(stale.text("data.updateContent.userErrors.0.__typename") == "StaleVersionError", "\(stale)")
      #expect(stale.integer("data.updateContent.userErrors.0.currentVersion") == 3)
      #expect(stale.text("data.updateContent.userErrors.0.current.id") == id)
      let long = try await creator.mutate(
        "updateContent", ["id": .string(id), "metadata": ["duration": "P999999999Y"]], fields)
      #expect(long.text("data.updateContent.userErrors.0.field.2") == "duration", "\(long)")
      let blank = try await creator.mutate("updateContent", ["id": .string(id), "title": "  "], fields)
      #expect(blank.text("data.updateContent.userErrors.0.code") == "BLANK")
    }
  }

  @Test("others cannot change a content; admins can, which leaves a trace")
  func others() async throws {
    try await withInstance { instance in
      let creator = try await ContentClient(instance)
      let instructor = try await instance.signIn(.instructor)
      let admin = try await instance.signIn(.admin)
      let id = try await creator.cut()
      let change: JSONObject = ["id": .string(id), "title": "Mine now"]
      let refused = try await creator.mutate("updateContent", change, "content { id }", as: instructor)
      #expect(refused.text("data.updateContent.userErrors.0.code") == "FORBIDDEN", "\(refused)")
      let changed = try await creator.mutate("updateContent", change, "content { title }", as: admin)
      #expect(changed.text("data.updateContent.content.title") == "Mine now", "\(changed)")
      #expect(try await instance.auditCount("content.content_updated", id) == 1)
      let hidden = try await creator.create(["text": "Later."], title: "Hidden", atomize: false)
      let missing = try await creator.mutate(
        "updateContent", ["id": .string(hidden), "title": "x"], "content { id }", as: instructor)
      #expect(missing.text("data.updateContent.userErrors.0.code") == "NOT_FOUND", "\(missing)")
    }
  }

  @Test("a content goes with its atoms, unless learners have completed one of them")
  func deletion() async throws {
    try await withInstance { instance in
      let creator = try await ContentClient(instance)
      let learner = try await instance.signIn(.learner)
      let kept = try await creator.cut()
      let atom = try #require(try await creator.atoms(kept).first)
      let done = try await creator.mutate("completeAtom", ["atomId": .string(atom)], "atom { id }", as: learner)
      #expect(done.text("data.completeAtom.atom.id") == atom, "\(done)")
      for (field, id) in [("deleteContent", kept), ("deleteAtom", atom)] {
        let refused = try await creator.mutate(field, ["id": .string(id)], "deletedId")
        #expect(refused.text("data.\(field).userErrors.0.code") == "STATE", "\(refused)")
      }
      let gone = try await creator.cut(title: "Again")
      let atoms = try await creator.atoms(gone)
      let deleted = try await creator.mutate("deleteContent", ["id": .string(gone)], "deletedId")
      #expect(deleted.text("data.deleteContent.deletedId") == gone, "\(deleted)")
      #expect(try await creator.node(try #require(atoms.first), "id")["data.node"] == .null)
      #expect(try await creator.atoms(kept).contains(atom))
    }
  }

  @Test("lists of contents are paged from both ends, narrowed and counted")
  func pages() async throws {
    try await withInstance { instance in
      let creator = try await ContentClient(instance)
      var ids: [String] = []
      for index in 0..<5 {
        ids.insert(
          try await creator.create(["text": "x"], title: index == 2 ? "Zebras" : "Lists \(index)", atomize: false),
          at: 0)
      }
      let text = """
        query ($first: Int, $after: String, $last: Int, $before: String, $filter: ContentFilter) {
          contents(filter: $filter, first: $first, after: $after, last: $last, before: $before) {
            totalCount nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
          }
        }
        """
      let filter: JSONValue = ["status": "UPLOADED", "kind": "DOCUMENT"]
      func page(_ arguments: JSONObject) async throws -> TestResponse {
        var variables: JSONObject = ["filter": filter]
        for member in arguments.members { variables.append(key: member.key, value: member.value) }
        return try await instance.query(text, variables, token: creator.token)
      }
      let first = try await page(["first": .integer(2)])
      #expect(first.texts("data.contents.nodes", "id") == Array(ids[0..<2]), "\(first)")
      #expect(first.integer("data.contents.totalCount") == 5)
      #expect(first["data.contents.pageInfo.hasNextPage"] == .boolean(true))
      let cursor = try #require(first["data.contents.pageInfo.endCursor"])
      let rest = try await page(["first": .integer(3), "after": cursor])
      #expect(rest.texts("data.contents.nodes", "id") == Array(ids[2...]))
      #expect(rest["data.contents.pageInfo.hasNextPage"] == .boolean(false))
      let last = try await page(["last": .integer(2)])
      #expect(last.texts("data.contents.nodes", "id") == Array(ids[3...]))
      #expect(last["data.contents.pageInfo.hasPreviousPage"] == .boolean(true))
      let found = try await instance.query(text, ["filter": ["search": "zebra"]], token: creator.token)
      #expect(found.texts("data.contents.nodes", "id") == [ids[2]], "\(found)")
    }
  }

  @Test("contentUpdated tells of changes of the content and of its atoms, to those who see it")
  func subscription() async throws {
    try await withInstance { instance in
      let creator = try await ContentClient(instance)
      let id = try await creator.cut()
      let count = try await creator.atoms(id).count
      let relay = Task { await instance.application.run() }
      let text = "subscription { contentUpdated(contentId: \"\(id)\") { atoms { totalCount } } }"
      let answer = await instance.answer(
        TestInstance.head(token: creator.token, accept: "text/event-stream"), TestInstance.body(text))
      guard case .stream(_, let produce) = answer else { throw TestFailure("no stream was answered: \(answer)") }
      let (pieces, continuation) = AsyncStream.makeStream(of: [UInt8].self)
      let reader = Task {
        try? await produce(StreamWriter(continuation: continuation))
        continuation.finish()
      }
      _ = try await creator.createAtom("One more", in: id)
      var told = false
      for await piece in pieces where String(decoding: piece, as: UTF8.self).contains("event: next") {
        told = String(decoding: piece, as: UTF8.self).contains("\"totalCount\":\(count + 1)")
        break
      }
      #expect(told)
      reader.cancel()
      _ = await reader.value
      relay.cancel()
      await relay.value
      let hidden = try await creator.create(["text": "Later."], title: "Hidden", atomize: false)
      let refused = await instance.answer(
        TestInstance.head(token: try await instance.signIn(.learner), accept: "text/event-stream"),
        TestInstance.body("subscription { contentUpdated(contentId: \"\(hidden)\") { id } }"))
      guard case .complete(let response) = refused else { throw TestFailure("a stream was answered") }
      #expect(String(decoding: response.body, as: UTF8.self).contains("NOT_FOUND"))
    }
  }

  @Test("what somebody brought is in their export; erased, what others learn from stays without them")
  func personalData() async throws {
    try await withInstance { instance in
      let creator = try await ContentClient(instance)
      let published = try await creator.cut()
      let hidden = try await creator.create(["text": "Later."], title: "Hidden", atomize: false)
      let alone = try await creator.createAtom("Alone")
      _ = try await creator.mutate("completeAtom", ["atomId": .string(alone)], "atom { id }")
      let user = try await instance.query("{ currentUser { id } }", token: creator.token)
      let key = try #require(user.text("data.currentUser.id")).rowKey
      let rows = try await instance.run(ContentLibraryDomain.personalData.export(key))
      let export = try #require(rows.string(0, 0))
      #expect(export.contains(published) && export.contains(hidden) && export.contains("Later."))
      for erase in ContentLibraryDomain.personalData.erase { _ = try await instance.run(erase(key)) }
      let reader = try await instance.signIn(.learner)
      let left = try await creator.node(published, "... on Content { title owner { id } }", as: reader)
      #expect(left.text("data.node.title") == "Replication" && left["data.node.owner"] == .null, "\(left)")
      #expect(try await creator.node(hidden, "id", as: instance.signIn(.admin))["data.node"] == .null)
      #expect(try await creator.node(alone, "id", as: reader).text("data.node.id") == alone)
      let completions: Query = "select count(*) from atom_completions where user_id = \(key)"
      #expect(try await instance.run(completions).int(0, 0) == 0)
    }
  }
}
