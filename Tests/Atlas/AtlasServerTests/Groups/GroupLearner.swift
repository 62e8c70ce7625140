import GraphQLJSON
import Postgres
import Testing

@testable import AtlasServer

/// A new account, and what it does in groups.
struct GroupLearner: Sendable {
  let instance: TestInstance
  let token: String
  let id: String

  init(_ name: String, _ instance: TestInstance) async throws {
    self.instance = instance
    token = try await instance.register(name)
    id = try #require(try await instance.query("{ viewer { id } }", token: token).text("data.viewer.id"))
  }

  /// Several accounts: `learner0`, `learner1`, ...
  static func several(_ count: Int, _ instance: TestInstance) async throws -> [GroupLearner] {
    var learners: [GroupLearner] = []
    for number in 0..<count { learners.append(try await GroupLearner("learner\(number)", instance)) }
    return learners
  }

  /// The row key.
  var key: Int64 { Int64(id.dropFirst("user_".count)) ?? 0 }

  func query(_ text: String, _ variables: JSONObject = [:]) async throws -> TestResponse {
    try await instance.query(text, variables, token: token)
  }

  /// Founds a group; answers its id.
  func found(_ name: String = "Readers", visibility: String = "PUBLIC", maxMembers: Int = 20) async throws -> String {
    let text = "mutation ($input: StudyGroupInput!) { createStudyGroup(input: $input) { id } }"
    let response = try await query(
      text,
      [
        "input": ["name": .string(name), "visibility": .string(visibility), "maxMembers": .integer(maxMembers)]
      ])
    return try #require(response.text("data.createStudyGroup.id"), "\(response)")
  }

  @discardableResult
  func join(_ group: String) async throws -> TestResponse {
    try await query(
      "mutation ($id: ID!) { joinStudyGroup(groupId: $id) { id memberCount viewerMembership { role } } }",
      ["id": .string(group)])
  }

  /// Calls a mutation with an input; answers its payload.
  func change(_ mutation: String, _ input: JSONObject, select: String) async throws -> JSONValue {
    let type = mutation.prefix(1).uppercased() + mutation.dropFirst() + "Input"
    let response = try await query(
      """
      mutation ($input: \(type)!) {
        \(mutation)(input: $input) {
          \(select)
          userErrors { code field message ... on StateError { currentState } ... on NotFoundError { missingId } }
        }
      }
      """, ["input": .object(input)])
    return try #require(response["data.\(mutation)"], "\(response)")
  }

  func leave(_ group: String) async throws -> JSONValue {
    try await change("leaveStudyGroup", ["groupId": .string(group)], select: "group { memberCount }")
  }

  func remove(_ other: GroupLearner, from group: String) async throws -> JSONValue {
    try await change(
      "removeGroupMember", ["groupId": .string(group), "userId": .string(other.id)], select: "group { memberCount }")
  }

  func give(_ role: String, to other: GroupLearner, in group: String) async throws -> JSONValue {
    try await change(
      "setGroupMemberRole", ["groupId": .string(group), "userId": .string(other.id), "role": .string(role)],
      select: "member { role user { id } group { id } }")
  }

  func invite(_ ids: [String], to group: String) async throws -> JSONValue {
    try await change(
      "inviteToStudyGroup", ["groupId": .string(group), "userIds": .array(ids.map { .string($0) })],
      select: "invited group { id }")
  }

  /// The roles of a group's members, in the order they joined.
  func roles(_ group: String) async throws -> [String] {
    try await query(
      "query ($id: ID!) { studyGroup(id: $id) { members(first: 100) { nodes { role } } } }",
      [
        "id": .string(group)
      ]
    ).texts("data.studyGroup.members.nodes", "role")
  }

  /// What the server said in a group, oldest first.
  func news(_ group: String) async throws -> [String] {
    try await query(
      "query ($id: ID!) { studyGroup(id: $id) { messages(last: 100) { nodes { content } } } }",
      [
        "id": .string(group)
      ]
    ).texts("data.studyGroup.messages.nodes", "content")
  }
}

extension JSONValue {
  /// The codes of the user errors of a payload.
  var codes: [String] { (at("userErrors")?.arrayValue ?? []).compactMap { $0.at("code")?.stringValue } }
}

extension TestInstance {
  /// The kinds of the events of a group, in order.
  func kinds(_ group: String) async throws -> [String] {
    let topic = "group:\(group.dropFirst("group_".count))"
    let rows = try await application.database.read("select kind from events where topic = \(topic) order by position")
    return (0..<rows.count).compactMap { rows.string($0, 0) }
  }

  /// Whether the counts and owners of all groups are right.
  func requireWholeGroups() async throws {
    let wrong = try await application.database.read(
      """
      select g.id, g.member_count from study_groups g
      where g.member_count <> (select count(*) from group_members m where m.group_id = g.id)
        or g.member_count > g.max_members
        or (select count(*) from group_members m where m.group_id = g.id and m.role = 'OWNER') <> 1
      """)
    #expect(wrong.count == 0)
    let gaps: Query = """
      select g.id from study_groups g
      where g.last_sequence <> (select count(*) from group_messages m where m.group_id = g.id)
      """
    #expect(try await application.database.read(gaps.onBehalf(of: .system)).count == 0)
  }
}
