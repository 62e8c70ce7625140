import GraphQLSchema
import Testing

@testable import GraphQLCaching

@Suite("Keys of answers")
struct ResponseKeyTests {
  private func policy() throws -> CachePolicy {
    try Library.policy("query ($a: String, $b: String) { books(filter: {genre: $a}) { title } }")
  }

  private func key(
    _ policy: CachePolicy, _ values: [String: InputValue] = [:], scope: String = "visitors"
  ) -> ResponseKey {
    ResponseKey(policy: policy, values: values, scope: CacheScope(scope))
  }

  @Test("equal questions of one scope are equal")
  func equal() throws {
    let policy = try policy()
    let left = key(policy, ["a": .string("x"), "b": .int(1)])
    let right = key(policy, ["b": .int(1), "a": .string("x")])
    #expect(left == right)
    #expect(left.hashValue == right.hashValue)
  }

  @Test("another scope or another plan is another question")
  func scopes() throws {
    let policy = try policy()
    #expect(key(policy, scope: "user 1") != key(policy, scope: "user 2"))
    #expect(key(policy) != key(try self.policy()))
  }

  @Test("different values make different keys, however alike they look")
  func values() throws {
    let policy = try policy()
    let object = InputObject([("x", .null)])
    let values: [InputValue?] = [
      nil, .null, .boolean(true), .boolean(false), .int(1), .int(128), .int(-1), .float(1), .float(-0.0), .float(0),
      .number("1"), .string("1"), .enumValue("1"), .string(""), .list([]), .list([.null]), .list([.list([])]),
      .list([.null, .null]), .object(InputObject()), .object(object), .object(InputObject([("x", .string(""))])),
      .string("é"), .string("e\u{301}"),
    ]
    let keys = values.map { key(policy, $0.map { ["a": $0] } ?? [:]) }
    #expect(Set(keys).count == keys.count)
  }

  @Test("what belongs to one value cannot be taken for a part of the next, nor of the scope")
  func borders() throws {
    let policy = try policy()
    #expect(
      key(policy, ["a": .string("xy"), "b": .string("")]) != key(policy, ["a": .string("x"), "b": .string("y")]))
    #expect(key(policy, ["a": .null]) != key(policy, ["b": .null]))
    #expect(key(policy, ["a": .null], scope: "") != key(policy, [:], scope: "\u{1}"))
  }

  @Test("the values of variables that the operation does not have make no difference")
  func others() throws {
    let policy = try policy()
    #expect(key(policy, ["z": .int(1)]) == key(policy))
  }
}
