import DemoContent
import GraphQLJSON
import GraphQLPostgres
import Postgres
import Testing

@testable import AtlasServer

@Suite("Study groups: found, listed, changed")
struct GroupListTests {
  private let list = """
    query ($filter: StudyGroupFilter, $first: Int, $after: String, $last: Int, $before: String, $counted: Boolean = true) {
      studyGroups(filter: $filter, first: $first, after: $after, last: $last, before: $before) {
        totalCount @include(if: $counted) nodes { id name visibility }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      }
    }
    """

  @Test("groups come by name, forwards and backwards, and private ones for their members alone")
  func order() async throws {
    try await withInstance { instance in
      let ada = try await GroupLearner("ada", instance)
      let other = try await GroupLearner("ben", instance)
      for number in 0..<12 {
        _ = try await ada.found("Same", visibility: ["PUBLIC", "INVITE_ONLY", "PRIVATE"][number % 3])
      }
      for (learner, hidden) in [(ada, 4), (other, 0)] {
        let whole = try await learner.query(list, ["first": 100])
        let ids = whole.texts("data.studyGroups.nodes", "id")
        #expect(whole.integer("data.studyGroups.totalCount") == ids.count, "\(whole)")
        let names = whole.texts("data.studyGroups.nodes", "name")
        #expect(names == names.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) })
        #expect(whole.texts("data.studyGroups.nodes", "visibility").count { $0 == "PRIVATE" } == hidden)
        for backward in [false, true] {
          #expect(try await walked(backward, learner) == ids)
        }
      }
      let foreign = try await ada.query(list, ["first": 1])
      let cursor = try #require(foreign["data.studyGroups.pageInfo.endCursor"])
      let refused = try await ada.query(list, ["after": cursor, "filter": ["topic": "Other"]])
      #expect(refused.code == "BAD_USER_INPUT", "\(refused)")
    }
  }

  private func walked(_ backward: Bool, _ learner: GroupLearner) async throws -> [String] {
    var walked: [String] = []
    var cursor: JSONValue?
    for _ in 0..<50 {
      var variables: JSONObject = [backward ? "last" : "first": 3]
      if let cursor { variables.append(key: backward ? "before" : "after", value: cursor) }
      let page = try await learner.query(list, variables)
      let found = page.texts("data.studyGroups.nodes", "id")
      walked = backward ? found + walked : walked + found
      let info = "data.studyGroups.pageInfo"
      guard page["\(info).\(backward ? "hasPreviousPage" : "hasNextPage")"] == true else { break }
      cursor = page["\(info).\(backward ? "startCursor" : "endCursor")"]
    }
    return walked
  }

  @Test("filters hold together, and members are looked for only in the caller's own groups")
  func filters() async throws {
    try await withInstance { instance in
      let (ada, ben) = (try await GroupLearner("ada", instance), try await GroupLearner("ben", instance))
      let full = try await ada.found("Full up", maxMembers: 2)
      try await ben.join(full)
      let other = try await ada.found("Half empty")
      func names(_ learner: GroupLearner, _ filter: JSONObject) async throws -> [String] {
        let found = try await learner.query(list, ["filter": .object(filter), "first": 100])
        let names = found.texts("data.studyGroups.nodes", "name")
        #expect(found.integer("data.studyGroups.totalCount") == names.count, "\(found)")
        return names
      }
      #expect(try await names(ada, ["memberId": .string(ada.id)]) == ["Full up", "Half empty"])
      #expect(try await names(ben, ["memberId": .string(ada.id)]) == ["Full up"])
      #expect(try await names(ada, ["memberId": .string(ada.id), "hasRoom": true]) == ["Half empty"])
      #expect(try await names(ada, ["hasRoom": false]) == ["Full up"])
      #expect(try await names(ada, ["memberId": "group_1"]) == [])
      #expect(try await names(ada, ["search": "raft papers"]) == ["Raft from the ground up"])
      #expect(try await names(ada, ["search": "half -full"]) == ["Half empty"])
      #expect(try await names(ada, ["topic": "Consensus"]) == ["Raft from the ground up"])
      #expect(try await names(ada, ["visibility": "INVITE_ONLY"]) == ["Storage engines under the hood"])
      #expect(try await names(ada, ["visibility": "PRIVATE"]) == [])
      for search in ["'; --", "\"", "!!!", "   "] {
        #expect(try await ada.query(list, ["filter": ["search": .string(search)]])["errors"] == nil)
      }
      #expect(try await ada.query("{ studyGroup(id: \"\(other)\") { id } }").text("data.studyGroup.id") == other)
      #expect(try await ada.query("{ studyGroup(id: \"user_1\") { id } }")["data"] == ["studyGroup": .null])
    }
  }

  @Test("a list costs the same statements for few and many groups, and counts only when asked")
  func statements() async throws {
    try await withInstance { instance in
      let ada = try await GroupLearner("ada", instance)
      for number in 0..<20 { _ = try await ada.found("Group \(number)") }
      let text = """
        query ($first: Int, $counted: Boolean!) {
          studyGroups(first: $first) {
            totalCount @include(if: $counted)
            nodes { name focus { __typename } createdBy { id } members(first: 2) { totalCount nodes { user { id } } } }
          }
          viewer { groups(first: $first) { totalCount @include(if: $counted) nodes { name } } }
        }
        """
      func names(_ first: Int, counted: Bool) async throws -> [String] {
        let log = StatementLog()
        let response = try await StatementLog.$current.withValue(log) {
          try await ada.query(text, ["first": .integer(first), "counted": .boolean(counted)])
        }
        #expect(response["data.studyGroups.nodes"]?.arrayValue?.count == first, "\(response)")
        #expect(response["data.viewer.groups.nodes"]?.arrayValue?.count == min(first, 20), "\(response)")
        return log.entries.map(\.name)
      }
      let few = try await names(1, counted: false)
      #expect(try await names(20, counted: false) == few)
      let counted = try await names(20, counted: true)
      #expect(Set(counted).subtracting(few) == ["studyGroups.count", "studyGroups.totalsOfUsers"])
    }
  }

  @Test("the caller's groups come in the order they joined them, page by page, and are nobody else's to read")
  func ofUser() async throws {
    try await withInstance { instance in
      let (ada, ben) = (try await GroupLearner("ada", instance), try await GroupLearner("ben", instance))
      for name in ["Zebra", "Apple", "Mango"] { _ = try await ada.found(name, visibility: "PRIVATE") }
      let text = """
        query ($id: ID!, $after: String) {
          node(id: $id) {
            ... on User { groups(first: 2, after: $after) { totalCount nodes { name } pageInfo { hasNextPage endCursor } } }
          }
        }
        """
      let first = try await ada.query(text, ["id": .string(ada.id)])
      #expect(first.texts("data.node.groups.nodes", "name") == ["Zebra", "Apple"], "\(first)")
      #expect(first["data.node.groups.totalCount"] == 3 && first["data.node.groups.pageInfo.hasNextPage"] == true)
      let cursor = try #require(first["data.node.groups.pageInfo.endCursor"])
      let second = try await ada.query(text, ["id": .string(ada.id), "after": cursor])
      #expect(second.texts("data.node.groups.nodes", "name") == ["Mango"], "\(second)")
      let denied = try await ben.query(text, ["id": .string(ada.id)])
      #expect(denied["data.node.groups"] == .null && denied.code == "FORBIDDEN", "\(denied)")
    }
  }
}
