import DemoContent
import GraphQLJSON
import GraphQLPostgres
import Postgres
import Testing

@testable import AtlasServer

@Suite("Atoms: writing, linking, learning")
struct AtomTests {
  @Test("an atom is written at its place, changed in what is given, moved and deleted")
  func writing() async throws {
    try await withInstance { instance in
      let creator = try await ContentClient(instance)
      let content = try await creator.cut()
      let count = try await creator.atoms(content).count
      let second = try await creator.createAtom(
        "Second", in: content, ["sequence": .integer(2), "concepts": ["place"]])
      let order = try await creator.atoms(content)
      #expect(order.count == count + 1 && order[1] == second, "\(order)")
      let fields = "atom { version title sequence concepts difficulty estimatedTime source { id } }"
      let changed = try await creator.mutate(
        "updateAtom",
        [
          "id": .string(second), "difficulty": .number("0.25"), "estimatedTime": "PT2M",
          "expectedVersion": .integer(1),
        ],
        fields)
      #expect(changed.text("data.updateAtom.atom.estimatedTime") == "PT2M", "\(changed)")
      #expect(changed["data.updateAtom.atom.concepts"] == ["place"])
      let stale = try await creator.mutate(
        "updateAtom", ["id": .string(second), "title": "x", "expectedVersion": .integer(1)], fields)
      #expect(stale.text("data.updateAtom.userErrors.0.current.id") == second, "\(stale)")
      let endless = try await creator.mutate("updateAtom", ["id": .string(second), "estimatedTime": "P2D"], fields)
      #expect(endless.text("data.updateAtom.userErrors.0.field.1") == "estimatedTime", "\(endless)")
      let alone = try await creator.mutate("updateAtom", ["id": .string(second), "contentId": .null], fields)
      #expect(alone["data.updateAtom.atom.source"] == .null, "\(alone)")
      #expect(try await creator.atoms(content).contains(second) == false)
      let back = try await creator.mutate(
        "updateAtom", ["id": .string(second), "contentId": .string(content), "sequence": .integer(1)], fields)
      #expect(back.text("data.updateAtom.atom.source.id") == content, "\(back)")
      #expect(try await creator.atoms(content).first == second)
      let deleted = try await creator.mutate("deleteAtom", ["id": .string(second)], "deletedId")
      #expect(deleted.text("data.deleteAtom.deletedId") == second, "\(deleted)")
      let other = try await instance.signIn(.instructor)
      let first = try #require(try await creator.atoms(content).first)
      for (field, input) in [
        ("createAtom", ["contentId": .string(content), "title": "x", "body": "x", "kind": "TEXT"]),
        ("updateAtom", ["id": .string(first), "title": "x"]), ("deleteAtom", ["id": .string(first)]),
      ] as [(String, JSONObject)] {
        let selection = field == "deleteAtom" ? "deletedId" : "atom { id }"
        let refused = try await creator.mutate(field, input, selection, as: other)
        #expect(refused.text("data.\(field).userErrors.0.code") == "FORBIDDEN", "\(refused)")
      }
    }
  }

  @Test("lists of atoms are ordered, narrowed, paged from both ends and counted; a cursor is good for its list alone")
  func lists() async throws {
    try await withInstance { instance in
      let creator = try await ContentClient(instance)
      var ids: [String] = []
      for (index, difficulty) in ["0.9", "0.1", "0.5", "0.5"].enumerated() {
        ids.append(
          try await creator.createAtom(
            "Turnip \(index)", in: nil,
            ["difficulty": .number(difficulty), "concepts": ["turnips", .string("row \(index % 2)")]]))
      }
      let text = """
        query ($filter: AtomFilter, $orderBy: AtomOrder, $first: Int, $after: String, $last: Int) {
          atoms(filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last) {
            totalCount nodes { id } pageInfo { hasNextPage hasPreviousPage endCursor }
          }
        }
        """
      let filter: JSONValue = ["concepts": ["turnips"]]
      func list(_ variables: JSONObject) async throws -> TestResponse { try await instance.query(text, variables) }
      let byDifficulty: JSONValue = ["field": "DIFFICULTY", "direction": "ASC"]
      let first = try await list(["filter": filter, "orderBy": byDifficulty, "first": .integer(3)])
      #expect(first.texts("data.atoms.nodes", "id") == [ids[1], ids[2], ids[3]], "\(first)")
      #expect(first.integer("data.atoms.totalCount") == 4)
      let cursor = try #require(first["data.atoms.pageInfo.endCursor"])
      let rest = try await list(["filter": filter, "orderBy": byDifficulty, "after": cursor])
      #expect(rest.texts("data.atoms.nodes", "id") == [ids[0]])
      let last = try await list(["filter": filter, "orderBy": byDifficulty, "last": .integer(2)])
      #expect(last.texts("data.atoms.nodes", "id") == [ids[3], ids[0]])
      let foreign = try await list(["filter": filter, "after": cursor])
      #expect(foreign.code == "BAD_USER_INPUT", "\(foreign)")
      let latest = try await list(["filter": filter, "orderBy": ["field": "CREATED_AT", "direction": "DESC"]])
      #expect(latest.texts("data.atoms.nodes", "id") == Array(ids.reversed()))
      let narrow: JSONValue = [
        "concepts": ["turnips", "row 1"], "difficulty": ["min": .number("0.3")], "search": "turnip",
      ]
      #expect(try await list(["filter": narrow]).texts("data.atoms.nodes", "id") == [ids[3]])
    }
  }

