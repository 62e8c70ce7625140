import AtlasKernel
import GraphQLEngine
import GraphQLExecution
import GraphQLJSON
import GraphQLSchema
import Testing

@testable import AtlasServer

@Suite("Node: every type that has a global id can be asked for by it")
struct NodeTypeTests {
  @Test("the types that implement Node are those with a prefix, and each has a loader")
  func types() async throws {
    try await withInstance { instance in
      let schema = instance.application.engine.schema
      let node = try #require(schema.type(named: "Node"))
      let types = schema.types.filter { $0.kind == .object && $0.interfaces.contains(node.id) }.map(\.name)
      #expect(Set(types) == Set(EntityKind.allCases.map(\.typeName)))
      for kind in EntityKind.allCases {
        let missing = try await instance.query("{ node(id: \"\(kind.rawValue)_999999999\") { id } }")
        #expect(missing["errors"] == nil && missing["data.node"] == .null, "\(kind): \(missing)")
      }
    }
  }
}
