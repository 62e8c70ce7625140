import GraphQLEngine
import GraphQLHTTP
import GraphQLJSON
import GraphQLSchema
import GraphQLSyntax
import Testing

@testable import AtlasServer

@Suite("Access matrix: every field with a rule, for everybody, as the SDL says")
struct AccessMatrixTests {
  /// How an operation comes to a field. What guards a field must not depend on it.
  enum Form: CaseIterable {
    case plain, alias, fragment, inlineFragment, twice

    func operation(_ type: OperationType, _ root: String, _ selection: String) -> String {
      switch self {
      case .plain: "\(type.name) { \(selection) }"
      case .alias: "\(type.name) { other: \(selection) }"
      case .fragment: "\(type.name) { ...F } fragment F on \(root) { \(selection) }"
      case .inlineFragment: "\(type.name) { ... on \(root) @include(if: true) { \(selection) } }"
      case .twice: "\(type.name) { \(selection) ... on \(root) { \(selection) } }"
      }
    }
  }

  @Test("every root field of queries and mutations, also by alias and fragment")
  func rootFields() async throws {
    try await withInstance { instance in
      let world = try await AccessWorld(instance)
      let schema = instance.application.engine.schema
      for (type, operations) in [
        (OperationType.query, AccessOperations.query), (.mutation, AccessOperations.mutation),
      ] {
        let root = try #require(schema.rootType(type))
        #expect(Set(root.fields.map(\.name)) == Set(operations.keys))
        for field in root.fields {
          let expectation = try #require(AccessExpectation(field), "\(field.name)")
          let selection = try #require(operations[field.name], "\(field.name)")
          for actor in AccessActor.allCases {
            for form in type == .query ? Form.allCases : [.plain, .alias, .fragment] {
              let text = fresh(world.filled(form.operation(type, root.name, selection)))
              let response = try await instance.query(text, token: world.credential(of: actor))
              // What belongs to somebody else is missing, where the field may be null.
              let isMissing = expectation.rule == "OWNER" && isNothing(response["data"])
              #expect(
                (isAllowed(response) && !isMissing) == expectation.allows(actor),
                "\(field.name) \(actor) \(form): \(response)")
            }
          }
        }
      }
    }
  }

  @Test("every root field of subscriptions")
  func subscriptions() async throws {
    try await withInstance { instance in
      let relay = Task { await instance.application.run() }
      let world = try await AccessWorld(instance)
      let root = try #require(instance.application.engine.schema.rootType(.subscription))
      #expect(Set(root.fields.map(\.name)) == Set(AccessOperations.subscription.keys))
      for field in root.fields {
        let expectation = try #require(AccessExpectation(field))
        let selection = try #require(AccessOperations.subscription[field.name])
        for actor in AccessActor.allCases {
          for form in [Form.plain, .alias, .fragment] {
            let head = TestInstance.head(token: try await world.credential(of: actor), accept: "text/event-stream")
            let body = TestInstance.body(world.filled(form.operation(.subscription, root.name, selection)))
            let isStream = if case .stream = await instance.answer(head, body) { true } else { false }
            #expect(isStream == expectation.allows(actor), "\(field.name) \(actor) \(form)")
          }
        }
      }
      relay.cancel()
      await relay.value
    }
  }

  @Test("every guarded field below the root, through node, nodes and aliases")
  func nestedFields() async throws {
    try await withInstance { instance in
      let world = try await AccessWorld(instance)
      let schema = instance.application.engine.schema
      let roots = Set(OperationType.allCases.compactMap { schema.rootType($0)?.name })
      let guarded = schema.types.filter { $0.kind == .object && !roots.contains($0.name) }.flatMap { type in
        type.fields.filter { $0.directive("auth") != nil }.map { (type, $0) }
      }
      let known = Set(AccessOperations.nested.keys).union(AccessOperations.nestedInQueries.keys)
      #expect(Set(guarded.map { "\($0.0.name).\($0.1.name)" }) == known)
      for (type, field) in guarded {
        let expectation = try #require(AccessExpectation(field))
        if let (selection, path) = AccessOperations.nestedInQueries["\(type.name).\(field.name)"] {
          for actor in AccessActor.allCases {
            let response = try await instance.query("{ \(selection) }", token: world.credential(of: actor))
            let isThere = response["data.\(path)"] ?? .null
            #expect(
              (isAllowed(response) && isThere != .null) == expectation.allows(actor),
              "\(type.name).\(field.name) \(actor): \(response)")
          }
          continue
        }
        let (id, selection) = try #require(AccessOperations.nested["\(type.name).\(field.name)"])
        for actor in AccessActor.allCases {
          for operation in [
            "{ node(id: \"\(id)\") { ... on \(type.name) { \(selection) } } }",
            "{ nodes(ids: [\"\(id)\", \"\(id)\"]) { ...F } } fragment F on \(type.name) { x: \(selection) }",
          ] {
            let response = try await instance.query(world.filled(operation), token: world.credential(of: actor))
            let isThere = response["data.node"] ?? response["data.nodes.0"] ?? .null
            #expect(
              (isAllowed(response) && isThere != .null) == expectation.allows(actor),
              "\(type.name).\(field.name) \(actor): \(response)")
          }
        }
      }
    }
  }

  @Test("what belongs to one user is missing for everybody else, exactly like what does not exist")
  func ownObjects() async throws {
    try await withInstance { instance in
      let world = try await AccessWorld(instance)
      for (typeName, id) in AccessOperations.ownObjects {
        let prefix = world.filled(id).prefix { $0 != "_" }
        for actor in AccessActor.allCases {
          let token = try await world.credential(of: actor)
          let text = { (id: String) in "{ node(id: \"\(id)\") { __typename id } }" }
          let response = try await instance.query(text(world.filled(id)), token: token)
          let missing = try await instance.query(text("\(prefix)_999999999"), token: token)
          if actor == .learner {
            #expect(response.text("data.node.__typename") == typeName)
          } else {
            #expect(response.description == missing.description, "\(typeName) \(actor)")
          }
        }
      }
    }
  }

  /// Each registration needs an address of its own.
  private func fresh(_ text: String) -> String {
    text.replacing("<FRESH>", with: "m\(UInt64.random(in: .min ... .max))")
  }

  /// Whether every root field was answered by null.
  private func isNothing(_ data: JSONValue?) -> Bool {
    data?.objectValue?.members.allSatisfy { $0.value == .null } ?? true
  }

  /// Whether nothing was refused, whatever else went wrong.
  private func isAllowed(_ response: TestResponse) -> Bool {
    let codes = (response["errors"]?.arrayValue ?? []).compactMap { $0.at("extensions.code")?.stringValue }
    return !codes.contains { ["UNAUTHENTICATED", "FORBIDDEN", "NOT_FOUND"].contains($0) }
  }
}
