import GraphQLJSON
import GraphQLPostgres
import Postgres
import Testing

@testable import AtlasServer

@Suite("Conversations: the list")
struct ConversationListTests {
  private let list = """
    query ($first: Int, $after: String, $last: Int, $before: String, $counted: Boolean = true) {
      conversations(first: $first, after: $after, last: $last, before: $before) {
        totalCount @include(if: $counted) edges { cursor node { id } } nodes { id title archivedAt }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      }
    }
    """

  @Test("the latest comes first and what is archived last, forwards and backwards")
  func order() async throws {
    try await withInstance { instance in
      let ada = try await GroupLearner("ada", instance)
      var ids: [String] = []
      for number in 0..<7 { ids.append(try await ada.startConversation("Talk \(number)")) }
      for number in [5, 1, 3] { _ = try await ada.archive(ids[number]) }
      let expected = [6, 4, 2, 0, 3, 1, 5].map { ids[$0] }
      let whole = try await ada.query(list, ["first": 100])
      #expect(whole.texts("data.conversations.nodes", "id") == expected, "\(whole)")
      #expect(whole.integer("data.conversations.totalCount") == 7)
      let archived = whole["data.conversations.nodes"]?.arrayValue?.map { $0.at("archivedAt") != .null } ?? []
      #expect(archived == [false, false, false, false, true, true, true])
      for backward in [false, true] { #expect(try await walked(backward, ada) == expected) }
      let none = try await ada.query(list, ["first": 0])
      #expect(none.texts("data.conversations.nodes", "id") == [] && none.integer("data.conversations.totalCount") == 7)
    }
  }

  @Test("conversations of one moment each have their place")
  func sameMoment() async throws {
    try await withInstance { instance in
      let ada = try await GroupLearner("ada", instance)
      let begin: Query = """
        insert into conversations (user_id, title, archived_at)
        select \(ada.key), 'Talk ' || n, case when n % 2 = 0 then now() end from generate_series(1, 12) n
        """
      try await instance.application.database.write(begin.onBehalf(of: .system))
      let whole = try await ada.query(list, ["first": 100]).texts("data.conversations.nodes", "id")
      #expect(Set(whole).count == 12)
      for backward in [false, true] { #expect(try await walked(backward, ada) == whole) }
    }
  }

  @Test("what comes and goes while pages are read makes none come twice, and what stays is not left out")
  func changesBetweenPages() async throws {
    try await withInstance { instance in
      let ada = try await GroupLearner("ada", instance)
      var ids: [String] = []
      for number in 0..<8 { ids.append(try await ada.startConversation("Talk \(number)")) }
      let first = try await ada.query(list, ["first": 3])
      var read = first.texts("data.conversations.nodes", "id")
      // One comes new, one that was read moves to the top, and one of the next page is put away.
      _ = try await ada.startConversation("New")
      _ = try await ada.archive(ids[6])
      _ = try await ada.archive(ids[6], false)
      _ = try await ada.archive(ids[3])
      var cursor = try #require(first["data.conversations.pageInfo.endCursor"])
      for _ in 0..<5 {
        let page = try await ada.query(list, ["first": 3, "after": cursor])
        read += page.texts("data.conversations.nodes", "id")
        guard page["data.conversations.pageInfo.hasNextPage"] == true else { break }
        cursor = try #require(page["data.conversations.pageInfo.endCursor"])
      }
      #expect(Set(read).count == read.count, "\(read)")
      #expect(Set(read) == Set(ids), "\(read)")
    }
  }

  @Test("everybody has a list of their own, and its cursors are good for it alone")
  func owners() async throws {
    try await withInstance { instance in
      let (ada, ben) = (try await GroupLearner("ada", instance), try await GroupLearner("ben", instance))
      for number in 0..<3 { _ = try await ada.startConversation("Talk \(number)") }
      let mine = try await ada.query(list, ["first": 1])
      let other = try await ben.query(list, ["first": 100])
      #expect(other.texts("data.conversations.nodes", "id") == [], "\(other)")
      #expect(other.integer("data.conversations.totalCount") == 0)
      let cursor = try #require(mine["data.conversations.pageInfo.endCursor"])
      // A cursor says where a page begins, and shows nothing.
      let borrowed = try await ben.query(list, ["after": cursor])
      #expect(borrowed.texts("data.conversations.nodes", "id") == [], "\(borrowed)")
      let groups = try await ada.query(
        "query ($after: String) { studyGroups(after: $after) { nodes { id } } }", ["after": cursor])
      #expect(groups.code == "BAD_USER_INPUT", "\(groups)")
      for refused: JSONObject in [["first": 101], ["first": 1, "last": 1], ["after": "x"], ["first": -1]] {
        #expect(try await ada.query(list, refused).code == "BAD_USER_INPUT")
      }
      #expect(try await instance.query(list).code == "UNAUTHENTICATED")
    }
  }

  @Test("a list costs the same statements for few and many, and counts only when asked")
  func statements() async throws {
    try await withInstance { instance in
      let ada = try await GroupLearner("ada", instance)
      for number in 0..<9 { _ = try await ada.startConversation("Talk \(number)", ["labId": "lab_1"]) }
      let text = """
        query ($first: Int, $counted: Boolean!) {
          conversations(first: $first) {
            totalCount @include(if: $counted)
            nodes { title subject { __typename } user { id } usage { promptTokens } messages(first: 2) { totalCount } }
          }
        }
        """
      func names(_ first: Int, counted: Bool) async throws -> [String] {
        let log = StatementLog()
        let response = try await StatementLog.$current.withValue(log) {
          try await ada.query(text, ["first": .integer(first), "counted": .boolean(counted)])
        }
        #expect(response["data.conversations.nodes"]?.arrayValue?.count == first, "\(response)")
        return log.entries.map(\.name)
      }
      let few = try await names(1, counted: false)
      #expect(try await names(9, counted: false) == few)
      #expect(Set(try await names(9, counted: true)).subtracting(few) == ["tutor.conversationCount"])
    }
  }

  private func walked(_ backward: Bool, _ learner: GroupLearner) async throws -> [String] {
    var walked: [String] = []
    var cursor: JSONValue?
    for _ in 0..<20 {
      var variables: JSONObject = [backward ? "last" : "first": 2]
      if let cursor { variables.append(key: backward ? "before" : "after", value: cursor) }
      let page = try await learner.query(list, variables)
      let found = page.texts("data.conversations.nodes", "id")
      walked = backward ? found + walked : walked + found
      let info = "data.conversations.pageInfo"
      guard page["\(info).\(backward ? "hasPreviousPage" : "hasNextPage")"] == true else { break }
      cursor = page["\(info).\(backward ? "startCursor" : "endCursor")"]
    }
    return walked
  }
}
