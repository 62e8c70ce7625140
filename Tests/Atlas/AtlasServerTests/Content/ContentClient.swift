import DemoContent
import GraphQLJSON
import GraphQLPostgres
import Jobs
import Postgres
import Testing

@testable import AtlasServer

/// What tests of contents and atoms do again and again.
struct ContentClient: Sendable {
  let instance: TestInstance
  let token: String

  init(_ instance: TestInstance, _ account: DemoAccount = .creator) async throws {
    self.instance = instance
    token = try await instance.signIn(account)
  }

  /// A text of four sections that build on each other.
  static let text = """
    # Replication

    ## What a log is

    A log is a sequence of records that only grows at its end. Each record has a position, and positions never change.
    Because a log only grows, readers can follow it without locks, and two readers always see the same order of records.

    ## Leaders and followers

    A leader is the only node that appends to the log. A follower copies the log of its leader, record by record. When
    a follower has copied a record, it tells the leader its position in the log, so that the leader knows how far every
    follower has come.

    ## Quorums

    A quorum is a majority of the nodes. A record of the log is committed once a quorum of leader and followers has
    copied it. Two quorums always have a node in common, which is why a committed record of the log is never lost.

    ## Elections

    An election chooses a new leader when the old leader has failed. Followers vote for a candidate whose log is at
    least as long as their own, and a candidate needs a quorum of votes. Therefore a new leader has every committed
    record of the log.
    """

  /// Brings a text and cuts it; answers the content's id.
  func cut(_ text: String = ContentClient.text, title: String = "Replication") async throws -> String {
    let id = try await create(["text": .string(text)], title: title)
    try await instance.application.jobs.runDue()
    return id
  }

  func create(_ source: JSONObject, title: String, atomize: Bool = true) async throws -> String {
    let response = try await mutate(
      "createContent",
      ["kind": "DOCUMENT", "source": .object(source), "title": .string(title), "atomize": .boolean(atomize)],
      "content { id }")
    return try #require(response.text("data.createContent.content.id"), "\(response)")
  }

  func createAtom(_ title: String, in content: String? = nil, _ more: JSONObject = [:]) async throws -> String {
    var input: JSONObject = ["title": .string(title), "body": .string("All about \(title)."), "kind": "TEXT"]
    if let content { input.append(key: "contentId", value: .string(content)) }
    for member in more.members { input.append(key: member.key, value: member.value) }
    let response = try await mutate("createAtom", input, "atom { id }")
    return try #require(response.text("data.createAtom.atom.id"), "\(response)")
  }

  /// Says that one atom is to be known before another.
  @discardableResult
  func require(_ prerequisite: String, before atom: String, as token: String? = nil) async throws -> TestResponse {
    let input: JSONObject = ["fromId": .string(atom), "toId": .string(prerequisite), "relation": "PREREQUISITE"]
    return try await mutate("linkAtoms", input, "from { id }", as: token)
  }

  /// Runs a mutation with an input; its user errors are answered, too.
  func mutate(
    _ field: String, _ input: JSONObject, _ selection: String, as other: String? = nil
  ) async throws -> TestResponse {
    let type = field.prefix(1).uppercased() + field.dropFirst() + "Input"
    let text = """
      mutation ($input: \(type)!) {
        \(field)(input: $input) {
          \(selection)
          userErrors {
            __typename code message field
            ... on StaleVersionError { currentVersion current { id } }
            ... on StateError { currentState }
          }
        }
      }
      """
    return try await instance.query(text, ["input": .object(input)], token: other ?? token)
  }

  /// One member of all atoms of a content, in order.
  func atoms(_ content: String, _ member: String = "id", as other: String? = nil) async throws -> [String] {
    let text = "query ($id: ID!) { content(id: $id) { atoms(first: 100) { nodes { \(member) } } } }"
    return try await instance.query(text, ["id": .string(content)], token: other ?? token)
      .texts("data.content.atoms.nodes", member)
  }

  /// The fields of an object by its id, through `node`.
  func node(_ id: String, _ selection: String, as other: String? = nil) async throws -> TestResponse {
    try await instance.query(
      "query ($id: ID!) { node(id: $id) { \(selection) } }", ["id": .string(id)], token: other ?? token)
  }
}

extension String {
  /// The row key of a global id.
  var rowKey: Int64 { Int64(split(separator: "_").last ?? "") ?? 0 }
}