  @Test("what is to be known before comes in study order, to a depth, by one statement for all atoms")
  func closure() async throws {
    try await withInstance { instance in
      let creator = try await ContentClient(instance)
      var ids: [String] = []
      for name in ["root", "a", "x", "y", "deep"] { ids.append(try await creator.createAtom(name)) }
      let (root, a, x, y, deep) = (ids[0], ids[1], ids[2], ids[3], ids[4])
      // root needs a and y, a needs x, x needs y, y needs deep: by depth alone x would come before y.
      for (atom, prerequisite) in [(root, a), (root, y), (a, x), (x, y), (y, deep)] {
        #expect(try await creator.require(prerequisite, before: atom)["data.linkAtoms.userErrors"] == [])
      }
      let text = """
        query ($ids: [ID!]!, $depth: Int!) {
          nodes(ids: $ids) {
            ... on Atom { prerequisites { id } dependencies { id } prerequisiteClosure(depth: $depth) { id } }
          }
        }
        """
      let log = StatementLog()
      let all = try await StatementLog.$current.withValue(log) {
        try await instance.query(text, ["ids": .array(ids.map { .string($0) }), "depth": .integer(10)])
      }
      #expect(all.texts("data.nodes.0.prerequisiteClosure", "id") == [deep, y, x, a], "\(all)")
      #expect(all.texts("data.nodes.1.prerequisiteClosure", "id") == [deep, y, x])
      #expect(all.texts("data.nodes.4.prerequisiteClosure", "id") == [])
      #expect(all.texts("data.nodes.3.dependencies", "id") == [root, x])
      #expect(log.entries.filter { $0.name == "content.prerequisiteClosure" }.count == 1)
      let near = try await instance.query(text, ["ids": [.string(root)], "depth": .integer(2)])
      #expect(near.texts("data.nodes.0.prerequisiteClosure", "id") == [deep, y, x, a], "\(near)")
      let nearest = try await instance.query(text, ["ids": [.string(root)], "depth": .integer(1)])
      #expect(nearest.texts("data.nodes.0.prerequisiteClosure", "id") == [y, a], "\(nearest)")
    }
  }

  @Test("a link that closes a cycle is refused, also by a chain; a relation may go anywhere and stands both ways")
  func cycles() async throws {
    try await withInstance { instance in
      let creator = try await ContentClient(instance)
      let one = try await creator.createAtom("one")
      let two = try await creator.createAtom("two")
      let three = try await creator.createAtom("three")
      try await creator.require(one, before: two)
      try await creator.require(two, before: three)
      for (first, second) in [(two, one), (three, one)] {
        let refused = try await creator.require(first, before: second)
        #expect(refused.text("data.linkAtoms.userErrors.0.code") == "CONFLICT", "\(refused)")
      }
      let itself = try await creator.require(one, before: one)
      #expect(itself.text("data.linkAtoms.userErrors.0.code") == "INVALID", "\(itself)")
      let related: JSONObject = ["fromId": .string(three), "toId": .string(one), "relation": "RELATED"]
      let linked = try await creator.mutate("linkAtoms", related, "from { related { id } } to { related { id } }")
      #expect(linked.texts("data.linkAtoms.from.related", "id") == [one], "\(linked)")
      #expect(linked.texts("data.linkAtoms.to.related", "id") == [three])
      let other = try await instance.signIn(.instructor)
      let foreign = try await creator.require(one, before: three, as: other)
      #expect(foreign.text("data.linkAtoms.userErrors.0.code") == "FORBIDDEN", "\(foreign)")
    }
  }

