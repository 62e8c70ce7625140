import DemoContent
import GraphQLJSON
import Postgres
import Testing

@testable import AtlasServer

@Suite("Study groups: what the owner and moderators change")
struct GroupChangeTests {
  private let shown = """
    group { id version name description topic visibility maxMembers focus { __typename ... on Lab { id } } }
    """

  @Test("a group is not founded under a name of blanks")
  func blankName() async throws {
    try await withInstance { instance in
      let ada = try await GroupLearner("ada", instance)
      let refused = try await ada.query("mutation { createStudyGroup(input: {name: \"    \"}) { id } }")
      #expect(refused.code == "VALIDATION_ERROR", "\(refused)")
    }
  }

  @Test("what is given is changed, null takes away, and the rest stays")
  func changes() async throws {
    try await withInstance { instance in
      let ada = try await GroupLearner("ada", instance)
      let group = JSONValue.string(try await ada.found())
      func change(_ input: JSONObject) async throws -> JSONValue {
        var whole: JSONObject = ["id": group]
        for member in input.members { whole.append(key: member.key, value: member.value) }
        return try await ada.change("updateStudyGroup", whole, select: shown)
      }
      let first = try await change([
        "expectedVersion": 1, "description": "We read.", "topic": "Papers", "focus": ["labId": "lab_2"],
        "visibility": "PRIVATE",
      ])
      #expect(first.at("group.version") == 2 && first.at("group.name") == "Readers", "\(first)")
      #expect(first.at("group.focus") == ["__typename": "Lab", "id": "lab_2"] && first.at("group.topic") == "Papers")
      let second = try await change(["topic": .null, "focus": .null, "maxMembers": 5])
      #expect(second.at("group.topic") == .null && second.at("group.focus") == .null, "\(second)")
      #expect(second.at("group.description") == "We read." && second.at("group.visibility") == "PRIVATE")
      let stale = try await change(["expectedVersion": 2, "name": "Late"])
      #expect(stale.codes == ["STALE_VERSION"], "\(stale)")
      for input in [["name": .null], ["name": "   "], ["visibility": .null], ["maxMembers": .null]] as [JSONObject] {
        #expect(try await change(input).codes == ["BLANK"])
      }
    }
  }

  @Test("a focus is published, and what becomes of it is shown to nobody")
  func focus() async throws {
    try await withInstance { instance in
      let ada = try await GroupLearner("ada", instance)
      let group = try await ada.found()
      try await instance.application.database.write("update diagrams set status = 'DRAFT' where id = 2")
      try await instance.application.database.write("update atoms set published = false where id = 1")
      for (member, id) in [
        ("diagramId", "diagram_2"), ("diagramId", "lab_1"), ("labId", "lab_999999"), ("incidentId", "incident_999999"),
        ("atomId", "atom_1"), ("atomId", "atom_999999"), ("atomId", "content_1"),
      ] {
        let refused = try await ada.change(
          "updateStudyGroup", ["id": .string(group), "focus": [member: .string(id)]], select: shown)
        #expect(refused.codes == ["NOT_FOUND"], "\(refused)")
        #expect(refused.at("userErrors.0.field") == ["input", "focus", .string(member)], "\(refused)")
      }
      let content = try await ada.change(
        "updateStudyGroup", ["id": .string(group), "focus": ["contentId": "content_1"]], select: shown)
      #expect(content.codes == ["INVALID"], "\(content)")
      #expect(content.at("userErrors.0.field") == ["input", "focus", "contentId"], "\(content)")
      let atom = try await ada.change(
        "updateStudyGroup", ["id": .string(group), "focus": ["atomId": "atom_2"]], select: shown)
      #expect(atom.at("group.focus.__typename") == "Atom", "\(atom)")
      let made = try await ada.change(
        "updateStudyGroup", ["id": .string(group), "focus": ["diagramId": "diagram_1"]], select: shown)
      #expect(made.at("group.focus.__typename") == "Diagram", "\(made)")
      try await instance.application.database.write("update diagrams set status = 'DRAFT' where id = 1")
      let hidden = try await ada.query("{ studyGroup(id: \"\(group)\") { focus { __typename } } }")
      #expect(hidden["data.studyGroup.focus"] == .null, "\(hidden)")
    }
  }

  @Test("members do not change the group, and it never becomes smaller than it is")
  func rights() async throws {
    try await withInstance { instance in
      let (ada, ben) = (try await GroupLearner("ada", instance), try await GroupLearner("ben", instance))
      let group = try await ada.found()
      let stranger = try await GroupLearner("cleo", instance)
      let input: JSONObject = ["id": .string(group), "maxMembers": 2]
      try await ben.join(group)
      try await stranger.join(group)
      let full = try await ada.change("updateStudyGroup", input, select: shown)
      #expect(full.codes == ["INVALID"] && full.at("userErrors.0.field.1") == "maxMembers", "\(full)")
      _ = try await stranger.leave(group)
      #expect(try await stranger.change("updateStudyGroup", input, select: shown).codes == ["FORBIDDEN"])
      #expect(try await ben.change("updateStudyGroup", input, select: shown).codes == ["FORBIDDEN"])
      _ = try await ada.give("MODERATOR", to: ben, in: group)
      #expect(try await ben.change("updateStudyGroup", input, select: shown).at("group.maxMembers") == 2)
      let hidden = try await ada.found("Hidden", visibility: "PRIVATE")
      let missing = try await ben.change("updateStudyGroup", ["id": .string(hidden)], select: shown)
      #expect(missing.codes == ["NOT_FOUND"], "\(missing)")
      #expect(try await ada.change("updateStudyGroup", ["id": "user_1"], select: shown).codes == ["NOT_FOUND"])
    }
  }
}
