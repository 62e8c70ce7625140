import DemoContent
import GraphQLJSON
import GraphQLPostgres
import Testing

@testable import AtlasServer

@Suite("The contract over the whole application")
struct ContractTests {
  @Test("who registers can sign in, and is the current user")
  func accounts() async throws {
    try await withInstance { instance in
      let first = try await instance.register("ada")
      let text = "{ currentUser { email roles profile { displayName } progress { overallPercent } } }"
      let me = try await instance.query(text, token: first)
      #expect(me.text("data.currentUser.email") == "ada@people.example", "\(me)")
      #expect(me["data.currentUser.roles"] == .array([.string("STUDENT")]))
      let second = try await instance.signIn("ADA@people.example", "a long enough password")
      #expect(try await instance.query(text, token: second).text("data.currentUser.email") == "ada@people.example")
      let wrong = try await instance.query(
        "mutation { login(email: \"ada@people.example\", password: \"not this one at all\") { accessToken } }")
      #expect(wrong.code == "INVALID_CREDENTIALS", "\(wrong)")
      let taken = try await instance.query(
        """
        mutation {
          register(input: {email: "ada@people.example", password: "another long password"}) { accessToken }
        }
        """)
      #expect(taken.code == "CONFLICT", "\(taken)")
      #expect(try await instance.query("{ viewer { id } }")["data.viewer"] == .null)
    }
  }

  @Test("diagrams and labs are narrowed by their filters")
  func filters() async throws {
    try await withInstance { instance in
      let token = try await instance.signIn(.learner)
      let response = try await instance.query(
        """
        {
          caching: diagrams(filter: {category: "Caching"}) { category }
          found: diagrams(filter: {search: "quorum"}) { title }
          done: diagrams(filter: {completed: true}) { viewerCompletedAt }
          none: diagrams(filter: {category: "Nothing"}) { id }
          easy: labs(filter: {difficulty: BEGINNER, limit: 2}) { difficulty }
          passed: labs(filter: {state: PASSED}) { viewerStatus { state } }
        }
        """, token: token)
      #expect(response["errors"] == nil, "\(response)")
      let caching = DemoCatalogue.diagrams.count { $0.category == "Caching" }
      #expect(response.texts("data.caching", "category") == Array(repeating: "Caching", count: caching))
      #expect(!response.texts("data.found", "title").isEmpty)
      let done = try #require(response["data.done"]?.arrayValue)
      #expect(!done.isEmpty && done.allSatisfy { $0.at("viewerCompletedAt")?.stringValue != nil })
      #expect(response["data.none"] == .array([]))
      #expect(response.texts("data.easy", "difficulty").allSatisfy { $0 == "BEGINNER" })
      let passed = response.texts("data.passed", "viewerStatus.state")
      #expect(!passed.isEmpty && passed.allSatisfy { $0 == "PASSED" })
    }
  }

  @Test("completing a diagram a second time changes nothing")
  func completeTwice() async throws {
    try await withInstance { instance in
      let token = try await instance.register("ada")
      let text = "mutation { completeDiagram(diagramId: \"1\") { version diagrams { completed } overallPercent } }"
      let first = try await instance.query(text, token: token)
      #expect(first.integer("data.completeDiagram.diagrams.completed") == 1, "\(first)")
      let second = try await instance.query(text, token: token)
      #expect(second["data"] == first["data"])
      let missing = try await instance.query(
        "mutation { completeDiagram(diagramId: \"diagram_999999\") { id } }", token: token)
      #expect(missing.code == "NOT_FOUND", "\(missing)")
    }
  }

  @Test("every demo lab passes with its sample solution and not with its wrong one")
  func labs() async throws {
    try await withInstance { instance in
      let token = try await instance.register("ada")
      let text = """
        mutation ($id: ID!, $solution: String!) {
          completeLab(labId: $id, solution: $solution) { passed score state attempt checks { passed } }
        }
        """
      for (position, lab) in DemoCatalogue.labs.enumerated() where lab.sqlSetup == nil {
        let id = JSONValue.string("lab_\(position + 1)")
        let wrong = try await instance.query(text, ["id": id, "solution": .string(lab.wrongSolution)], token: token)
        #expect(wrong["data.completeLab.passed"] == .boolean(false), "\(lab.slug): \(wrong)")
        let right = try await instance.query(text, ["id": id, "solution": .string(lab.sampleSolution)], token: token)
        #expect(right["data.completeLab.passed"] == .boolean(true), "\(lab.slug): \(right)")
        #expect(right.integer("data.completeLab.attempt") == 2)
      }
    }
  }

