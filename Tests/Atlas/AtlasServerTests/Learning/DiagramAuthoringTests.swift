import AtlasKernel
import DemoContent
import GraphQLHTTP
import GraphQLJSON
import Postgres
import Testing

@testable import AtlasServer

@Suite("Authors at work: diagrams are made, edited, kept and deleted")
struct DiagramAuthoringTests {
  private let create = """
    mutation ($input: CreateDiagramInput!) {
      createDiagram(input: $input) {
        diagram { id version slug title tags status difficulty author { id } skills { id } incidents { nodes { id } } }
        userErrors { code field message }
      }
    }
    """

  private let update = """
    mutation ($input: UpdateDiagramInput!) {
      updateDiagram(input: $input) {
        diagram {
          id version slug title description tags status audioUrl imageUrl skills { id } incidents { nodes { id } }
        }
        userErrors {
          code field
          ... on StaleVersionError { currentVersion current { ... on Diagram { id title version } } }
          ... on StateError { currentState allowedStates }
          ... on NotFoundError { missingId }
        }
      }
    }
    """

  private func make(
    _ instance: TestInstance, _ token: String, _ more: JSONObject = [:], title: String = "Write-ahead log"
  ) async throws -> String {
    var input: JSONObject = ["title": .string(title), "category": "Storage", "mermaidSource": "graph TD; A-->B"]
    for member in more.members { input.append(key: member.key, value: member.value) }
    let made = try await instance.query(create, ["input": .object(input)], token: token)
    return try #require(made.text("data.createDiagram.diagram.id"), "\(made)")
  }

  private func edit(
    _ instance: TestInstance, _ token: String, _ id: String, _ changes: JSONObject
  ) async throws -> TestResponse {
    var input: JSONObject = ["id": .string(id)]
    for member in changes.members { input.append(key: member.key, value: member.value) }
    return try await instance.query(update, ["input": .object(input)], token: token)
  }

  @Test("a diagram is made with its links, as a draft with an address of its title")
  func creating() async throws {
    try await withInstance { instance in
      let creator = try await instance.signIn(.creator)
      let input: JSONObject = [
        "title": "Größe & Maß: 2 Phasen", "category": "Storage", "mermaidSource": "graph TD; A-->B",
        "tags": ["one", " one ", "two"], "skillIds": ["skill_3", "skill_2", "skill_3"], "incidentIds": ["incident_2"],
        "estimatedTime": "PT20M",
      ]
      let made = try await instance.query(create, ["input": .object(input)], token: creator)
      let path = "data.createDiagram.diagram"
      #expect(made["data.createDiagram.userErrors"] == [], "\(made)")
      #expect(made.text("\(path).slug") == "gro-e-ma-2-phasen", "\(made)")
      #expect(made.text("\(path).status") == "DRAFT" && made.text("\(path).difficulty") == "BEGINNER")
      #expect(made["\(path).version"] == 1 && made["\(path).tags"] == ["one", "two"])
      #expect(made.texts("\(path).skills", "id") == ["skill_3", "skill_2"])
      #expect(made.texts("\(path).incidents.nodes", "id") == ["incident_2"])
      #expect(made.text("\(path).author.id") != nil)
      let events = try await instance.application.database.read(
        "select count(*) from events where kind = 'DIAGRAM_CREATED' and payload = '{}'")
      #expect(events.int(0, 0) == 1)
    }
  }

