import GraphQLJSON
import Postgres
import Testing

@testable import AtlasServer

@Suite("Study groups: changes at the same moment")
struct GroupRaceTests {
  @Test("of 20 who join at once the last 3 places are given to 3")
  func lastPlaces() async throws {
    try await withInstance { instance in
      let owner = try await GroupLearner("owner", instance)
      let group = try await owner.found(maxMembers: 4)
      let answers = try await together(try await GroupLearner.several(20, instance)) { try await $0.join(group) }
      #expect(answers.count { $0["data.joinStudyGroup.id"] != nil } == 3, "\(answers)")
      #expect(answers.count { $0.code == "CONFLICT" } == 17)
      #expect(try await owner.roles(group) == ["OWNER", "MEMBER", "MEMBER", "MEMBER"])
      try await instance.requireWholeGroups()
    }
  }

  @Test("who joins with an invitation and without one share the places all the same")
  func invitedLastPlaces() async throws {
    try await withInstance { instance in
      let owner = try await GroupLearner("owner", instance)
      let learners = try await GroupLearner.several(10, instance)
      let group = try await owner.found(maxMembers: 4)
      #expect(try await owner.invite(learners.prefix(5).map(\.id), to: group).at("invited") == 5)
      let answers = try await together(learners + learners) { try await $0.join(group) }
      #expect(Set(answers.compactMap { $0.integer("data.joinStudyGroup.memberCount") }).isSubset(of: [2, 3, 4]))
      #expect(try await owner.roles(group).count == 4)
      try await instance.requireWholeGroups()
    }
  }

  @Test("of hand-overs at the same moment one is made, and the group has one owner")
  func handOvers() async throws {
    try await withInstance { instance in
      let owner = try await GroupLearner("owner", instance)
      let learners = try await GroupLearner.several(4, instance)
      let group = try await owner.found()
      for learner in learners { try await learner.join(group) }
      let answers = try await together(learners) { try await owner.give("OWNER", to: $0, in: group) }
      #expect(answers.count { $0.codes == [] } == 1, "\(answers)")
      #expect(answers.count { $0.codes == ["FORBIDDEN"] } == 3)
      #expect(try await owner.roles(group).sorted() == ["MEMBER", "MEMBER", "MEMBER", "MODERATOR", "OWNER"])
      try await instance.requireWholeGroups()
    }
  }

  @Test("who is removed while they join is a member or shut out, and never both")
  func removalWhileJoining() async throws {
    try await withInstance { instance in
      let owner = try await GroupLearner("owner", instance)
      let learner = try await GroupLearner("learner", instance)
      for round in 0..<10 {
        let group = try await owner.found("Round \(round)")
        if round.isMultiple(of: 2) { try await learner.join(group) }
        try await withThrowingTaskGroup(of: Void.self) { tasks in
          for _ in 0..<3 {
            tasks.addTask { try await learner.join(group) }
            tasks.addTask { _ = try await owner.remove(learner, from: group) }
          }
          try await tasks.waitForAll()
        }
        let isMember = try await owner.roles(group).count == 2
        let key = Int64(group.dropFirst("group_".count)) ?? 0
        let removals = try await instance.application.database.read(
          "select user_id from group_removals where group_id = \(key)")
        #expect(removals.count == (isMember ? 0 : 1), "round \(round)")
        #expect(try await learner.join(group).code == (isMember ? nil : "FORBIDDEN"))
      }
      try await instance.requireWholeGroups()
    }
  }

  @Test("when all leave at once the owner stays, or goes last and takes the group along")
  func leaving() async throws {
    try await withInstance { instance in
      let members = try await GroupLearner.several(7, instance)
      let group = try await members[0].found()
      for member in members { try await member.join(group) }
      let answers = try await together(members) { try await $0.leave(group) }
      let stayed = answers.count { $0.codes == ["STATE"] }
      #expect(stayed <= 1 && answers.count { $0.codes == [] } == 7 - stayed, "\(answers)")
      if stayed == 1 { #expect(try await members[0].leave(group).codes == []) }
      #expect(try await instance.kinds(group).count { $0 == "GROUP_DELETED" } == 1)
      #expect(try await members[0].join(group).code == "NOT_FOUND")
      try await instance.requireWholeGroups()
    }
  }

  /// What all answer who do something at the same moment.
  private func together<Answer: Sendable>(
    _ learners: [GroupLearner], _ act: @escaping @Sendable (GroupLearner) async throws -> Answer
  ) async throws -> [Answer] {
    try await withThrowingTaskGroup(of: Answer.self) { tasks in
      for learner in learners { tasks.addTask { try await act(learner) } }
      return try await tasks.reduce(into: []) { $0.append($1) }
    }
  }
}
