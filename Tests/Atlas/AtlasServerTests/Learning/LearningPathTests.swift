import AtlasAPI
import AtlasKernel
import DemoContent
import GraphQLJSON
import Postgres
import Testing

@testable import AtlasServer

@Suite("Learning paths: what to learn next, in order and with reasons")
struct LearningPathTests {
  private static let text = """
    query ($goal: LearningGoalInput) {
      learningPath(goal: $goal) {
        goal estimatedTime generatedAt
        steps {
          position completed reason
          item {
            __typename
            ... on Diagram { id difficulty estimatedTime }
            ... on Lab { id difficulty }
            ... on Incident { id }
            ... on Atom { id }
          }
        }
      }
    }
    """

  private struct Step {
    let item: String
    let reason: String
    let isCompleted: Bool
  }

  private func ask(_ instance: TestInstance, _ goal: JSONObject? = nil, token: String?) async throws -> TestResponse {
    try await instance.query(Self.text, ["goal": goal.map { .object($0) } ?? .null], token: token)
  }

  private func steps(_ answer: TestResponse) -> [Step] {
    #expect(answer["errors"] == nil, "\(answer)")
    let steps = answer["data.learningPath.steps"]?.arrayValue ?? []
    #expect(steps.map { $0.at("position") } == (1...max(1, steps.count)).prefix(steps.count).map { .integer($0) })
    return steps.map {
      Step(
        item: $0.at("item.id")?.stringValue ?? "", reason: $0.at("reason")?.stringValue ?? "",
        isCompleted: $0.at("completed") == true)
    }
  }

  private func skill(_ slug: String, _ instance: TestInstance) async throws -> JSONValue {
    .string("skill_\(try #require(try await instance.number("select id from skills where slug = \(slug)")))")
  }

  @Test("a newcomer begins with what is easiest, nothing completed and nothing twice, at most thirty steps")
  func newcomer() async throws {
    try await withInstance { instance in
      let token = try await instance.register("ann")
      let answer = try await ask(instance, token: token)
      let path = steps(answer)
      #expect(path.count == 30)
      #expect(Set(path.map(\.item)).count == 30)
      #expect(path.allSatisfy { !$0.isCompleted && $0.reason.hasSuffix(".") })
      #expect(answer["data.learningPath.goal"] == .null)
      #expect(answer.text("data.learningPath.estimatedTime")?.hasPrefix("PT") == true)
    }
  }

  @Test("completing a step moves the path: it is among the completed ones, and the next one opens")
  func moving() async throws {
    try await withInstance { instance in
      let token = try await instance.register("ann")
      let goal: JSONObject = ["skillIds": .array([try await skill("consensus", instance)])]
      let first = steps(try await ask(instance, goal, token: token))
      let diagram = try #require(first.first { $0.item.hasPrefix("diagram_") }).item
      let done = try await instance.query(
        "mutation { completeDiagram(diagramId: \"\(diagram)\") { id } }", token: token)
      #expect(done["errors"] == nil, "\(done)")
      let second = steps(try await ask(instance, goal, token: token))
      #expect(second.first?.item == diagram)
      #expect(second.first?.isCompleted == true)
      #expect(second.filter(\.isCompleted).count == 1)
      #expect(second.dropFirst().first?.reason.contains("easiest") == true, "\(second)")
    }
  }

  @Test("what a lab needs stands before it, of whatever kind and skill, with what that needs in turn")
  func prerequisites() async throws {
    try await withInstance { instance in
      let token = try await instance.register("ann")
      for statement in Self.chain { try await instance.change(statement) }
      let goal: JSONObject = ["skillIds": .array([try await skill("chain", instance)])]
      let path = steps(try await ask(instance, goal, token: token)).map(\.item)
      let lab = try #require(try await instance.number("select id from labs where slug = 'chain-lab'"))
      let (base, top) = (
        try #require(try await instance.number("select id from atoms where title = 'Base'")),
        try #require(try await instance.number("select id from atoms where title = 'Top'"))
      )
      let places = [
        "incident_1", "atom_\(base)", "atom_\(top)", "diagram_1", "lab_1", "lab_\(lab)",
      ].map { path.firstIndex(of: $0) ?? -1 }
      #expect(!places.contains(-1), "\(places) in \(path)")
      let last = try #require(places.last)
      #expect(places.allSatisfy { $0 <= last }, "\(places)")
      #expect(places[1] < places[2])
      // Who has the lab behind needs nothing of it any more.
      try await instance.change(
        """
        insert into lab_results (lab_id, user_id, attempt, state, score, solution, graded_at)
        select \(lab), u.id, 1, 'PASSED', 100, 'x', now() from users u where u.email = 'ann@people.example'
        """)
      let later = steps(try await ask(instance, goal, token: token)).filter { !$0.isCompleted }.map(\.item)
      #expect(!later.contains("atom_\(base)") && !later.contains("lab_\(lab)"), "\(later)")
    }
  }

  /// A lab of a skill of its own that needs an atom which needs another, a diagram and a lab of other skills, and an incident.
  private static let chain: [Query] = [
    "insert into skills (slug, name) values ('chain', 'Chains')",
    """
    insert into labs (slug, title, instructions, status) values ('chain-lab', 'Chain lab', 'Do it.', 'PUBLISHED')
    """,
    """
    insert into lab_skills (lab_id, skill_id)
    select l.id, s.id from labs l, skills s where l.slug = 'chain-lab' and s.slug = 'chain'
    """,
    """
    insert into atoms (title, body, difficulty, estimated_time, published)
    values ('Base', 'A base.', 1, interval '2 minutes', true), ('Top', 'A top.', 0, interval '2 minutes', true),
      ('Hidden', 'Not yet.', 0, interval '2 minutes', true)
    """,
    """
    insert into atom_links (from_id, to_id, kind)
    select t.id, b.id, 'PREREQUISITE' from atoms t, atoms b where t.title = 'Top' and b.title = 'Base'
    """,
    """
    insert into lab_prerequisites (lab_id, position, diagram_id, prerequisite_id, incident_id, atom_id)
    select l.id, v.position, v.diagram_id, v.lab_id, v.incident_id,
      case when v.position = 3 then (select a.id from atoms a where a.title = 'Top') end
    from labs l, (values (0, 1, null, null), (1, null, 1, null), (2, null, null, 1), (3, null, null, null))
      as v(position, diagram_id, lab_id, incident_id)
    where l.slug = 'chain-lab'
    """,
  ]

