import AtlasAPI
import AtlasKernel
import GraphQLJSON
import GraphQLPostgres
import Postgres
import Testing

@testable import AtlasServer
@testable import Tutor

@Suite("Where a learner stands in what they ask about")
struct LearnerStandingTests {
  @Test("a newcomer is a beginner in everything, and nothing is said that is not known")
  func newcomer() async throws {
    try await withInstance { instance in
      let ada = try await GroupLearner("ada", instance)
      let all = try #require(try await standing(ada, nil))
      #expect(all.level == .beginner && all.sentence == "The learner's level here is BEGINNER.")
      for kind in [EntityKind.diagram, .lab, .incident, .atom, .content] {
        let standing = try #require(try await standing(ada, GlobalID(kind, 1)))
        #expect(standing.level == .beginner, "\(kind)")
        #expect(!standing.sentence.contains("They have completed what they ask about."))
        #expect(!standing.sentence.contains("ada"))
      }
      let nobody = LearnerStanding.read(userID: 999_999, subject: nil)
      #expect(LearnerStanding(try await instance.application.database.read(nobody)) == nil)
      try await instance.application.database.write("update diagrams set status = 'ARCHIVED'")
      try await instance.application.database.write("update labs set status = 'ARCHIVED'")
      let nothing = try #require(try await standing(ada, nil))
      #expect(nothing.level == nil && nothing.sentence == "")
    }
  }

  @Test("what was completed raises the level in its own skills, and in no others")
  func mastery() async throws {
    try await withInstance { instance in
      let ada = try await GroupLearner("ada", instance)
      let database = instance.application.database
      // Diagram 1 alone has a skill of its own; lab 1 has another one.
      let separate: [Query] = [
        "delete from diagram_skills", "delete from lab_skills", "delete from diagram_incidents",
        "insert into diagram_skills (diagram_id, skill_id) values (1, 1), (2, 1)",
        "insert into lab_skills (lab_id, skill_id) values (1, 2)",
        "update diagrams set difficulty = 'BEGINNER' where id in (1, 2)",
        "insert into diagram_incidents (diagram_id, incident_id) values (2, 1)",
      ]
      for change in separate { try await database.write(change) }
      let diagram = GlobalID(.diagram, 1)
      let before = try #require(try await standing(ada, diagram))
      #expect(before.sentence.contains("about 0 % of the skills"), "\(before.sentence)")
      let done = try await ada.query("mutation { completeDiagram(diagramId: \"diagram_1\") { id } }")
      #expect(done["errors"] == nil, "\(done)")
      let after = try #require(try await standing(ada, diagram))
      #expect(after.level == .advanced && after.sentence.contains("about 50 % of the skills"), "\(after.sentence)")
      #expect(after.sentence.contains("They have completed what they ask about."))
      // The incident stands beside diagram 2, whose skill is the same.
      #expect(try await standing(ada, GlobalID(.incident, 1))?.level == .advanced)
      let lab = try #require(try await standing(ada, GlobalID(.lab, 1)))
      #expect(lab.level == .beginner && lab.sentence.contains("about 0 % of the skills"), "\(lab.sentence)")
      let ben = try await GroupLearner("ben", instance)
      #expect(try await standing(ben, diagram)?.level == .beginner)
      let passed: Query = """
        insert into lab_results (lab_id, user_id, attempt, state, score, solution, graded_at)
        values (1, \(ada.key), 1, 'PASSED', 100, 'x', now())
        """
      try await database.write(passed)
      let expert = try #require(try await standing(ada, GlobalID(.lab, 1)))
      #expect(expert.level == .expert && expert.sentence.contains("about 100 %"), "\(expert.sentence)")
      #expect(expert.sentence.contains("They have completed what they ask about."))
    }
  }

