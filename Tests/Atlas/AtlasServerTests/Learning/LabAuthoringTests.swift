import AtlasKernel
import DemoContent
import GraphQLCaching
import GraphQLHTTP
import GraphQLJSON
import Postgres
import Testing

@testable import AtlasServer

@Suite("Authors at work: labs are made, edited, kept and deleted")
struct LabAuthoringTests {
  private static let lab = """
    lab {
      id slug version status title summary tags estimatedTime
      hints { penalty text } checks { key title weight } skills { id } diagrams { nodes { id } }
      prerequisites { __typename ... on Node { id } }
    }
    userErrors {
      code field
      ... on StaleVersionError { currentVersion current { ... on Lab { id title version } } }
      ... on StateError { currentState allowedStates }
      ... on NotFoundError { missingId }
    }
    """
  private let create = "mutation ($input: CreateLabInput!) { createLab(input: $input) { \(Self.lab) } }"
  private let update = "mutation ($input: UpdateLabInput!) { updateLab(input: $input) { \(Self.lab) } }"
  private let delete = """
    mutation ($input: DeleteLabInput!) {
      deleteLab(input: $input) {
        deletedId
        userErrors {
          code ... on StateError { currentState allowedStates } ... on StaleVersionError { currentVersion }
        }
      }
    }
    """
  private static let rule: JSONValue = ["kind": "contains", "text": "quorum"]

  private func input(_ more: JSONObject = [:], title: JSONValue = "Count the votes") -> JSONObject {
    var input: JSONObject = ["title": title, "difficulty": "BEGINNER", "instructions": "Do it."]
    for member in more.members { input.append(key: member.key, value: member.value) }
    return ["input": .object(input)]
  }

  private func change(_ id: String, _ more: JSONObject) -> JSONObject {
    var input: JSONObject = ["id": .string(id)]
    for member in more.members { input.append(key: member.key, value: member.value) }
    return ["input": .object(input)]
  }

  private func make(_ instance: TestInstance, _ token: String, _ more: JSONObject = [:]) async throws -> String {
    let made = try await instance.query(create, input(more), token: token)
    return try #require(made.text("data.createLab.lab.id"), "\(made)")
  }

  private func count(_ instance: TestInstance, _ query: Query) async throws -> Int64? {
    try await instance.application.database.read(query.onBehalf(of: .system)).int(0, 0)
  }

