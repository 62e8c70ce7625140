import AtlasKernel
import DemoContent
import GraphQLJSON
import Postgres
import StudyGroups
import Testing

@testable import AtlasServer

@Suite("Study groups: leaving, roles, removal")
struct GroupMembershipTests {
  @Test("a member leaves, the owner hands over first, and the last one takes the group along")
  func leaving() async throws {
    try await withInstance { instance in
      let (ada, ben) = (try await GroupLearner("ada", instance), try await GroupLearner("ben", instance))
      let group = try await ada.found()
      try await ben.join(group)
      let refused = try await ada.leave(group)
      #expect(refused.codes == ["STATE"] && refused.at("userErrors.0.currentState") == "OWNER", "\(refused)")
      #expect(try await ben.leave(group).at("group.memberCount") == 1)
      #expect(try await ben.leave(group).codes == ["FORBIDDEN"])
      #expect(
        try await ada.news(group) == ["ada founded the group.", "ben joined the group.", "ben left the group."])
      #expect(
        try await instance.kinds(group) == [
          "GROUP_MESSAGE_POSTED", "GROUP_MESSAGE_POSTED", "GROUP_UPDATED", "GROUP_MESSAGE_POSTED", "GROUP_UPDATED",
        ])
      let last = try await ada.leave(group)
      #expect(last.codes == [] && last.at("group") == .null, "\(last)")
      #expect(try await instance.kinds(group).last == "GROUP_DELETED")
      #expect(try await ada.leave(group).codes == ["NOT_FOUND"])
    }
  }

  @Test("who leaves is named in the event")
  func leaver() async throws {
    try await withInstance { instance in
      let (ada, ben) = (try await GroupLearner("ada", instance), try await GroupLearner("ben", instance))
      let group = try await ada.found()
      try await ben.join(group)
      _ = try await ben.leave(group)
      let topic = "group:\(group.dropFirst("group_".count))"
      let rows = try await instance.application.database.read(
        """
        select payload ->> 'leftUserId', payload ->> 'version' from events
        where topic = \(topic) and kind = 'GROUP_UPDATED' order by position
        """)
      #expect(rows.string(0, 0) == nil && rows.string(0, 1) == "2")
      #expect(rows.string(1, 0) == String(ben.key) && rows.string(1, 1) == "3")
    }
  }

  @Test("the owner gives roles and hands the group over; nobody else does")
  func roles() async throws {
    try await withInstance { instance in
      let (ada, ben) = (try await GroupLearner("ada", instance), try await GroupLearner("ben", instance))
      let cleo = try await GroupLearner("cleo", instance)
      let group = try await ada.found()
      for learner in [ben, cleo] { try await learner.join(group) }
      let made = try await ada.give("MODERATOR", to: ben, in: group)
      #expect(made.at("member.role") == "MODERATOR" && made.at("member.user.id") == .string(ben.id), "\(made)")
      #expect(try await ada.give("MODERATOR", to: ben, in: group).at("member.role") == "MODERATOR")
      #expect(try await ben.give("MODERATOR", to: cleo, in: group).codes == ["FORBIDDEN"])
      #expect(try await ben.give("OWNER", to: ben, in: group).codes == ["FORBIDDEN"])
      let stays = try await ada.give("MEMBER", to: ada, in: group)
      #expect(stays.codes == ["STATE"] && stays.at("userErrors.0.currentState") == "OWNER", "\(stays)")
      let stranger = try await GroupLearner("dan", instance)
      let missing = try await ada.give("MEMBER", to: stranger, in: group)
      #expect(missing.codes == ["NOT_FOUND"] && missing.at("userErrors.0.missingId") == .string(stranger.id))
      #expect(try await stranger.give("MEMBER", to: ben, in: group).codes == ["FORBIDDEN"])
      #expect(try await ada.give("OWNER", to: cleo, in: group).at("member.role") == "OWNER")
      #expect(try await cleo.roles(group) == ["MODERATOR", "MODERATOR", "OWNER"])
      #expect(try await ada.give("MEMBER", to: ben, in: group).codes == ["FORBIDDEN"])
      #expect(try await cleo.give("MEMBER", to: ben, in: group).codes == [])
      #expect(
        try await cleo.news(group).suffix(3) == [
          "ben moderates the group now.", "cleo owns the group now.", "ben no longer moderates the group.",
        ])
      let trail = try await instance.application.database.read(
        "select subject from audit_events where action = 'groups.role_changed' order by id")
      #expect((0..<trail.count).map { trail.string($0, 0) } == [ben.id, cleo.id, ben.id])
      try await instance.requireWholeGroups()
    }
  }

  @Test("moderators remove members, the owner removes anybody else, and the removed come back only by invitation")
  func removal() async throws {
    try await withInstance { instance in
      let (ada, ben) = (try await GroupLearner("ada", instance), try await GroupLearner("ben", instance))
      let (cleo, dan) = (try await GroupLearner("cleo", instance), try await GroupLearner("dan", instance))
      let group = try await ada.found()
      for learner in [ben, cleo, dan] { try await learner.join(group) }
      _ = try await ada.give("MODERATOR", to: ben, in: group)
      #expect(try await dan.remove(cleo, from: group).codes == ["FORBIDDEN"])
      #expect(try await ben.remove(ada, from: group).codes == ["FORBIDDEN"])
      #expect(try await ada.remove(ada, from: group).codes == ["INVALID"])
      #expect(try await ben.remove(cleo, from: group).at("group.memberCount") == 3)
      #expect(try await ben.remove(cleo, from: group).codes == ["NOT_FOUND"])
      #expect(try await ada.remove(ben, from: group).at("group.memberCount") == 2)
      #expect(try await cleo.join(group).code == "FORBIDDEN")
      // A public group's members invite, but not who was removed.
      let refused = try await dan.invite([cleo.id], to: group)
      #expect(refused.codes == ["FORBIDDEN"] && refused.at("userErrors.0.field.2") == "0", "\(refused)")
      #expect(try await ada.invite([cleo.id], to: group).at("invited") == 1)
      #expect(try await cleo.join(group).integer("data.joinStudyGroup.memberCount") == 3)
      // The removal ended with the invitation.
      _ = try await cleo.leave(group)
      #expect(try await cleo.join(group)["errors"] == nil)
      #expect(try await ada.news(group).contains("cleo was removed from the group."))
      let trail = try await instance.application.database.read(
        "select actor_id, subject from audit_events where action = 'groups.member_removed' order by id")
      #expect(trail.int(0, 0) == ben.key && trail.string(0, 1) == cleo.id && trail.count == 2)
      try await instance.requireWholeGroups()
    }
  }

  @Test("a closed account founds and joins nothing, is not made an owner, and inherits only where nobody else is")
  func closedAccounts() async throws {
    try await withInstance { instance in
      let (ada, ben) = (try await GroupLearner("ada", instance), try await GroupLearner("ben", instance))
      let cleo = try await GroupLearner("cleo", instance)
      let (shared, rest) = (try await ada.found("Shared"), try await ada.found("Rest"))
      let open = try await cleo.found("Open")
      for (learner, group) in [(ben, shared), (cleo, shared), (ben, rest)] { try await learner.join(group) }
      _ = try await ada.give("MODERATOR", to: ben, in: shared)
      let database = instance.application.database
      try await database.write("update users set closed_at = now(), erase_at = now() where id = \(ben.key)")
      #expect(try await ben.join(open).code == "UNAUTHENTICATED")
      let founded = try await ben.query("mutation { createStudyGroup(input: {name: \"Late\"}) { id } }")
      #expect(founded.code == "UNAUTHENTICATED", "\(founded)")
      #expect(try await ada.give("OWNER", to: ben, in: shared).codes == ["INVALID"])
      #expect(try await ada.give("MEMBER", to: ben, in: shared).at("member.role") == "MEMBER")
      _ = try await ada.give("MODERATOR", to: ben, in: shared)
      for erase in StudyGroupsDomain.personalData.erase { try await database.write(erase(ada.key)) }
      #expect(try await cleo.roles(shared) == ["MODERATOR", "OWNER"])
      #expect(try await cleo.roles(rest) == ["OWNER"])
      try await instance.requireWholeGroups()
    }
  }

  @Test("an account that is erased leaves its groups with events, and its name in none of their messages")
  func erasure() async throws {
    try await withInstance { instance in
      let (ada, ben) = (try await GroupLearner("ada", instance), try await GroupLearner("ben", instance))
      let (own, other) = (try await ada.found("Of Ada"), try await ben.found("Of Ben"))
      let alone = try await ada.found("Of Ada alone")
      try await ben.join(own)
      try await ada.join(other)
      _ = try await ada.invite([ben.id], to: alone)
      let export = try await instance.application.database.read(StudyGroupsDomain.personalData.export(ben.key))
      #expect(export.string(0, 0)?.contains("Of Ada alone") == true)
      for erase in StudyGroupsDomain.personalData.erase {
        try await instance.application.database.write(erase(ada.key))
      }
      #expect(try await ben.roles(own) == ["OWNER"])
      #expect(try await ben.roles(other) == ["OWNER"])
      #expect(
        try await ben.news(own) == [
          "This was about a former member.", "ben joined the group.",
          "A former member left the group; ben owns it now.",
        ])
      #expect(try await ben.news(other).last == "A former member left the group.")
      for group in [own, other] {
        #expect(try await instance.kinds(group).suffix(2) == ["GROUP_MESSAGE_POSTED", "GROUP_UPDATED"])
      }
      #expect(try await instance.kinds(alone).last == "GROUP_DELETED")
      try await instance.requireWholeGroups()
    }
  }
}