  @Test("what cannot be made is told with its place in the input, and leaves nothing behind")
  func refusals() async throws {
    try await withInstance { instance in
      let creator = try await instance.signIn(.creator)
      let good: JSONObject = ["title": "A title", "category": "Storage", "mermaidSource": "graph TD"]
      let cases: [(JSONObject, [String], [JSONValue])] = [
        (["title": "     "], ["BLANK"], [["input", "title"]]),
        (["mermaidSource": "\n\t"], ["BLANK"], [["input", "mermaidSource"]]),
        (
          ["category": " ", "tags": ["ok", " "]], ["BLANK", "BLANK"], [["input", "category"], ["input", "tags", "1"]]
        ),
        (["tags": [.string(String(repeating: "x", count: 61))]], ["TOO_LONG"], [["input", "tags", "0"]]),
        (
          ["skillIds": ["skill_2", "skill_999999", "lab_1"], "incidentIds": ["nonsense"]],
          ["NOT_FOUND", "NOT_FOUND", "NOT_FOUND"],
          [["input", "skillIds", "1"], ["input", "skillIds", "2"], ["input", "incidentIds", "0"]]
        ),
        (["estimatedTime": "PT0S"], ["INVALID"], [["input", "estimatedTime"]]),
        (["estimatedTime": "P999999999999Y"], ["INVALID"], [["input", "estimatedTime"]]),
      ]
      for (change, codes, fields) in cases {
        var input: JSONObject = change
        for member in good.members where change[member.key] == nil {
          input.append(key: member.key, value: member.value)
        }
        let refused = try await instance.query(create, ["input": .object(input)], token: creator)
        #expect(refused["errors"] == nil && refused["data.createDiagram.diagram"] == .null, "\(refused)")
        #expect(refused.texts("data.createDiagram.userErrors", "code").sorted() == codes.sorted(), "\(refused)")
        let found = (refused["data.createDiagram.userErrors"]?.arrayValue ?? []).compactMap { $0.at("field") }
        for field in fields { #expect(found.contains(field), "\(refused)") }
      }
      let count = try await instance.application.database.read("select count(*) from diagrams where title = 'A title'")
      #expect(count.int(0, 0) == 0)
    }
  }

  @Test("twelve authors at once use one title: each diagram has an address of its own")
  func addresses() async throws {
    try await withInstance { instance in
      let creator = try await instance.signIn(.creator)
      let named = try await withThrowingTaskGroup(of: String?.self) { group in
        for _ in 0..<12 {
          group.addTask {
            let made = try await instance.query(
              create,
              ["input": ["title": "漢字漢字", "category": "Storage", "mermaidSource": "graph TD"]], token: creator)
            return made.text("data.createDiagram.diagram.slug")
          }
        }
        return try await group.reduce(into: [String?]()) { $0.append($1) }
      }
      let known = named.compactMap { $0 }
      #expect(known.count == 12 && Set(known).count == 12 && known.allSatisfy { $0.hasPrefix("diagram") })
    }
  }

  @Test("two authors edit one version at once: one wins, the other gets STALE_VERSION with the row as it is now")
  func concurrentEdits() async throws {
    try await withInstance { instance in
      let (creator, admin) = (try await instance.signIn(.creator), try await instance.signIn(.admin))
      let id = try await make(instance, creator)
      for version in 1...8 {
        let answers = try await withThrowingTaskGroup(of: TestResponse.self) { group in
          for (name, token) in [("creator", creator), ("admin", admin)] {
            group.addTask {
              try await edit(
                instance, token, id, ["expectedVersion": .integer(version), "title": .string("\(name) \(version)")])
            }
          }
          return try await group.reduce(into: []) { $0.append($1) }
        }
        let won = answers.filter { $0["data.updateDiagram.userErrors"] == [] }
        let lost = answers.filter { $0.text("data.updateDiagram.userErrors.0.code") == "STALE_VERSION" }
        #expect(won.count == 1 && lost.count == 1, "\(answers)")
        let title = won.first?.text("data.updateDiagram.diagram.title")
        #expect(won.first?["data.updateDiagram.diagram.version"] == .integer(version + 1))
        let error = "data.updateDiagram.userErrors.0"
        #expect(lost.first?["data.updateDiagram.diagram"] == .null)
        #expect(lost.first?["\(error).currentVersion"] == .integer(version + 1))
        #expect(lost.first?.text("\(error).current.title") == title && title != nil, "\(answers)")
        #expect(lost.first?["\(error).field"] == ["input", "expectedVersion"])
      }
      let events = try await instance.application.database.read(
        "select count(*) from events where kind = 'DIAGRAM_UPDATED'")
      #expect(events.int(0, 0) == 8)
    }
  }

  @Test("edits without a version pile up one after the other, and none is lost from the history")
  func history() async throws {
    try await withInstance { instance in
      let (creator, admin) = (try await instance.signIn(.creator), try await instance.signIn(.admin))
      let id = try await make(instance, creator, ["description": "first", "tags": ["a"]])
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 1...10 {
          group.addTask {
            let done = try await edit(
              instance, number % 2 == 0 ? creator : admin, id, ["mermaidSource": .string("graph TD; \(number)")])
            #expect(done["data.updateDiagram.userErrors"] == [], "\(done)")
          }
        }
        try await group.waitForAll()
      }
      let done = try await edit(instance, creator, id, ["description": .null, "tags": .null, "title": "At the end"])
      #expect(done["data.updateDiagram.diagram.description"] == .null && done["data.updateDiagram.diagram.tags"] == [])
      let text = """
        query ($id: ID!, $after: String) {
          diagram(id: $id) {
            version
            revisions(first: 4, after: $after) {
              totalCount pageInfo { hasNextPage endCursor }
              nodes { id version title description tags mermaidSource status editedBy { id } editedAt }
            }
          }
        }
        """
      var revisions: [JSONValue] = []
      var after: JSONValue = .null
      repeat {
        let page = try await instance.query(text, ["id": .string(id), "after": after], token: creator)
        #expect(page["errors"] == nil && page["data.diagram.version"] == 12, "\(page)")
        #expect(page["data.diagram.revisions.totalCount"] == 11)
        revisions += page["data.diagram.revisions.nodes"]?.arrayValue ?? []
        after = page["data.diagram.revisions.pageInfo.endCursor"] ?? .null
        if page["data.diagram.revisions.pageInfo.hasNextPage"] != true { break }
      } while revisions.count < 100
      #expect(revisions.map { $0.at("version") } == (1...11).reversed().map { .integer($0) })
      #expect(revisions.last?.at("description") == "first" && revisions.last?.at("tags") == ["a"])
      let sources = Set(revisions.compactMap { $0.at("mermaidSource")?.stringValue })
      #expect(sources.count == 11)
      let editors = Set(revisions.compactMap { $0.at("editedBy.id")?.stringValue })
      #expect(editors.count == 2)
      // By its id a revision is for those who may edit the diagram.
      let revision = try #require(revisions.first?.at("id"))
      let node = "query ($id: ID!) { node(id: $id) { ... on DiagramRevision { title } } }"
      #expect(try await instance.query(node, ["id": revision], token: creator)["data.node.title"] != nil)
      for token in [nil, try await instance.signIn(.learner), try await instance.signIn(.instructor)] {
        #expect(try await instance.query(node, ["id": revision], token: token)["data.node"] == .null)
      }
    }
  }

