import AtlasKernel
import DemoContent
import GraphQLCaching
import GraphQLHTTP
import GraphQLJSON
import Postgres
import Testing

@testable import AtlasServer

@Suite("Response cache: hits, scopes, evictions")
struct ResponseCacheTests {
  private static let titles = "{ diagrams { id title } }"
  private static let counts = "{ diagram(id: 20) { title completionCount } }"
  private static let completed = "{ diagrams(filter: {completed: true}) { id } }"
  private static let complete = "mutation { completeDiagram(diagramId: \"diagram_20\") { version } }"

  /// The answer to a query, and how many statements it took.
  private func ask(
    _ instance: TestInstance, _ text: String, _ variables: JSONObject = [:], token: String? = nil
  ) async throws -> (response: TestResponse, statements: Int) {
    let log = StatementLog()
    let response = try await StatementLog.$current.withValue(log) {
      try await instance.query(text, variables, token: token)
    }
    return (response, log.entries.count)
  }

  @Test("the same question costs no statement the second time, whatever it is called")
  func hit() async throws {
    try await withInstance { instance in
      let text = """
        query ($first: Int) {
          diagram(id: 1) { title author { profile { displayName } } labs(first: $first) { totalCount nodes { title } } }
        }
        """
      let first = try await ask(instance, text, ["first": .integer(3)])
      let second = try await ask(instance, text, ["first": .integer(3)])
      #expect(first.statements > 0)
      #expect(second.statements == 0)
      #expect(first.response["data.diagram.title"] != nil)
      #expect(first.response.body == second.response.body)
      #expect(try await ask(instance, text, ["first": .integer(2)]).statements > 0)
    }
  }

  @Test("without room nothing is cached")
  func off() async throws {
    let (configuration, drop) = try await TestServer.makeConfiguration()
    var off = configuration
    off.responseCacheBytes = 0
    let application = try await AtlasApplication.start(off, logger: .silent)
    let instance = TestInstance(application)
    let first = try await ask(instance, Self.titles)
    let second = try await ask(instance, Self.titles)
    #expect(first.statements == second.statements)
    #expect(second.statements > 0)
    await application.stop()
    await drop()
  }

  @Test("a draft that its author has read is shown to nobody else")
  func drafts() async throws {
    try await withInstance { instance in
      try await instance.application.database.write(
        Query("test.draft", "update diagrams set status = 'DRAFT' where id = 1"))
      let text = "{ diagram(id: 1) { title } }"
      let creator = try await instance.signIn(.creator)
      #expect(try await ask(instance, text, token: creator).response["data.diagram.title"] != nil)
      #expect(try await ask(instance, text, token: creator).statements == 0)
      #expect(try await ask(instance, text).response.code == "NOT_FOUND")
      let learner = try await instance.signIn(.learner)
      #expect(try await ask(instance, text, token: learner).response.code == "NOT_FOUND")
    }
  }

  @Test("what a viewer has completed is not what another has, nor a visitor")
  func viewers() async throws {
    try await withInstance { instance in
      let learner = try await instance.signIn(.learner)
      let newcomer = try await instance.register("ada")
      let mine = try await ask(instance, Self.completed, token: learner).response
      #expect(mine.texts("data.diagrams", "id").isEmpty == false, "\(mine)")
      #expect(try await ask(instance, Self.completed, token: newcomer).response.texts("data.diagrams", "id") == [])
      #expect(try await ask(instance, Self.completed).response.texts("data.diagrams", "id") == [])
      #expect(try await ask(instance, Self.completed, token: learner).response.body == mine.body)
      #expect(try await ask(instance, Self.completed, token: learner).statements == 0)
    }
  }

  @Test("errors and what is the viewer's own are not cached")
  func uncacheable() async throws {
    try await withInstance { instance in
      let token = try await instance.signIn(.learner)
      for text in [
        "{ diagram(id: 999999) { title } }", "{ currentUser { email } }", "{ diagram(id: 1) { viewerCompletedAt } }",
        "{ node(id: \"group_1\") { id } }", "{ diagram(id: 1) { author { email } } }",
      ] {
        let first = try await ask(instance, text, token: token)
        let second = try await ask(instance, text, token: token)
        #expect(second.statements == first.statements && second.statements > 0, "\(text)")
      }
    }
  }

  @Test("completing a diagram evicts what counts completions, and leaves the rest")
  func completingADiagram() async throws {
    try await withInstance { instance in
      let token = try await instance.signIn(.learner)
      let before = try await ask(instance, Self.counts).response.integer("data.diagram.completionCount")
      let list = try await ask(instance, Self.completed, token: token).response
      _ = try await ask(instance, Self.titles)
      #expect(try await instance.query(Self.complete, token: token)["errors"] == nil)
      let after = try await ask(instance, Self.counts).response.integer("data.diagram.completionCount")
      #expect(after == (before ?? 0) + 1)
      let ids = try await ask(instance, Self.completed, token: token).response.texts("data.diagrams", "id")
      #expect(Set(ids) == Set(list.texts("data.diagrams", "id")).union(["diagram_20"]))
      #expect(try await ask(instance, Self.titles).statements == 0)
    }
  }

