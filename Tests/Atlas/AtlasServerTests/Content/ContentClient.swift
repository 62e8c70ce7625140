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

  /// A text of four sections that build on each other, each long enough for an atom of its own.
  static let text = """
    # Replication

    ## What a log is

    A log is a sequence of records that only grows at its end. Each record has a position, and positions never change.
    Because a log only grows, readers can follow it without locks, and two readers always see the same order of
    records. A program that starts again reads the log from the last position that it has kept, and applies every
    record behind it. So the log is the truth, and everything else is a view of it that can be made anew. A log
    becomes too long at some time: then a snapshot takes the place of its oldest records. The snapshot says up to
    which position of the log it goes, and the records behind that position stay as they are.

    ## Leaders and followers

    A leader is the only node that appends to the log. A follower copies the log of its leader, record by record. When
    a follower has copied a record, it tells the leader its position in the log, so that the leader knows how far
    every follower has come. A follower that was away asks for the records behind its own position and soon has them
    all. Clients send their changes to the leader; a follower that is asked to change something names the leader
    instead. The leader sends a heartbeat to every follower, even when the log does not grow. A follower that hears no
    heartbeat for a while knows that its leader may be dead, or that the network between leader and follower is.

    ## Quorums

    A quorum is a majority of the nodes. A record of the log is committed once a quorum of leader and followers has
    copied it. Two quorums always have a node in common, which is why a committed record of the log is never lost. Of
    five nodes, three are a quorum, so two nodes may fail and the cluster still commits. Of four nodes, three are a
    quorum as well, which is why nobody runs a cluster of four: it costs more and stands no more failures. A leader
    without a quorum behind it appends records that are never committed, and its clients get no answer. A quorum may
    also be asked before a record is read, so that the reader sees nothing older than what was committed.

    ## Elections

    An election chooses a new leader when the old leader has failed. Followers vote for a candidate whose log is at
    least as long as their own, and a candidate needs a quorum of votes. Therefore a new leader has every committed
    record of the log. Each election has a term, which is a number that only grows, and a node votes once in a term.
    When two candidates share the votes, no candidate has a quorum, and the election is held again in the next term.
    Nodes wait for a random time before they become a candidate, so that the second election seldom ends like the
    first. An old leader that comes back sees the higher term in the first heartbeat that it hears, and becomes a
    follower.
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
