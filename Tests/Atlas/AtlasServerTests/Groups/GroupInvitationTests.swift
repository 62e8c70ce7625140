import GraphQLJSON
import Postgres
import Testing

@testable import AtlasServer

@Suite("Study groups: invitations")
struct GroupInvitationTests {
  @Test("an invitation shows a private group but not who is in it or what is said, and is used up by joining")
  func privateGroup() async throws {
    try await withInstance { instance in
      let (ada, ben) = (try await GroupLearner("ada", instance), try await GroupLearner("ben", instance))
      let group = try await ada.found("Hidden", visibility: "PRIVATE")
      let text = """
        query ($id: ID!) {
          studyGroup(id: $id) {
            name memberCount members { nodes { id } } viewerMembership { role }
          }
        }
        """
      let member = "query ($id: ID!) { studyGroup(id: $id) { viewerMembership { id } } }"
      let membership = try #require(
        try await ada.query(member, ["id": .string(group)]).text("data.studyGroup.viewerMembership.id"))
      #expect(try await ben.query(text, ["id": .string(group)])["data"] == ["studyGroup": .null])
      #expect(try await ben.join(group).code == "NOT_FOUND")
      #expect(try await ada.invite([ben.id], to: group).at("invited") == 1)
      #expect(try await ada.invite([ben.id, ada.id], to: group).at("invited") == 0)
      let seen = try await ben.query(text, ["id": .string(group)])
      #expect(seen.text("data.studyGroup.name") == "Hidden" && seen.integer("data.studyGroup.memberCount") == 1)
      #expect(seen["data.studyGroup.members.nodes"] == [], "\(seen)")
      let said = try await ben.query("{ studyGroup(id: \"\(group)\") { messages { totalCount } } }")
      #expect(said.code == "FORBIDDEN" && said["data.studyGroup"] == .null, "\(said)")
      #expect(try await ben.query("{ node(id: \"\(membership)\") { id } }")["data.node"] == .null)
      #expect(try await ben.join(group).integer("data.joinStudyGroup.memberCount") == 2)
      #expect(try await ben.query("{ node(id: \"\(membership)\") { id } }").text("data.node.id") == membership)
      #expect(try await ben.leave(group).at("group") == .null)
      #expect(try await ben.join(group).code == "NOT_FOUND")
    }
  }

  @Test("to a public group members invite, to others the owner and moderators; strangers to none")
  func whoInvites() async throws {
    try await withInstance { instance in
      let (ada, ben) = (try await GroupLearner("ada", instance), try await GroupLearner("ben", instance))
      let cleo = try await GroupLearner("cleo", instance)
      let open = try await ada.found()
      #expect(try await ben.invite([cleo.id], to: open).codes == ["FORBIDDEN"])
      try await ben.join(open)
      #expect(try await ben.invite([cleo.id], to: open).at("invited") == 1)
      let closed = try await ada.found("Closed", visibility: "INVITE_ONLY")
      #expect(try await ben.join(closed).code == "FORBIDDEN")
      #expect(try await ada.invite([ben.id], to: closed).at("invited") == 1)
      #expect(try await ben.join(closed)["errors"] == nil)
      #expect(try await ben.invite([cleo.id], to: closed).codes == ["FORBIDDEN"])
      _ = try await ada.give("MODERATOR", to: ben, in: closed)
      #expect(try await ben.invite([cleo.id], to: closed).at("invited") == 1)
      let hidden = try await ada.found("Hidden", visibility: "PRIVATE")
      let missing = try await ben.invite([cleo.id], to: hidden)
      #expect(missing.codes == ["NOT_FOUND"] && missing.at("userErrors.0.missingId") == .string(hidden), "\(missing)")
    }
  }

  @Test("a group has at most twice as many invitations as places; who is invited already does not count again")
  func most() async throws {
    try await withInstance { instance in
      let ada = try await GroupLearner("ada", instance)
      let ids = try await GroupLearner.several(6, instance).map(\.id)
      let group = try await ada.found(maxMembers: 2)
      #expect(try await ada.invite(Array(ids[0..<3]), to: group).at("invited") == 3)
      #expect(try await ada.invite(Array(ids[3..<5]), to: group).codes == ["QUOTA_EXCEEDED"])
      #expect(try await ada.invite(Array(ids[1..<4]), to: group).at("invited") == 1)
      #expect(try await ada.invite(Array(ids[0..<4]), to: group).at("invited") == 0)
      #expect(try await ada.invite([ids[5]], to: group).codes == ["QUOTA_EXCEEDED"])
    }
  }

  @Test("unknown users and closed accounts are named by their places, and then nobody is invited or told")
  func refusals() async throws {
    try await withInstance { instance in
      let (ada, ben) = (try await GroupLearner("ada", instance), try await GroupLearner("ben", instance))
      let gone = try await GroupLearner("gone", instance)
      let database = instance.application.database
      try await database.write("update users set closed_at = now(), erase_at = now() where id = \(gone.key)")
      let group = try await ada.found("Closed", visibility: "INVITE_ONLY")
      let refused = try await ada.invite([ben.id, "user_999999", gone.id, "group_1"], to: group)
      #expect(refused.codes == ["NOT_FOUND", "NOT_FOUND", "NOT_FOUND"], "\(refused)")
      let places = (refused.at("userErrors")?.arrayValue ?? []).compactMap { $0.at("field.2")?.stringValue }
      #expect(places == ["1", "2", "3"] && refused.at("userErrors.0.missingId") == "user_999999")
      #expect(try await ben.join(group).code == "FORBIDDEN")
      let told: Query = "select title, subject from notifications where user_id = \(ben.key) and kind = 'GROUP_INVITE'"
      #expect(try await database.read(told.onBehalf(of: .system)).count == 0)
      #expect(try await ada.invite([ben.id, ben.id], to: group).at("invited") == 1)
      let rows = try await database.read(told.onBehalf(of: .system))
      #expect(rows.count == 1 && rows.string(0, 0) == "ada invites you to \"Closed\"" && rows.string(0, 1) == group)
    }
  }
}