  @Test("a group takes members until it is full")
  func fullGroup() async throws {
    try await withInstance { instance in
      let owner = try await instance.register("ada")
      let founded = try await instance.query(
        """
        mutation {
          createStudyGroup(input: {name: "Two of us", maxMembers: 2}) { id memberCount viewerMembership { role } }
        }
        """, token: owner)
      let id = try #require(founded.text("data.createStudyGroup.id"), "\(founded)")
      #expect(founded.text("data.createStudyGroup.viewerMembership.role") == "OWNER")
      let second = try await instance.register("ben")
      for _ in 1...2 {
        let joined = try await instance.query(Self.join, ["id": .string(id)], token: second)
        #expect(joined.integer("data.joinStudyGroup.memberCount") == 2, "\(joined)")
      }
      let third = try await instance.register("cleo")
      #expect(try await instance.query(Self.join, ["id": .string(id)], token: third).code == "CONFLICT")
    }
  }

  @Test("nobody joins by invitation only, and a private group is not there for others")
  func closedGroups() async throws {
    try await withInstance { instance in
      let owner = try await instance.register("ada")
      let other = try await instance.register("ben")
      for (visibility, code) in [("INVITE_ONLY", "FORBIDDEN"), ("PRIVATE", "NOT_FOUND")] {
        let founded = try await instance.query(
          "mutation { createStudyGroup(input: {name: \"Closed\", visibility: \(visibility)}) { id } }", token: owner)
        let id = try #require(founded.text("data.createStudyGroup.id"), "\(founded)")
        #expect(try await instance.query(Self.join, ["id": .string(id)], token: other).code == code)
        let seen = try await instance.query("{ node(id: \"\(id)\") { id } }", token: other)
        #expect((seen["data.node"] == .null) == (visibility == "PRIVATE"), "\(seen)")
      }
    }
  }

  @Test("an answer rests on what it cites; without support it says so")
  func answers() async throws {
    try await withInstance { instance in
      let token = try await instance.register("ada")
      let grounded = try await instance.query(
        Self.ask, ["question": .string("Why does a quorum read see the latest write?")], token: token)
      #expect(grounded["data.askQuestion.ungrounded"] == .boolean(false), "\(grounded)")
      #expect(grounded["data.askQuestion.citations"]?.arrayValue?.isEmpty == false)
      let lost = try await instance.query(
        Self.ask, ["question": .string("xyzzy plugh frobnicate?")], token: token)
      #expect(lost["data.askQuestion.ungrounded"] == .boolean(true), "\(lost)")
      #expect(lost["data.askQuestion.citations"] == .array([]))
      let id = try #require(grounded.text("data.askQuestion.conversation.id"))
      let read = "{ conversation(conversationId: \"\(id)\") { id messages { totalCount } } }"
      #expect(
        try await instance.query(read, token: token).integer("data.conversation.messages.totalCount") == 2)
      let other = try await instance.register("ben")
      #expect(try await instance.query(read, token: other).code == "NOT_FOUND")
    }
  }

  @Test("the standing of a learner is for them and for instructors")
  func progress() async throws {
    try await withInstance { instance in
      let text = "{ userProgress(userId: \"user_1\") { overallPercent } }"
      let other = try await instance.query(text, token: try await instance.signIn(.learner2))
      #expect(other.code == "FORBIDDEN", "\(other)")
      for account in [DemoAccount.learner, .instructor] {
        let allowed = try await instance.query(text, token: try await instance.signIn(account))
        #expect(allowed["errors"] == nil && allowed["data.userProgress"] != nil, "\(allowed)")
      }
    }
  }

  private static let join = "mutation ($id: ID!) { joinStudyGroup(groupId: $id) { id memberCount } }"
  private static let ask = """
    mutation ($question: String!) {
      askQuestion(question: $question, context: {mode: EXPLAIN}) {
        ungrounded citations { index source { __typename } } conversation { id }
      }
    }
    """
}
