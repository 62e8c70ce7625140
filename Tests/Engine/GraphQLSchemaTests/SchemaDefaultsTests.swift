import GraphQLSchema
import GraphQLSyntax
import Testing

@Suite("Schema validation: default values and input cycles")
struct SchemaDefaultsTests {
  @Test("a default is a value of its type")
  func defaults() throws {
    #expect(
      try schemaErrors(
        """
        type Query { a(x: [E] = [A, B], y: I = {c: 1}): Int }
        enum E { A C }
        input I { b: Int = "1" }
        """) == [
          "Query.a(x:) has invalid default value at [1]: Value \"B\" does not exist in \"E\" enum. "
            + "Did you mean the enum value \"A\" or \"C\"? (1:29)",
          "Query.a(y:) has invalid default value: Expected value of type \"I\" not to include unknown field \"c\". "
            + "Did you mean \"b\"? Found: { c: 1 }. (1:41)",
          "I.b has invalid default value: Int cannot represent non-integer value: \"1\" (3:20)",
        ])
  }

  @Test("a default that was not read from SDL is checked too, without a place")
  func defaultsWithoutSyntax() throws {
    let schema = try SchemaBuilder.build("type Query { a(x: Int = null): Int }")
    var parts = SchemaParts(schema)
    let query = parts.types[0]
    let type = query.fields[0].type
    parts.types[0].fields = [
      FieldDefinition(
        name: "a",
        arguments: [InputValueDefinition(name: "x", type: type, defaultValue: .string("1", isBlock: false))],
        type: type)
    ]
    #expect(
      told(SchemaValidator.validate(Schema(parts))) == [
        "Query.a(x:) has invalid default value: Int cannot represent non-integer value: \"1\""
      ])
  }

  @Test("no default contains itself")
  func defaultCycles() throws {
    let prefix = "Invalid circular reference. The default value of Input Object field "
    #expect(
      try schemaErrors("type Query { q: Int }\ninput A { x: A = {} }\ninput B { x: C = {} }\ninput C { y: [B] = [{}] }")
        == [
          prefix + "A.x references itself. (2:18)",
          prefix + "B.x references itself via the default values of: C.y. (3:18, 4:20)",
        ])
    #expect(try schemaErrors("type Query { q: Int } input A { x: A = {x: null} }").isEmpty)
  }

  @Test("every input object has a finite value")
  func finiteValues() throws {
    let suffix = "cannot be provided a finite value because it references itself through fields:"
    #expect(
      try schemaErrors("type Query { q: Int }\ninput A { b: B! }\ninput B { a: A! c: C! }\ninput C { n: [C!]! }") == [
        "Input Object A \(suffix) A.b, B.a. (2:11, 3:11)"
      ])
    #expect(
      try schemaErrors("type Query { q: Int }\ninput A @oneOf { a: A b: B }\ninput B @oneOf { a: A }") == [
        "Input Object A \(suffix) A.a. (2:18)", "Input Object A \(suffix) A.b, B.a. (2:23, 3:18)",
      ])
    #expect(try schemaErrors("type Query { q: Int } input A @oneOf { a: A n: Int }").isEmpty)
  }
}
