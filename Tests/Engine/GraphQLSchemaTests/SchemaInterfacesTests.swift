import GraphQLSchema
import Testing

@Suite("Schema validation: interfaces")
struct SchemaInterfacesTests {
  private func errors(_ interface: String, _ type: String) throws -> [String] {
    try schemaErrors("type Query { q: T }\ninterface I { \(interface) }\ntype T implements I { \(type) }")
  }

  @Test("a type implements interfaces, each once, and not itself")
  func declarations() throws {
    #expect(
      try schemaErrors("type Query implements Query & I & I { a: Int }\ninterface I implements I { a: Int }") == [
        "Type Query must only implement Interface types, it cannot implement Query. (1:23)",
        "Type Query can only implement I once. (1:31, 1:35)",
        "Type I cannot implement itself because it would create a circular reference. (2:24)",
      ])
  }

  @Test("a type implements what its interfaces implement")
  func ancestors() throws {
    #expect(
      try schemaErrors(
        "type Query implements A { a: Int }\ninterface A implements B { a: Int }\ninterface B { a: Int }") == [
          "Type Query must implement B because it is implemented by A. (2:24, 1:23)"
        ])
    #expect(
      try schemaErrors(
        "type Query { a: Int }\ninterface A implements B { a: Int }\ninterface B implements A { a: Int }") == [
          "Type A cannot implement B because it would create a circular reference. (3:24, 2:24)",
          "Type B cannot implement A because it would create a circular reference. (2:24, 3:24)",
        ])
  }

  @Test("the fields of an interface are there with the same or a narrower type")
  func fields() throws {
    #expect(try errors("a: I b: [Int]", "a: T! b: [Int!]!").isEmpty)
    #expect(
      try errors("a: Int", "b: Int") == ["Interface field I.a expected but T does not provide it. (2:15, 3:1)"])
    #expect(
      try errors("a: Int!", "a: Int") == [
        "Interface field I.a expects type Int! but T.a is type Int. (2:18, 3:26)"
      ])
  }

  @Test("the arguments of an interface's field are there with the same type, others are optional")
  func arguments() throws {
    #expect(try errors("a(x: Int): Int", "a(x: Int, y: Int, z: Int! = 1): Int").isEmpty)
    #expect(
      try errors("a(x: Int): Int", "a: Int") == [
        "Interface field argument I.a(x:) expected but T.a does not provide it. (2:17, 3:23)"
      ])
    #expect(
      try errors("a(x: Int): Int", "a(x: Int!): Int") == [
        "Interface field argument I.a(x:) expects type Int but T.a(x:) is type Int!. (2:20, 3:28)"
      ])
    #expect(
      try errors("a: Int", "a(x: Int!): Int") == [
        "Argument \"T.a(x:)\" must not be required type \"Int!\" if not provided by the Interface field \"I.a\". "
          + "(3:25, 2:15)"
      ])
  }

  @Test("a field is deprecated only where that of the interface is")
  func deprecation() throws {
    #expect(try errors("a: Int @deprecated", "a: Int @deprecated").isEmpty)
    #expect(
      try errors("a: Int", "a: Int @deprecated") == [
        "Interface field I.a is not deprecated, so implementation field T.a must not be deprecated. (3:30, 3:26)"
      ])
  }
}
