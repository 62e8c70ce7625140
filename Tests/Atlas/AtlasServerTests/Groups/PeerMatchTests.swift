import DemoContent
import GraphQLJSON
import GraphQLPostgres
import Postgres
import Testing

@testable import AtlasServer

@Suite("Study groups: somebody to learn with")
struct PeerMatchTests {
  private let text = """
    query ($first: Int) { peerMatches(first: $first) { user { id } score reason sharedSkills { id name } } }
    """

  @Test("whoever has mastered the same comes first, with the skills that both work at")
  func matches() async throws {
    try await withInstance { instance in
      let ada = try await GroupLearner("ada", instance)
      let (alike, beyond) = (try await GroupLearner("alike", instance), try await GroupLearner("beyond", instance))
      let (other, hidden) = (try await GroupLearner("other", instance), try await GroupLearner("hidden", instance))
      let closed = try await GroupLearner("closed", instance)
      #expect(try await ada.query(text)["data.peerMatches"] == [])
      let group = try await ada.found(maxMembers: 9)
      for learner in [alike, beyond, other, closed] { try await learner.join(group) }
      _ = try await hidden.found("Hidden", visibility: "PRIVATE")
      for (learner, diagrams) in [
        (ada, 1...3), (alike, 1...3), (beyond, 1...12), (hidden, 1...3), (closed, 1...3),
      ] {
        for diagram in diagrams {
          let done = try await learner.query("mutation { completeDiagram(diagramId: \"diagram_\(diagram)\") { id } }")
          #expect(done["errors"] == nil, "\(done)")
        }
      }
      try await instance.application.database.write(
        "update users set closed_at = now(), erase_at = now() + interval '1 day' where id = \(closed.key)")
      let answer = try await ada.query(text, ["first": 20])
      let found = (answer["data.peerMatches"]?.arrayValue ?? []).compactMap { $0.at("user.id")?.stringValue }
      #expect(found.first == alike.id && found.contains(beyond.id), "\(answer)")
      for learner in [ada, other, hidden, closed] { #expect(!found.contains(learner.id)) }
      #expect(answer["data.peerMatches.0.score"] == .number("1"), "\(answer)")
      #expect(answer.text("data.peerMatches.0.reason")?.hasSuffix("; about your level.") == true)
      let skills = answer.texts("data.peerMatches.0.sharedSkills", "name")
      #expect((1...5).contains(skills.count))
      #expect(
        answer.text("data.peerMatches.0.reason")?.hasPrefix("Both at \(skills.prefix(2).joined(separator: " and "))")
          == true)
      let position = try #require(found.firstIndex(of: beyond.id))
      #expect(answer.text("data.peerMatches.\(position).reason")?.hasSuffix("; further on than you.") == true)
      #expect(try await ada.query(text, ["first": 1])["data.peerMatches"]?.arrayValue?.count == 1)
      #expect(try await ada.query(text, ["first": 21]).code == "VALIDATION_ERROR")
    }
  }

  @Test("finding them costs the same statements for one and for many")
  func statements() async throws {
    try await withInstance { instance in
      let token = try await instance.signIn(.learner)
      var names: [[String]] = []
      for first in [1, 3] {
        let log = StatementLog()
        let answer = try await StatementLog.$current.withValue(log) {
          try await instance.query(text, ["first": .integer(first)], token: token)
        }
        #expect(answer["data.peerMatches"]?.arrayValue?.isEmpty == false, "\(answer)")
        names.append(log.entries.map(\.name))
      }
      #expect(names[0] == names[1])
      #expect(names[0].count { $0 == "studyGroups.peerMatches" } == 1 && names[0].count == 3, "\(names)")
    }
  }
}