  @Test("drafts are seen and edited by their author and admins; others do not learn that they are there")
  func drafts() async throws {
    try await withInstance { instance in
      let (creator, admin) = (try await instance.signIn(.creator), try await instance.signIn(.admin))
      let instructor = try await instance.signIn(.instructor)
      let id = try await make(instance, creator)
      let read = "query ($id: ID!) { diagram(id: $id) { title } node(id: $id) { id } }"
      for token in [nil, instructor, try await instance.signIn(.learner)] {
        let hidden = try await instance.query(read, ["id": .string(id)], token: token)
        #expect(hidden.code == "NOT_FOUND", "\(hidden)")
      }
      #expect(try await instance.query(read, ["id": .string(id)], token: admin)["errors"] == nil)
      let foreign = try await edit(instance, instructor, id, ["title": "Mine now"])
      #expect(foreign.text("data.updateDiagram.userErrors.0.code") == "NOT_FOUND", "\(foreign)")
      let published = try await edit(instance, creator, id, ["status": "PUBLISHED"])
      #expect(published["data.updateDiagram.userErrors"] == [], "\(published)")
      let seen = try await edit(instance, instructor, id, ["title": "Mine now"])
      #expect(seen.text("data.updateDiagram.userErrors.0.code") == "FORBIDDEN", "\(seen)")
      let learner = try await edit(instance, try await instance.signIn(.learner), id, ["title": "Mine now"])
      #expect(learner.code == "FORBIDDEN", "\(learner)")
      #expect(try await edit(instance, admin, id, ["title": "An admin's"])["data.updateDiagram.userErrors"] == [])
      let audited = try await instance.application.database.read(
        "select count(*) from audit_events where action = 'catalog.diagram_updated'")
      #expect(audited.int(0, 0) == 1)
    }
  }