  @Test("what should be known before a lab or an atom counts, as far as it can be completed")
  func prerequisites() async throws {
    try await withInstance { instance in
      let ada = try await GroupLearner("ada", instance)
      let database = instance.application.database
      let changes: [Query] = [
        "delete from lab_prerequisites", "delete from atom_links",
        """
        insert into lab_prerequisites (lab_id, position, diagram_id, prerequisite_id, incident_id, atom_id)
        values (1, 0, 1, null, null, null), (1, 1, null, 2, null, null), (1, 2, null, null, 1, null),
          (1, 3, null, null, null, 2), (1, 4, 2, null, null, null)
        """,
        "insert into atom_links (from_id, to_id, kind) values (1, 2, 'PREREQUISITE'), (1, 3, 'PREREQUISITE')",
        "update diagrams set status = 'ARCHIVED' where id = 2",
      ]
      for change in changes { try await database.write(change) }
      let (lab, atom) = (GlobalID(.lab, 1), GlobalID(.atom, 1))
      #expect(try await sentence(ada, lab).hasSuffix(open(3, of: 3)))
      #expect(try await sentence(ada, atom).hasSuffix(open(2, of: 2)))
      let complete: [Query] = [
        "insert into diagram_completions (user_id, diagram_id) values (\(ada.key), 1)",
        "insert into atom_completions (user_id, atom_id) values (\(ada.key), 2)",
      ]
      for change in complete { try await database.write(change) }
      #expect(try await sentence(ada, lab).hasSuffix(open(1, of: 3)))
      #expect(try await sentence(ada, atom).hasSuffix(open(1, of: 2)))
      try await database.write("insert into atom_completions (user_id, atom_id) values (\(ada.key), 3)")
      #expect(try await sentence(ada, atom).hasSuffix("They have completed all that should be known before it."))
      #expect(!(try await sentence(ada, GlobalID(.diagram, 1)).contains("before it")))
    }
  }

  @Test("a content is completed with its last atom")
  func content() async throws {
    try await withInstance { instance in
      let ada = try await GroupLearner("ada", instance)
      let database = instance.application.database
      let content = GlobalID(.content, 1)
      let said = "They have completed what they ask about."
      try await database.write(
        """
        insert into atom_completions (user_id, atom_id)
        select \(ada.key), a.id from atoms a
        where a.content_id = 1 and a.published and a.id > (select min(x.id) from atoms x where x.content_id = 1)
        """)
      #expect(!(try await sentence(ada, content).contains(said)))
      try await database.write(
        """
        insert into atom_completions (user_id, atom_id)
        select \(ada.key), min(a.id) from atoms a where a.content_id = 1
        """)
      #expect(try await sentence(ada, content).contains(said))
    }
  }

  @Test("an answer serves others of the same level, and nobody of another")
  func sharing() async throws {
    try await withInstance { instance in
      let ada = try await GroupLearner("ada", instance)
      let (equal, other) = (try await GroupLearner("ben", instance), try await GroupLearner("cleo", instance))
      try await instance.application.database.write(
        "insert into diagram_completions (user_id, diagram_id) select \(other.key), d.id from diagrams d")
      #expect(try await standing(other, nil)?.level != .beginner)
      for (learner, isCached) in [(ada, false), (equal, true), (other, false), (other, true)] {
        let asked = try await learner.ask("What is a quorum?")
        #expect(asked["data.askQuestion.cached"] == .boolean(isCached), "\(asked)")
      }
    }
  }

  private func open(_ open: Int, of all: Int) -> String {
    "Of \(all) things that should be known before it they have not completed \(open)."
  }

  private func standing(_ learner: GroupLearner, _ subject: GlobalID?) async throws -> LearnerStanding? {
    LearnerStanding(
      try await learner.instance.application.database.read(
        LearnerStanding.read(userID: learner.key, subject: subject)))
  }

  private func sentence(_ learner: GroupLearner, _ subject: GlobalID) async throws -> String {
    try #require(try await standing(learner, subject)).sentence
  }
}
