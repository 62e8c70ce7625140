import AtlasAPI
import DemoContent
import GraphQLJSON
import GraphQLPostgres
import Jobs
import Postgres
import Retrieval
import Testing

@testable import AtlasServer

@Suite("Golden operations: what is answered, and the statements that really ran")
struct GoldenTests {
  @Test(
    "an operation answers as recorded, with the statements that were recorded",
    arguments: [
      "moveCursor", "diagramList", "labList", "diagramDeep", "learner", "node", "nodes", "introspection", "studyGroup",
      "completeDiagram", "askQuestion", "idempotentStudyGroup", "labsConnection", "search", "diagramsConnection",
      "incidents", "createUpload", "dashboard", "metricsRange", "content", "contents", "atom", "atoms", "completeAtom",
      "studyGroupFound", "studyGroups", "peerMatches", "leaveStudyGroup", "learningPath",
      "sendGroupMessage", "editGroupMessage", "deleteGroupMessage", "reactToMessage", "markGroupRead",
    ])
  func operation(name: String) async throws {
    try await withInstance { try await check(GoldenOperation(name: name), $0) }
  }

  @Test("a conversation answers as recorded after a question")
  func conversation() async throws {
    try await withInstance { instance in
      try await ask(instance)
      try await check(GoldenOperation(name: "conversation"), instance)
      try await check(GoldenOperation(name: "cancelAnswer"), instance)
    }
  }

  @Test("a conversation is begun, an answer rated, both put away and listed as recorded")
  func conversations() async throws {
    try await withInstance { instance in
      try await check(GoldenOperation(name: "startConversation"), instance)
      try await ask(instance)
      for name in ["rateAnswer", "archiveConversation", "conversations", "aiQuota"] {
        try await check(GoldenOperation(name: name), instance)
      }
    }
  }