  @Test("drafts are no steps and needed by nothing, not even for their author or an admin")
  func rights() async throws {
    try await withInstance { instance in
      for statement in Self.chain { try await instance.change(statement) }
      let goal: JSONObject = [
        "skillIds": .array([try await skill("chain", instance), try await skill("replication", instance)])
      ]
      try await instance.change(
        """
        update diagrams set status = 'DRAFT', author_id = (select id from users where email = 'creator@atlas.example')
        where id <= 3
        """, "update labs set status = 'ARCHIVED' where id = 1",
        """
        insert into contents (title, kind, source_kind, status) values ('Own', 'DOCUMENT', 'TEXT', 'PROCESSING')
        """,
        "update atoms set published = false, content_id = (select max(id) from contents) where title = 'Base'")
      let lab = try #require(try await instance.number("select id from labs where slug = 'chain-lab'"))
      let hidden = try #require(try await instance.number("select id from atoms where title = 'Base'"))
      for account in [DemoAccount.learner2, .creator, .admin] {
        let path = steps(try await ask(instance, goal, token: try await instance.signIn(account)))
        #expect(path.contains { $0.item == "lab_\(lab)" })
        for step in path where !step.isCompleted {
          #expect(
            !["diagram_1", "diagram_2", "diagram_3", "lab_1", "atom_\(hidden)"].contains(step.item), "\(step)")
        }
      }
      #expect(try await ask(instance, token: nil).code == "UNAUTHENTICATED")
    }
  }

  @Test("time cuts the path, and the goal says what does not fit; a level keeps harder steps out")
  func cut() async throws {
    try await withInstance { instance in
      let token = try await instance.register("ann")
      // A day later than today, so that midnight does not matter.
      let moment = PostgresTimestamp.now.microsecondsSince1970 + 86_400_000_000
      let deadline = String(DateTime(microsecondsSince1970: moment).text.prefix(10))
      var goal: JSONObject = [
        "skillIds": .array([try await skill("consensus", instance), try await skill("replication", instance)]),
        "targetLevel": .string("INTERMEDIATE"),
      ]
      let whole = try await ask(instance, goal, token: token)
      #expect(whole.text("data.learningPath.goal") == "Consensus and Replication at INTERMEDIATE")
      for step in whole["data.learningPath.steps"]?.arrayValue ?? []
      where step.at("reason")?.stringValue?.contains("needs it") == false {
        #expect(!["ADVANCED", "EXPERT"].contains(step.at("item.difficulty")?.stringValue), "\(step)")
      }
      goal.append(key: "minutesPerDay", value: .integer(20))
      goal.append(key: "deadline", value: .string(deadline))
      let short = try await ask(instance, goal, token: token)
      let (all, fitting) = (steps(whole), steps(short))
      #expect(!fitting.isEmpty && fitting.count < all.count)
      #expect(fitting.map(\.item) == all.prefix(fitting.count).map(\.item))
      let rest = all.count - fitting.count
      #expect(
        short.text("data.learningPath.goal")
          == """
          Consensus and Replication at INTERMEDIATE by \(deadline), 20 minutes a day; \
          \(rest) more \(rest == 1 ? "step does" : "steps do") not fit before the deadline
          """)
    }
  }

  @Test("a goal that cannot be is refused: an unknown skill, another kind of id, a deadline that is over")
  func refusals() async throws {
    try await withInstance { instance in
      let token = try await instance.register("ann")
      let caching = try await skill("caching", instance)
      let cases: [(JSONObject, String)] = [
        (["skillIds": .array([caching, "skill_999999"])], "NOT_FOUND"),
        (["skillIds": ["diagram_1"]], "NOT_FOUND"), (["skillIds": ["skill_9223372036854775807"]], "NOT_FOUND"),
        (["deadline": "2020-01-01"], "VALIDATION_ERROR"), (["deadline": "0001-01-01"], "VALIDATION_ERROR"),
        (["minutesPerDay": 4], "VALIDATION_ERROR"),
      ]
      for (goal, code) in cases {
        #expect(try await ask(instance, goal, token: token).code == code, "\(goal)")
      }
      let far = try await ask(instance, ["deadline": "9999-12-31", "minutesPerDay": 600], token: token)
      #expect(!steps(far).isEmpty)
    }
  }

  @Test("there is no path where nothing is left to learn")
  func nothingLeft() async throws {
    try await withInstance { instance in
      let token = try await instance.register("ann")
      try await instance.change(
        """
        insert into diagram_completions (user_id, diagram_id)
        select u.id, d.id from users u, diagrams d where u.email = 'ann@people.example'
        """,
        """
        insert into lab_results (lab_id, user_id, attempt, state, score, solution, graded_at)
        select l.id, u.id, 1, 'PASSED', 100, 'x', now() from users u, labs l where u.email = 'ann@people.example'
        """)
      let answer = try await ask(instance, token: token)
      #expect(answer["data.learningPath"] == .null, "\(answer)")
      #expect(answer["errors"] == nil)
    }
  }
}
