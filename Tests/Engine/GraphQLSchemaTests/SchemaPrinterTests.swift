import GraphQLSchema
import GraphQLSyntax
import Testing

@Suite("Printing schemas")
struct SchemaPrinterTests {
  private func reprinted(_ sdl: String) throws -> String { SchemaPrinter.print(try SchemaBuilder.build(sdl)) }

  @Test("every kind of definition is printed as it was written")
  func roundTrip() throws {
    let source = """
      directive @d(a: Int = 1, b: [E!]!) repeatable on FIELD | OBJECT

      \"\"\"The query.\"\"\"
      type Query implements A & B {
        a: Int

        \"\"\"A field.\"\"\"
        b(x: Int = 1, y: I = { z: [1, null] }): [E!]! @deprecated
        c(
          \"\"\"An argument.\"\"\"
          x: Int
          y: Int

          \"\"\"
          Of two
          lines.
          \"\"\"
          z: Int
        ): Int @deprecated(reason: "b is \\"better\\"")
      }

      interface A implements B {
        a: Int
      }

      interface B {
        a: Int
      }

      union U = Query

      enum E {
        X

        \"\"\"A value.\"\"\"
        Y @deprecated
      }

      input I @oneOf {
        z: [Int]
      }

      scalar S @specifiedBy(url: "https://example.com")
      """
    #expect(try reprinted(source) == source)
  }

  @Test("the schema is defined only where that says something")
  func schemaDefinition() throws {
    #expect(try reprinted("schema { query: Query } type Query { a: Int }") == "type Query {\n  a: Int\n}")
    #expect(
      try reprinted("schema { query: Q } type Q { a: Int }") == "schema {\n  query: Q\n}\n\ntype Q {\n  a: Int\n}")
    #expect(
      try reprinted("\"d\" schema { query: Query } type Query")
        == "\"\"\"d\"\"\"\nschema {\n  query: Query\n}\n\ntype Query")
    #expect(
      try reprinted("schema { query: Query } type Query type Mutation")
        == "schema {\n  query: Query\n}\n\ntype Query\n\ntype Mutation")
    #expect(try reprinted("scalar A") == "scalar A")
  }

  @Test("a description that a block string cannot hold is quoted")
  func descriptions() throws {
    #expect(try reprinted("\" \\u0001\" scalar A") == "\" \\u0001\"\nscalar A")
    #expect(try reprinted("\"\" scalar A") == "\"\"\"\"\"\"\nscalar A")
  }

  @Test("applied directives that the specification does not define are not printed")
  func appliedDirectives() throws {
    #expect(try reprinted("scalar A @x type B @y { c: A @z }") == "scalar A\n\ntype B {\n  c: A\n}")
  }

  @Test("one type can be printed alone")
  func oneType() throws {
    let schema = try SchemaBuilder.build("type Query { a: A } enum A { B }")
    let type = try #require(schema.type(named: "A"))
    #expect(SchemaPrinter.print(type, of: schema) == "enum A {\n  B\n}")
  }
}