  /// Asks the learner's recorded question.
  private func ask(_ instance: TestInstance) async throws {
    let question = GoldenOperation(name: "askQuestion")
    let token = try await instance.signIn(.learner)
    let asked = try await instance.query(try #require(question.text("graphql")), try question.variables(), token: token)
    #expect(asked["errors"] == nil, "\(asked)")
  }

  @Test(
    "an author's operation answers as recorded",
    arguments: [
      "createLab", "editLab", "deleteLab", "createDiagram", "editDiagram", "createIncident", "createContent",
      "updateContent", "deleteContent", "atomizeContent", "createAtom", "updateAtom", "deleteAtom", "linkAtoms",
    ])
  func authoring(name: String) async throws {
    try await withInstance { try await check(GoldenOperation(name: name), $0, as: .creator) }
  }

  @Test(
    "what the owner of a group does is done as recorded",
    arguments: ["updateStudyGroup", "inviteToStudyGroup", "setGroupMemberRole", "removeGroupMember"])
  func owning(name: String) async throws {
    try await withInstance { try await check(GoldenOperation(name: name), $0, as: .instructor) }
  }

  @Test("a newcomer joins a group as recorded")
  func joining() async throws {
    try await withInstance { instance in
      let newcomer = try await instance.register("ada")
      try await check(GoldenOperation(name: "joinStudyGroup"), instance, token: newcomer)
    }
  }

  @Test("a lab at work answers as recorded, from its start to its end")
  func labAtWork() async throws {
    try await withInstance { instance in
      let service = try await instance.makeService(scopes: ["labs:report"])
      for name in ["startLab", "checkLab", "revealLabHint", "extendLab", "completeLab", "resetLab"] {
        try await check(GoldenOperation(name: name), instance)
      }
      try await check(GoldenOperation(name: "reportLabStatus"), instance, token: service)
      try await check(GoldenOperation(name: "stopLab"), instance)
    }
  }

  @Test("a whiteboard is begun and read as recorded")
  func whiteboard() async throws {
    try await withInstance { instance in
      try await check(GoldenOperation(name: "applyWhiteboardOps"), instance)
      try await check(GoldenOperation(name: "whiteboard"), instance)
    }
  }

  @Test("a search by meaning, and one by both, answers as recorded", arguments: ["searchSemantic", "searchHybrid"])
  func searchModes(name: String) async throws {
    try await withInstance { instance in
      try await instance.application.passages.indexAll(over: instance.application.database)
      try await check(GoldenOperation(name: name), instance)
    }
  }

  @Test("a quiz is made and handed in as recorded")
  func quiz() async throws {
    try await withInstance { instance in
      try await check(GoldenOperation(name: "generateQuiz"), instance)
      try await check(GoldenOperation(name: "submitQuiz"), instance)
    }
  }

  @Test("notifications are listed, read and wished for as recorded")
  func notifications() async throws {
    try await withNotifications { bench in
      for subject in ["lab_1", "lab_999999", "lab_2"] { try await bench.raise(.labReady, "Ready", subject: subject) }
      for name in ["notifications", "markNotificationsRead", "updateNotificationPreferences", "registerDevice"] {
        try await check(GoldenOperation(name: name), bench.instance)
      }
      try await check(GoldenOperation(name: "announce"), bench.instance, as: .admin)
    }
  }

  @Test("what clients tell is stored as recorded")
  func trackEvents() async throws {
    let now = DateTime(microsecondsSince1970: PostgresTimestamp.now.microsecondsSince1970).text
    try await withInstance { try await check(GoldenOperation(name: "trackEvents"), $0, given: ["at": .string(now)]) }
  }

  @Test("a report is asked for, computed and read as recorded")
  func report() async throws {
    try await withInstance { instance in
      try await check(GoldenOperation(name: "requestReport"), instance, as: .instructor)
      try await instance.application.jobs.runDue()
      try await check(GoldenOperation(name: "report"), instance, as: .instructor)
    }
  }

  @Test("a list of diagrams costs the same statements for 1, 10 and 100 of them")
  func constantStatements() async throws {
    let text = """
      query ($ids: [ID!], $limit: Int) {
        diagrams(filter: {ids: $ids, limit: $limit}) {
          title author { profile { displayName } } skills { name parent { name } } viewerCompletedAt completionCount
          labs(first: 3) { totalCount nodes { title viewerStatus { state } diagrams(first: 2) { nodes { title } } } }
        }
      }
      """
    try await withInstance { instance in
      let token = try await instance.signIn(.learner)
      try await addCopies(instance.application.database)
      var names: [[String]] = []
      for limit in [1, 10, 100] {
        // The first diagram has labs; without any, there would be less to ask.
        let ids = JSONValue.array((1...limit).map { .string("diagram_\($0)") })
        let log = StatementLog()
        let response = try await StatementLog.$current.withValue(log) {
          try await instance.query(text, ["ids": ids, "limit": .integer(limit)], token: token)
        }
        #expect(response["data.diagrams"]?.arrayValue?.count == limit, "\(response)")
        names.append(log.entries.map(\.name))
      }
      #expect(names[0] == names[1])
      #expect(names[1] == names[2])
      #expect(!names[0].isEmpty)
    }
  }

  /// Doubles the diagrams, so that there are more than a hundred, each copy with the labs of its original.
  private func addCopies(_ database: Database) async throws {
    try await database.write(
      Query(
        "test.copyDiagrams",
        """
        insert into diagrams (slug, title, description, category, tags, difficulty, mermaid_source, status, author_id)
        select slug || '-copy', title, description, category, tags, difficulty, mermaid_source, status, author_id
        from diagrams order by id
        """))
    try await database.write(
      Query(
        "test.copyLabs",
        """
        insert into diagram_labs (diagram_id, lab_id, position)
        select c.id, j.lab_id, j.position
        from diagram_labs j join diagrams d on d.id = j.diagram_id join diagrams c on c.slug = d.slug || '-copy'
        """))
  }

  /// Runs an operation of a demo account, or of whoever has the token, with other variables than its file's where some
  /// are given.
  private func check(
    _ golden: GoldenOperation, _ instance: TestInstance, as account: DemoAccount = .learner, token other: String? = nil,
    given: JSONObject = [:]
  ) async throws {
    let text = try #require(golden.text("graphql"), "Golden/\(golden.name).graphql is missing")
    let variables = given.isEmpty ? try golden.variables() : given
    let own = try await instance.signIn(account)
    let token = other ?? own
    let log = StatementLog()
    let response = try await StatementLog.$current.withValue(log) {
      try await instance.query(text, variables, token: token)
    }
    #expect(response["errors"] == nil, "\(response)")
    if GoldenOperation.isRecording {
      try golden.record(response.body.golden, "json")
      try golden.record(log.golden, "sql")
    }
    #expect(response.body.golden == golden.text("json"))
    #expect(log.golden == golden.text("sql"))
  }
}
