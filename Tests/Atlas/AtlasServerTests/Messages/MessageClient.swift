import GraphQLJSON
import Postgres
import Testing

@testable import AtlasServer

/// Members of groups as tests speak for them.
struct MessageClient: Sendable {
  let instance: TestInstance

  init(_ instance: TestInstance) { self.instance = instance }

  /// Sends a message to a group.
  func send(
    _ content: String, to group: String = "group_1", _ more: JSONObject = [:], token: String
  ) async throws -> TestResponse {
    let text = """
      mutation ($input: SendGroupMessageInput!) {
        sendGroupMessage(input: $input) {
          message {
            id sequence content clientMessageId author { id } replyTo { id content }
            attachments { id filename mimeType size url }
          }
          userErrors { __typename code field message ... on StateError { currentState } }
        }
      }
      """
    var input: JSONObject = ["groupId": .string(group), "content": .string(content)]
    for member in more.members { input.append(key: member.key, value: member.value) }
    return try await instance.query(text, ["input": .object(input)], token: token)
  }

  /// The id of a message that must be sent.
  func sent(
    _ content: String, to group: String = "group_1", _ more: JSONObject = [:], token: String
  ) async throws -> String {
    let response = try await send(content, to: group, more, token: token)
    return try #require(response.text("data.sendGroupMessage.message.id"), "\(response)")
  }

  func edit(_ id: String, _ content: String, token: String) async throws -> TestResponse {
    let text = """
      mutation ($id: ID!, $content: Markdown!) {
        editGroupMessage(input: {messageId: $id, content: $content}) {
          message { id content editedAt } userErrors { code field message }
        }
      }
      """
    return try await instance.query(text, ["id": .string(id), "content": .string(content)], token: token)
  }

  func delete(_ id: String, token: String) async throws -> TestResponse {
    let text = """
      mutation ($id: ID!) {
        deleteGroupMessage(input: {messageId: $id}) {
          message { id content deletedAt reactions { emoji } attachments { id } } userErrors { code field message }
        }
      }
      """
    return try await instance.query(text, ["id": .string(id)], token: token)
  }

  func react(_ id: String, _ emoji: String, remove: Bool = false, token: String) async throws -> TestResponse {
    let text = """
      mutation ($id: ID!, $emoji: String!, $remove: Boolean) {
        reactToMessage(input: {messageId: $id, emoji: $emoji, remove: $remove}) {
          message { id reactions { emoji count } } userErrors { code field message }
        }
      }
      """
    return try await instance.query(
      text, ["id": .string(id), "emoji": .string(emoji), "remove": .boolean(remove)], token: token)
  }

  func markRead(_ sequence: Int, in group: String = "group_1", token: String) async throws -> TestResponse {
    let text = """
      mutation ($id: ID!, $sequence: Int!) {
        markGroupRead(input: {groupId: $id, sequence: $sequence}) { group { unreadCount } userErrors { code field } }
      }
      """
    return try await instance.query(text, ["id": .string(group), "sequence": .integer(sequence)], token: token)
  }

  /// `StudyGroup.unreadCount`.
  func unread(_ group: String = "group_1", token: String) async throws -> JSONValue? {
    let response = try await instance.query(
      "query ($id: ID!) { node(id: $id) { ... on StudyGroup { unreadCount } } }", ["id": .string(group)], token: token)
    return response["data.node.unreadCount"]
  }

  /// How often a message was said to have changed.
  func changes(of id: String) async throws -> Int64 {
    try await number("select count(*) from events where kind = 'GROUP_MESSAGE_CHANGED' and entity = \(id)")
  }

  /// A new group of somebody, by its id.
  func found(_ name: String, _ visibility: String = "PUBLIC", token: String) async throws -> String {
    let response = try await instance.query(
      "mutation ($input: StudyGroupInput!) { createStudyGroup(input: $input) { id } }",
      ["input": ["name": .string(name), "visibility": .string(visibility)]], token: token)
    return try #require(response.text("data.createStudyGroup.id"), "\(response)")
  }

  func join(_ group: String, token: String) async throws {
    let response = try await instance.query(
      "mutation ($id: ID!) { joinStudyGroup(groupId: $id) { id } }", ["id": .string(group)], token: token)
    #expect(response["errors"] == nil, "\(response)")
  }

  /// The first number of a statement on behalf of the server.
  func number(_ query: Query) async throws -> Int64 {
    try #require(try await instance.application.database.read(query.onBehalf(of: .system)).int(0, 0))
  }

  /// The key of the user with this address.
  func user(_ email: String) async throws -> Int64 {
    try await number("select id from users where email = \(email)")
  }

  /// The numbers of a group's messages, in order.
  func sequences(of group: Int64 = 1) async throws -> [Int64] {
    let query: Query = "select sequence::bigint from group_messages where group_id = \(group) order by sequence"
    let rows = try await instance.application.database.read(query.onBehalf(of: .system))
    return (0..<rows.count).compactMap { rows.int($0, 0) }
  }

  /// Ends a membership without any trace.
  func remove(_ user: Int64, from group: Int64 = 1) async throws {
    try await instance.application.database.write(
      "delete from group_members where group_id = \(group) and user_id = \(user)")
  }
}