  @Test("of two who close a cycle from both sides at the same moment, one is refused")
  func race() async throws {
    try await withInstance { instance in
      let creator = try await ContentClient(instance)
      for round in 0..<10 {
        let one = try await creator.createAtom("one \(round)")
        let two = try await creator.createAtom("two \(round)")
        async let first = creator.require(one, before: two)
        async let second = creator.require(two, before: one)
        let codes = [try await first, try await second].map { $0.text("data.linkAtoms.userErrors.0.code") }
        #expect(codes.filter { $0 == "CONFLICT" }.count == 1 && codes.filter { $0 == nil }.count == 1, "\(codes)")
      }
    }
  }

  @Test("completing counts once, moves the standing, and says what it unlocked")
  func completing() async throws {
    try await withInstance { instance in
      let creator = try await ContentClient(instance)
      let learner = try await instance.register("ada")
      let first = try await creator.createAtom("first")
      let second = try await creator.createAtom("second")
      let last = try await creator.createAtom("last", in: nil, ["estimatedTime": "PT10M"])
      try await creator.require(first, before: last)
      try await creator.require(second, before: last)
      func state() async throws -> String? {
        try await creator.node(last, "... on Atom { viewerState }", as: learner).text("data.node.viewerState")
      }
      func complete(_ atom: String, _ time: JSONValue = .null) async throws -> TestResponse {
        try await creator.mutate(
          "completeAtom", ["atomId": .string(atom), "timeSpent": time],
          "atom { viewerState } progress { version timeSpent lastEvent { kind } } unlocked { id }", as: learner)
      }
      #expect(try await state() == "LOCKED")
      let one = try await complete(first, "PT5M")
      #expect(one.text("data.completeAtom.atom.viewerState") == "COMPLETED", "\(one)")
      #expect(one["data.completeAtom.unlocked"] == [] && one.integer("data.completeAtom.progress.version") == 2)
      #expect(one.text("data.completeAtom.progress.timeSpent") == "PT5M")
      let two = try await complete(second)
      #expect(two.texts("data.completeAtom.unlocked", "id") == [last], "\(two)")
      #expect(try await state() == "AVAILABLE")
      let again = try await complete(second)
      #expect(again["data.completeAtom.unlocked"] == [] && again.integer("data.completeAtom.progress.version") == 3)
      let long = try await complete(last, "P2D")
      #expect(long.text("data.completeAtom.userErrors.0.field.1") == "timeSpent", "\(long)")
      let missing = try await complete("atom_999999")
      #expect(missing.text("data.completeAtom.userErrors.0.code") == "NOT_FOUND")
      let visitor = try await instance.query("{ atom(id: \"\(last)\") { title viewerState } }")
      #expect(visitor.text("data.atom.title") == "last" && visitor["data.atom.viewerState"] == .null, "\(visitor)")
    }
  }

  @Test("the next atom of a content that was begun is in progress")
  func inProgress() async throws {
    try await withInstance { instance in
      let creator = try await ContentClient(instance)
      let learner = try await instance.register("ada")
      let content = try await creator.create(["text": "x"], title: "By hand", atomize: false)
      var ids: [String] = []
      for name in ["one", "two", "three"] { ids.append(try await creator.createAtom(name, in: content)) }
      #expect(try await creator.node(ids[0], "id", as: learner)["data.node"] == .null)
      _ = try await instance.run("update atoms set published = true where content_id = \(content.rowKey)")
      _ = try await instance.run("update contents set status = 'COMPLETED' where id = \(content.rowKey)")
      _ = try await creator.mutate("completeAtom", ["atomId": .string(ids[0])], "atom { id }", as: learner)
      let states = try await creator.atoms(content, "viewerState", as: learner)
      #expect(states == ["COMPLETED", "IN_PROGRESS", "AVAILABLE"])
    }
  }
}