  @Test("lists of links are replaced as a whole, and stay where nothing is given")
  func links() async throws {
    try await withInstance { instance in
      let creator = try await instance.signIn(.creator)
      let id = try await make(
        instance, creator, ["skillIds": ["skill_2", "skill_3"], "incidentIds": ["incident_1", "incident_2"]])
      let path = "data.updateDiagram.diagram"
      let replaced = try await edit(
        instance, creator, id, ["skillIds": ["skill_4", "skill_3"], "audioUrl": "https://example.org/a.mp3"])
      #expect(replaced.texts("\(path).skills", "id") == ["skill_4", "skill_3"], "\(replaced)")
      #expect(replaced.texts("\(path).incidents.nodes", "id") == ["incident_1", "incident_2"])
      #expect(replaced.text("\(path).audioUrl") == "https://example.org/a.mp3")
      let missing = try await edit(
        instance, creator, id, ["title": "Lost", "incidentIds": ["incident_1", "incident_0"]])
      #expect(missing.text("data.updateDiagram.userErrors.0.code") == "NOT_FOUND", "\(missing)")
      #expect(missing["data.updateDiagram.userErrors.0.field"] == ["input", "incidentIds", "1"])
      let emptied = try await edit(instance, creator, id, ["incidentIds": [], "skillIds": .null])
      #expect(emptied["\(path).incidents.nodes"] == [] && emptied["\(path).skills"] == [], "\(emptied)")
      #expect(emptied["\(path).version"] == 3)
      for change in [["title": .null], ["status": .null], ["mermaidSource": "  "]] as [JSONObject] {
        let refused = try await edit(instance, creator, id, change)
        #expect(refused.text("data.updateDiagram.userErrors.0.code") == "BLANK", "\(refused)")
      }
    }
  }