  @Test("handing in a solution evicts what depends on the states of labs and on mastery")
  func completingALab() async throws {
    try await withInstance { instance in
      let token = try await instance.register("ada")
      let text = "query ($filter: LabFilter) { labs(filter: $filter) { id } }"
      let filter: JSONObject = ["filter": .object(["state": .string("PASSED")])]
      let mastery = "{ diagram(id: 1) { author { masteryScore } } }"
      #expect(try await ask(instance, text, filter, token: token).response.texts("data.labs", "id") == [])
      _ = try await ask(instance, mastery)
      let done = try await instance.query(
        "mutation ($solution: String!) { completeLab(labId: \"lab_2\", solution: $solution) { passed } }",
        ["solution": .string(DemoCatalogue.labs[1].sampleSolution)], token: token)
      #expect(done["data.completeLab.passed"] == .boolean(true), "\(done)")
      #expect(try await ask(instance, text, filter, token: token).response.texts("data.labs", "id") == ["lab_2"])
      #expect(try await ask(instance, mastery).statements > 0)
    }
  }

  @Test("looking at a solution begins the work: lists by state are asked anew")
  func checkingALab() async throws {
    try await withInstance { instance in
      let token = try await instance.register("ada")
      let text = "query ($filter: LabFilter) { labs(filter: $filter) { id } }"
      let filter: JSONObject = ["filter": ["state": "IN_PROGRESS"]]
      let start = "mutation { startLab(input: {labId: \"lab_2\"}) { status { state } } }"
      #expect(try await instance.query(start, token: token)["errors"] == nil)
      #expect(try await ask(instance, text, filter, token: token).response.texts("data.labs", "id") == [])
      #expect(try await ask(instance, text, filter, token: token).statements == 0)
      let check = "mutation { checkLab(input: {labId: \"lab_2\", solution: \"x\"}) { results { passed } } }"
      #expect(try await instance.query(check, token: token)["errors"] == nil)
      #expect(try await ask(instance, text, filter, token: token).response.texts("data.labs", "id") == ["lab_2"])
    }
  }

  @Test("a change in one instance evicts in the other")
  func twoInstances() async throws {
    try await withTwoInstances { here, there in
      let token = try await here.signIn(.learner)
      let events = try await there.application.events.events(topic: "progress:1")
      let before = try await ask(there, Self.counts).response.integer("data.diagram.completionCount")
      #expect(try await ask(there, Self.counts).statements == 0)
      #expect(try await here.query(Self.complete, token: token)["errors"] == nil)
      // The relay shows an event to the cache before it hands it to subscribers.
      for try await _ in events { break }
      let after = try await ask(there, Self.counts).response.integer("data.diagram.completionCount")
      #expect(after == (before ?? 0) + 1)
    }
  }

  @Test("seeding evicts everything, in every instance")
  func seeding() async throws {
    try await withTwoInstances { here, there in
      try await here.application.database.write(
        Query("test.rename", "update diagrams set title = 'Renamed' where id = 1"))
      let text = "{ diagram(id: 1) { title } }"
      for instance in [here, there] {
        #expect(try await ask(instance, text).response.text("data.diagram.title") == "Renamed")
        #expect(try await ask(instance, text).statements == 0)
      }
      let events = try await there.application.events.events(topic: "content")
      try await here.application.seedDemo()
      for try await _ in events { break }
      for instance in [here, there] {
        #expect(try await ask(instance, text).response.text("data.diagram.title") == DemoCatalogue.diagrams[0].title)
      }
    }
  }

  @Test("a kind of event that nobody thought of evicts everything")
  func unknownKinds() async throws {
    try await withInstance { instance in
      let responses = try #require(instance.application.responses)
      func evictions(_ kind: String, _ payload: JSONObject = [:]) -> Int {
        let record = EventRecord(position: 1, topic: "t", kind: kind, entity: "e", payload: payload)
        return responses.evictions(record).filter { $0 == .everything }.count
      }
      #expect(evictions("SOMETHING_NEW") == 1)
      #expect(evictions("PROGRESS_UPDATED") == 0)
      let joined = EventRecord(
        position: 1, topic: "group:3", kind: "GROUP_UPDATED", entity: "group_3", payload: ["groupId": .integer(3)])
      #expect(responses.evictions(joined) == [.entity(type: "StudyGroup", key: "3")])
    }
  }
}