  @Test("a new lab has what was given, is a draft, and a name for addresses of its own")
  func making() async throws {
    try await withInstance { instance in
      let token = try await instance.signIn(.creator)
      let all = input([
        "summary": "Votes", "tags": ["votes", " quorum", "votes "], "estimatedTime": "PT20M",
        "skillIds": ["skill_2", "1"],
        "diagramIds": ["diagram_1"], "prerequisiteIds": ["lab_2", "incident_1", "diagram_3"],
        "hints": [["text": "First", "penalty": 5], ["text": "Second"]],
        "checks": [["key": "votes", "title": "Votes", "weight": 2, "rule": Self.rule]],
        "environment": ["sqlSetup": "create table votes (id int)"], "status": .null, "category": .null,
      ])
      let made = try await instance.query(create, all, token: token)
      let lab = "data.createLab.lab"
      #expect(made["data.createLab.userErrors"] == [], "\(made)")
      #expect(made.text("\(lab).slug") == "count-the-votes")
      #expect(made.text("\(lab).status") == "DRAFT")
      #expect(made.integer("\(lab).version") == 1)
      #expect(made["\(lab).tags"] == ["votes", "quorum"])
      #expect(made.text("\(lab).estimatedTime") == "PT20M")
      #expect(made.texts("\(lab).hints", "text") == ["First", "Second"])
      #expect(made["\(lab).checks"] == [["key": "votes", "title": "Votes", "weight": 2]])
      #expect(made.texts("\(lab).skills", "id") == ["skill_2", "skill_1"])
      #expect(made.texts("\(lab).diagrams.nodes", "id") == ["diagram_1"])
      #expect(made.texts("\(lab).prerequisites", "id") == ["lab_2", "incident_1", "diagram_3"])
      let again = try await instance.query(create, input(title: "Count the vótes!"), token: token)
      #expect(again.text("\(lab).slug") == "count-the-votes-2")
      let other = try await instance.query(create, input(title: "数える"), token: token)
      #expect(other.text("\(lab).slug") == "lab")
      #expect(
        try await count(instance, "select count(*) from labs where environment_kind = 'SQL' and status = 'DRAFT'") == 1)
      #expect(try await count(instance, "select count(*) from events where kind = 'LAB_UPDATED'") == 3)
    }
  }

  @Test("lists replace whole lists, checks may change places, what is absent stays, null empties")
  func editing() async throws {
    try await withInstance { instance in
      let token = try await instance.signIn(.creator)
      let one: JSONValue = ["key": "one", "title": "One", "rule": Self.rule]
      let two: JSONValue = ["key": "two", "title": "Two", "rule": Self.rule]
      let id = try await make(
        instance, token,
        [
          "summary": "Votes", "tags": ["votes"], "skillIds": ["skill_1", "skill_2"], "diagramIds": ["diagram_1"],
          "prerequisiteIds": ["lab_2", "lab_3"], "hints": [["text": "First"], ["text": "Second"]],
          "checks": [one, two], "environment": ["image": "votes:1"],
        ])
      let path = "data.updateLab.lab"
      let changed = try await instance.query(
        update,
        change(
          id,
          [
            "title": "Count again", "checks": [two, one], "hints": [["text": "Only"]], "skillIds": ["skill_2"],
            "prerequisiteIds": ["lab_3"], "diagramIds": ["diagram_2"],
          ]), token: token)
      #expect(changed["data.updateLab.userErrors"] == [], "\(changed)")
      #expect(changed.integer("\(path).version") == 2)
      #expect(changed.text("\(path).slug") == "count-the-votes")
      #expect(changed.text("\(path).summary") == "Votes")
      #expect(changed.texts("\(path).checks", "key") == ["two", "one"])
      #expect(changed.texts("\(path).hints", "text") == ["Only"])
      #expect(changed.texts("\(path).skills", "id") == ["skill_2"])
      #expect(changed.texts("\(path).prerequisites", "id") == ["lab_3"])
      #expect(changed.texts("\(path).diagrams.nodes", "id") == ["diagram_2"])
      let emptied = try await instance.query(
        update, change(id, ["summary": .null, "tags": .null, "hints": .null, "environment": .null]), token: token)
      #expect(emptied["\(path).summary"] == .null, "\(emptied)")
      #expect(emptied["\(path).tags"] == [])
      #expect(emptied["\(path).hints"] == [])
      #expect(emptied.texts("\(path).checks", "key") == ["two", "one"])
      #expect(
        try await count(instance, "select count(*) from labs where environment_spec is not null and status = 'DRAFT'")
          == 0)
      let nothing = try await instance.query(update, change(id, ["title": .null, "status": .null]), token: token)
      #expect(nothing.texts("data.updateLab.userErrors", "code") == ["BLANK", "BLANK"])
    }
  }

  @Test("of two authors with the same version in their hands, the second is shown the lab as the first left it")
  func stale() async throws {
    try await withInstance { instance in
      let author = try await instance.signIn(.creator)
      let admin = try await instance.signIn(.admin)
      let id = try await make(instance, author, ["hints": [["text": "First"]]])
      let first = try await instance.query(
        update, change(id, ["title": "By the author", "expectedVersion": 1]), token: author)
      #expect(first.integer("data.updateLab.lab.version") == 2)
      let second = try await instance.query(
        update, change(id, ["title": "By the admin", "expectedVersion": 1, "hints": []]), token: admin)
      #expect(second["data.updateLab.lab"] == .null)
      #expect(second.text("data.updateLab.userErrors.0.code") == "STALE_VERSION")
      #expect(second.integer("data.updateLab.userErrors.0.currentVersion") == 2)
      #expect(
        second["data.updateLab.userErrors.0.current"]
          == ["id": .string(id), "title": "By the author", "version": 2])
      #expect(try await count(instance, "select count(*) from lab_hints where text = 'First'") == 1)
      let late = try await instance.query(
        delete, ["input": ["id": .string(id), "expectedVersion": 1]], token: author)
      #expect(late.text("data.deleteLab.userErrors.0.code") == "STALE_VERSION")
    }
  }

  @Test("authors who replace the same list at the same moment leave one of their lists, never a mixture")
  func sameMoment() async throws {
    try await withInstance { instance in
      let token = try await instance.signIn(.creator)
      let id = try await make(instance, token)
      try await withThrowingTaskGroup { group in
        for length in 1...8 {
          group.addTask {
            let hints = JSONValue.array((0..<length).map { _ in ["text": .string("of \(length)")] })
            let answer = try await instance.query(update, change(id, ["hints": hints]), token: token)
            #expect(answer["data.updateLab.userErrors"] == [], "\(answer)")
          }
        }
        try await group.waitForAll()
      }
      let texts = try await instance.query(
        "{ node(id: \"\(id)\") { ... on Lab { version hints { text } } } }", token: token)
      let found = texts.texts("data.node.hints", "text")
      #expect(found == Array(repeating: "of \(found.count)", count: found.count))
      #expect(texts.integer("data.node.version") == 9)
    }
  }

  @Test("only the author and admins edit: others are told so where they see the lab, and it is missing where not")
  func rights() async throws {
    try await withInstance { instance in
      let author = try await instance.signIn(.creator)
      let other = try await instance.signIn(.instructor)
      let admin = try await instance.signIn(.admin)
      let draft = try await make(instance, author)
      let title: JSONObject = ["title": "Somebody else's"]
      let published = try await instance.query(update, change("lab_9", title), token: other)
      #expect(published.text("data.updateLab.userErrors.0.code") == "FORBIDDEN")
      let hidden = try await instance.query(update, change(draft, title), token: other)
      #expect(hidden.text("data.updateLab.userErrors.0.code") == "NOT_FOUND")
      let gone = try await instance.query(delete, ["input": ["id": "lab_9"]], token: other)
      #expect(gone.text("data.deleteLab.userErrors.0.code") == "FORBIDDEN")
      let audited: Query = "select count(*) from audit_events where action = 'catalog.lab_updated'"
      #expect(try await instance.query(update, change(draft, title), token: author)["errors"] == nil)
      #expect(try await count(instance, audited) == 0)
      let changed = try await instance.query(update, change(draft, title), token: admin)
      #expect(changed.integer("data.updateLab.lab.version") == 3, "\(changed)")
      #expect(try await count(instance, audited) == 1)
    }
  }

  @Test("each fault is told with its path")
  func faults() async throws {
    try await withInstance { instance in
      let token = try await instance.signIn(.creator)
      let checks: JSONValue = [
        ["key": "a", "title": "A", "rule": Self.rule], ["key": "b", "title": "B", "rule": ["kind": "guess"]],
        ["key": "a", "title": "C", "rule": Self.rule],
        ["key": "c", "title": "D", "rule": ["kind": "regex", "pattern": "(a"]],
        ["key": "d", "title": "E", "rule": ["kind": "contains", "text": "\u{0}"]],
        [
          "key": "e", "title": "F",
          "rule": ["kind": "contains", "text": "x", "more": .number("1.000000000000000e-999999")],
        ],
      ]
      let answer = try await instance.query(
        create,
        input(
          [
            "checks": checks, "tags": [" "], "timeLimit": "PT0S", "diagramIds": ["lab_1"], "hints": [["text": " "]],
            "environment": ["image": "not an image"],
          ], title: "    "), token: token)
      let paths = (answer["data.createLab.userErrors"]?.arrayValue ?? []).map { error in
        (error.at("field")?.arrayValue ?? []).dropFirst().compactMap(\.stringValue).joined(separator: ".")
      }
      #expect(
        Set(paths) == [
          "title", "tags.0", "timeLimit", "diagramIds.0", "hints.0.text", "environment.image", "checks.1.rule",
          "checks.2.key", "checks.3.rule", "checks.4.rule", "checks.5.rule",
        ], "\(answer)")
      let tags: JSONValue = ["a", "a", " ", .string(String(repeating: "x", count: 61))]
      let tagged = try await instance.query(create, input(["tags": tags]), token: token)
      #expect(tagged["data.createLab.userErrors.0.field"] == ["input", "tags", "2"], "\(tagged)")
      #expect(tagged["data.createLab.userErrors.1.field"] == ["input", "tags", "3"])
      #expect(tagged.texts("data.createLab.userErrors", "code") == ["BLANK", "TOO_LONG"])
      let long = try await instance.query(create, input(["timeLimit": "P999999999999Y"]), token: token)
      #expect(long.texts("data.createLab.userErrors", "code") == ["INVALID"], "\(long)")
    }
  }

  @Test("what a lab refers to must be there, diagrams must be one's own, and nothing builds on itself")
  func references() async throws {
    try await withInstance { instance in
      let author = try await instance.signIn(.creator)
      let other = try await instance.signIn(.instructor)
      let missing = try await instance.query(
        create, input(["skillIds": ["skill_1", "skill_9999"], "prerequisiteIds": ["atom_9999"]]), token: author)
      #expect(missing.texts("data.createLab.userErrors", "missingId") == ["atom_9999", "skill_9999"], "\(missing)")
      #expect(missing["data.createLab.userErrors.1.field"] == ["input", "skillIds", "1"])
      let draft = try await make(instance, author)
      let hidden = try await instance.query(create, input(["prerequisiteIds": [.string(draft)]]), token: other)
      #expect(hidden.text("data.createLab.userErrors.0.missingId") == draft)
      let foreign = try await instance.query(create, input(["diagramIds": ["diagram_1"]]), token: other)
      #expect(foreign.texts("data.createLab.userErrors", "code") == ["FORBIDDEN"])
      let above = try await make(instance, author, ["prerequisiteIds": [.string(draft)]])
      for id in [draft, above] {
        let circle = try await instance.query(
          update, change(draft, ["prerequisiteIds": ["lab_1", .string(id)]]), token: author)
        #expect(circle.texts("data.updateLab.userErrors", "code") == ["CONFLICT"])
        #expect(circle["data.updateLab.userErrors.0.field"] == ["input", "prerequisiteIds", "1"])
      }
      #expect(try await count(instance, "select count(*) from labs where version > 1") == 0)
    }
  }

  @Test("a prerequisite is shown to whoever may see it, and all labs ask with one statement")
  func prerequisites() async throws {
    try await withInstance { instance in
      let author = try await instance.signIn(.creator)
      let draft = try await make(instance, author)
      for lab in ["lab_1", "lab_2", "lab_3"] {
        let ids: JSONValue = ["diagram_2", .string(draft), "lab_4"]
        let changed = try await instance.query(update, change(lab, ["prerequisiteIds": ids]), token: author)
        #expect(changed.texts("data.updateLab.lab.prerequisites", "id") == ["diagram_2", draft, "lab_4"], "\(changed)")
      }
      let text = """
        query ($ids: [ID!]) { 
          labs(filter: {ids: $ids}) { prerequisites { ... on Diagram { title } ... on Node { id } } }
        }
        """
      var names: [[String]] = []
      for ids in [["lab_1"], ["lab_1", "lab_2", "lab_3"]] as [JSONValue] {
        let log = StatementLog()
        let seen = try await StatementLog.$current.withValue(log) { try await instance.query(text, ["ids": ids]) }
        #expect(seen.texts("data.labs.0.prerequisites", "id") == ["diagram_2", "lab_4"], "\(seen)")
        names.append(log.entries.map(\.name))
      }
      #expect(names[0] == ["catalog.labs", "catalog.prerequisitesOfLabs", "catalog.diagramsByID", "catalog.labsByID"])
      #expect(names[1] == names[0])
    }
  }

  @Test("a lab at which somebody has worked stays, with its state told; another one goes, with its event")
  func deleting() async throws {
    try await withInstance { instance in
      let token = try await instance.signIn(.creator)
      let worked = try await instance.query(delete, ["input": ["id": "lab_1"]], token: token)
      #expect(
        worked["data.deleteLab.userErrors"]
          == [["code": "STATE", "currentState": "PUBLISHED", "allowedStates": ["ARCHIVED"]]], "\(worked)")
      let id = try await make(instance, token, ["hints": [["text": "First"]], "diagramIds": ["diagram_1"]])
      let gone = try await instance.query(delete, ["input": ["id": .string(id)]], token: token)
      #expect(gone.text("data.deleteLab.deletedId") == id, "\(gone)")
      #expect(try await count(instance, "select count(*) from events where kind = 'LAB_DELETED'") == 1)
      let again = try await instance.query(delete, ["input": ["id": .string(id)]], token: token)
      #expect(again.text("data.deleteLab.userErrors.0.code") == "NOT_FOUND")
    }
  }

  @Test("a lab at which somebody has worked is archived and published again, but is no draft any more")
  func drafting() async throws {
    try await withInstance { instance in
      let author = try await instance.signIn(.creator)
      let id = try await make(instance, author, ["status": "PUBLISHED"])
      for status in ["DRAFT", "PUBLISHED"] as [JSONValue] {
        let changed = try await instance.query(update, change(id, ["status": status]), token: author)
        #expect(changed["data.updateLab.lab.status"] == status, "\(changed)")
      }
      // A run is enough, and it is nobody's but the learner's.
      let start = "mutation ($id: ID!) { startLab(input: {labId: $id}) { status { state } } }"
      let started = try await instance.query(
        start, ["id": .string(id)], token: try await instance.signIn(.learner))
      #expect(started.text("data.startLab.status.state") == "READY", "\(started)")
      let refused = try await instance.query(
        update, change(id, ["status": "DRAFT", "title": "No more"]), token: author)
      #expect(refused["data.updateLab.lab"] == .null)
      #expect(refused.texts("data.updateLab.userErrors", "code") == ["STATE"], "\(refused)")
      #expect(refused.text("data.updateLab.userErrors.0.currentState") == "PUBLISHED")
      #expect(refused["data.updateLab.userErrors.0.allowedStates"] == ["PUBLISHED", "ARCHIVED"])
      for status in ["ARCHIVED", "PUBLISHED"] as [JSONValue] {
        let changed = try await instance.query(update, change(id, ["status": status]), token: author)
        #expect(changed["data.updateLab.lab.status"] == status, "\(changed)")
      }
    }
  }

  @Test("an archived lab stays there for who has worked at it and for who reads of that, and for nobody else")
  func archived() async throws {
    try await withInstance { instance in
      let author = try await instance.signIn(.creator)
      let learner = try await instance.signIn(.learner)
      let check: JSONValue = ["key": "votes", "title": "Votes", "rule": Self.rule]
      let more: JSONObject = ["checks": [check], "status": "PUBLISHED"]
      let (done, running) = (try await make(instance, author, more), try await make(instance, author, more))
      let handIn = "mutation ($id: ID!) { completeLab(labId: $id, solution: \"quorum\") { id } }"
      let result = try #require(
        try await instance.query(handIn, ["id": .string(done)], token: learner).text("data.completeLab.id"))
      let start = "mutation ($id: ID!) { startLab(input: {labId: $id}) { status { state } } }"
      #expect(try await instance.query(start, ["id": .string(running)], token: learner)["errors"] == nil)
      for id in [done, running] {
        let archived = try await instance.query(update, change(id, ["status": "ARCHIVED"]), token: author)
        #expect(archived.text("data.updateLab.lab.status") == "ARCHIVED", "\(archived)")
      }
      let results = "{ node(id: \"\(result)\") { ... on LabResult { lab { id } } } }"
      // The instructor has a group with the learner in it.
      for account in [DemoAccount.learner, .instructor] {
        let seen = try await instance.query(results, token: try await instance.signIn(account))
        #expect(seen.text("data.node.lab.id") == done, "\(account): \(seen)")
      }
      let stop = "mutation { stopLab(input: {labId: \"\(running)\"}) { status { lab { id status } } } }"
      let stopped = try await instance.query(stop, token: learner)
      #expect(stopped["data.stopLab.status.lab"] == ["id": .string(running), "status": "ARCHIVED"], "\(stopped)")
      for id in [done, running] {
        let text = "{ lab(id: \"\(id)\") { id } }"
        #expect(try await instance.query(text, token: learner).text("data.lab.id") == id)
        #expect(try await instance.query(text, token: try await instance.register("ada\(id)")).code == "NOT_FOUND")
        #expect(try await instance.query(text).code == "NOT_FOUND")
      }
    }
  }

  @Test("results keep the titles and weights of their checks when the author changes these")
  func resultsStay() async throws {
    try await withInstance { instance in
      let author = try await instance.signIn(.creator)
      let learner = try await instance.signIn(.learner)
      let check: JSONValue = ["key": "votes", "title": "Before", "weight": 3, "rule": Self.rule]
      let id = try await make(instance, author, ["checks": [check], "status": "PUBLISHED"])
      let handIn = "mutation ($id: ID!) { completeLab(labId: $id, solution: \"quorum\") { id passed } }"
      let result = try await instance.query(handIn, ["id": .string(id)], token: learner)
      let resultID = try #require(result.text("data.completeLab.id"), "\(result)")
      let other: JSONValue = ["key": "votes", "title": "After", "weight": 1, "rule": ["kind": "equals", "text": "no"]]
      #expect(try await instance.query(update, change(id, ["checks": [other]]), token: author)["errors"] == nil)
      let text =
        "{ node(id: \"\(resultID)\") { ... on LabResult { passed checks { check { title weight } passed } } } }"
      let kept = try await instance.query(text, token: learner)
      #expect(
        kept["data.node"]
          == ["passed": true, "checks": [["check": ["title": "Before", "weight": 3], "passed": true]]], "\(kept)")
    }
  }

  @Test("the text of a hint is for the author, admins and who has revealed it, and is kept for nobody else")
  func hintTexts() async throws {
    try await withInstance { instance in
      let learner = try await instance.signIn(.learner)
      let texts = { (token: String?) -> [JSONValue?] in
        let answer = try await instance.query("{ lab(id: \"lab_1\") { hints { text } } }", token: token)
        return [answer["data.lab.hints.0.text"], answer["data.lab.hints.1.text"]]
      }
      for account in [DemoAccount.creator, .admin] {
        let seen = try await texts(try await instance.signIn(account))
        #expect(seen.allSatisfy { $0?.stringValue?.isEmpty == false }, "\(account)")
      }
      #expect(try await texts(nil) == [.null, .null])
      #expect(try await texts(learner) == [.null, .null])
      try await instance.application.database.write(
        ("""
        insert into lab_hint_reveals (user_id, lab_id, position, penalty)
        select u.id, 1, 1, 0 from users u where u.email = 'learner@atlas.example'
        """ as Query).onBehalf(of: .system))
      let revealed = try await texts(learner)
      #expect(revealed[0] == .null)
      #expect(revealed[1]?.stringValue?.isEmpty == false)
      #expect(try await texts(nil) == [.null, .null])
      #expect(try await texts(try await instance.signIn(.instructor)) == [.null, .null])
    }
  }

  @Test("an edit evicts the answers that were kept about labs")
  func eviction() async throws {
    try await withInstance { instance in
      let token = try await instance.signIn(.creator)
      let text = "{ lab(id: \"lab_9\") { title } }"
      _ = try await instance.query(text)
      _ = try await instance.query(update, change("lab_9", ["title": "A new title"]), token: token)
      #expect(try await instance.query(text).text("data.lab.title") == "A new title")
      let responses = try #require(instance.application.responses)
      let record = EventRecord(position: 1, topic: "lab:9", kind: "LAB_UPDATED", entity: "lab_9", payload: [:])
      #expect(!responses.evictions(record).contains(.everything))
    }
  }
}