  @Test("what learners have worked with is archived, not deleted, and does not become a draft again")
  func deleting() async throws {
    try await withInstance { instance in
      let (creator, learner) = (try await instance.signIn(.creator), try await instance.signIn(.learner))
      let delete = """
        mutation ($input: DeleteDiagramInput!) {
          deleteDiagram(input: $input) {
            deletedId userErrors { code ... on StateError { currentState allowedStates } }
          }
        }
        """
      let id = try await make(instance, creator, ["status": "PUBLISHED"])
      let stale = try await instance.query(
        delete, ["input": ["id": .string(id), "expectedVersion": 7]], token: creator)
      #expect(stale.text("data.deleteDiagram.userErrors.0.code") == "STALE_VERSION", "\(stale)")
      let done = try await instance.query(
        "mutation ($id: ID!) { completeDiagram(diagramId: $id) { version } }", ["id": .string(id)], token: learner)
      #expect(done["errors"] == nil, "\(done)")
      let refused = try await instance.query(delete, ["input": ["id": .string(id)]], token: creator)
      #expect(refused.text("data.deleteDiagram.userErrors.0.code") == "STATE", "\(refused)")
      #expect(refused["data.deleteDiagram.userErrors.0.allowedStates"] == ["ARCHIVED"])
      let draft = try await edit(instance, creator, id, ["status": "DRAFT"])
      #expect(draft.text("data.updateDiagram.userErrors.0.code") == "STATE", "\(draft)")
      #expect(draft.text("data.updateDiagram.userErrors.0.currentState") == "PUBLISHED")
      #expect(
        try await edit(instance, creator, id, ["status": "ARCHIVED"]).text("data.updateDiagram.diagram.status")
          == "ARCHIVED")
      let unused = try await make(instance, creator, title: "Nobody knows it")
      let deleted = try await instance.query(delete, ["input": ["id": .string(unused)]], token: creator)
      #expect(deleted.text("data.deleteDiagram.deletedId") == unused, "\(deleted)")
      let again = try await instance.query(delete, ["input": ["id": .string(unused)]], token: creator)
      #expect(again.text("data.deleteDiagram.userErrors.0.code") == "NOT_FOUND", "\(again)")
    }
  }

  @Test("edits are seen by the next reader, whatever was cached")
  func caches() async throws {
    try await withInstance { instance in
      let (creator, admin) = (try await instance.signIn(.creator), try await instance.signIn(.admin))
      let queries = [
        "{ diagramsConnection(filter: {tags: [\"fresh\"]}) { totalCount } }",
        "{ diagramsConnection(filter: {tags: [\"fresh\"]}) { facets { value count } } }",
        "{ diagrams(filter: {tags: [\"fresh\"]}) { id } }",
        "{ incident(id: 3) { diagrams { totalCount } } }", "{ diagrams(filter: {incidentId: 3}) { id } }",
      ]
      var before: [JSONValue] = []
      for query in queries { before.append(try await instance.query(query).body) }
      let id = try await make(
        instance, creator, ["tags": ["fresh"], "status": "PUBLISHED", "incidentIds": ["incident_3"]])
      for (query, old) in zip(queries, before) { #expect(try await instance.query(query).body != old, "\(query)") }
      #expect(try await edit(instance, creator, id, ["status": "ARCHIVED"])["data.updateDiagram.userErrors"] == [])
      for (query, old) in zip(queries, before) { #expect(try await instance.query(query).body == old, "\(query)") }
      // The same by way of the incident.
      #expect(try await edit(instance, creator, id, ["status": "PUBLISHED"])["data.updateDiagram.userErrors"] == [])
      let linked = try await instance.query("{ diagrams(filter: {incidentId: 3}) { id } }").body
      let unlink = try await instance.query(
        "mutation { updateIncident(input: {id: \"incident_3\", diagramIds: []}) { userErrors { code } } }", token: admin
      )
      #expect(unlink["data.updateIncident.userErrors"] == [], "\(unlink)")
      #expect(try await instance.query("{ diagrams(filter: {incidentId: 3}) { id } }").body != linked)
    }
  }

  @Test("diagramUpdated brings each edit; when it is no longer for the viewer, they are told NOT_FOUND")
  func updates() async throws {
    try await withInstance { instance in
      let relay = Task { await instance.application.run() }
      let creator = try await instance.signIn(.creator)
      let id = try await make(instance, creator)
      let text = "subscription { diagramUpdated(diagramId: \"\(id)\") { version title status } }"
      let head = TestInstance.head(accept: "text/event-stream")
      guard case .complete(let refused) = await instance.answer(head, TestInstance.body(text)) else {
        throw TestFailure("a draft was streamed to a visitor")
      }
      #expect(String(decoding: refused.body, as: UTF8.self).contains("NOT_FOUND"))
      #expect(try await edit(instance, creator, id, ["status": "PUBLISHED"])["data.updateDiagram.userErrors"] == [])
      let answer = await instance.answer(head, TestInstance.body(text))
      guard case .stream(_, let produce) = answer else { throw TestFailure("no stream was answered: \(answer)") }
      let (pieces, continuation) = AsyncStream.makeStream(of: [UInt8].self)
      let reader = Task {
        try? await produce(StreamWriter(continuation: continuation))
        continuation.finish()
      }
      #expect(try await edit(instance, creator, id, ["title": "Edited"])["data.updateDiagram.userErrors"] == [])
      let edited = try await nextEvent(pieces)
      #expect(edited.at("data.diagramUpdated.title") == "Edited" && edited.at("data.diagramUpdated.version") == 3)
      #expect(try await edit(instance, creator, id, ["status": "DRAFT"])["data.updateDiagram.userErrors"] == [])
      let hidden = try await nextEvent(pieces)
      #expect(hidden.at("errors.0.extensions.code") == "NOT_FOUND" && hidden.at("data") == .null, "\(hidden)")
      let deleted = try await instance.query(
        "mutation ($id: ID!) { deleteDiagram(input: {id: $id}) { deletedId } }", ["id": .string(id)], token: creator)
      #expect(deleted.text("data.deleteDiagram.deletedId") == id, "\(deleted)")
      let gone = try await nextEvent(pieces)
      #expect(gone.at("errors.0.extensions.code") == "NOT_FOUND", "\(gone)")
      reader.cancel()
      _ = await reader.value
      relay.cancel()
      await relay.value
    }
  }

  /// The next event of a stream of server-sent events; what keeps the connection alive is none.
  private func nextEvent(_ pieces: AsyncStream<[UInt8]>) async throws -> JSONValue {
    for await piece in pieces {
      let lines = String(decoding: piece, as: UTF8.self).split(separator: "\n")
      guard lines.first == "event: next", let data = lines.last, data.hasPrefix("data: ") else { continue }
      return try JSONParser.parse(String(data.dropFirst("data: ".count)))
    }
    throw TestFailure("the stream ended without an event")
  }
}
