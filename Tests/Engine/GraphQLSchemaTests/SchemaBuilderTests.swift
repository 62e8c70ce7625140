import GraphQLSchema
import GraphQLSyntax
import Testing

@Suite("Building schemas")
struct SchemaBuilderTests {
  @Test("definitions and extensions make one type")
  func extensions() throws {
    let schema = try SchemaBuilder.build(
      """
      type Query { a: Int }
      extend type Query implements I @d { b: [S!]! }
      interface I { b: [S!]! }
      scalar S
      extend scalar S @specifiedBy(url: "x")
      directive @d on OBJECT
      """)
    let query = try #require(schema.rootType(.query))
    #expect(query.fields.map(\.name) == ["a", "b"])
    #expect(schema.name(query.fields[1].type) == "[S!]!")
    #expect(query.interfaces.map { schema[$0].name } == ["I"])
    #expect(query.directive("d") != nil)
    #expect(schema.type(named: "S")?.specifiedByURL == "x")
  }

  @Test("without a schema definition the default names make root types")
  func defaultRoots() throws {
    let schema = try SchemaBuilder.build("type Query { a: Int } type Mutation { a: Int }")
    #expect(schema.rootType(.mutation)?.name == "Mutation")
    let named = try SchemaBuilder.build("schema { query: Query } type Query { a: Int } type Mutation { a: Int }")
    #expect(named.rootType(.mutation) == nil)
  }

  @Test("a type in an extending document is a root type only if that document says so")
  func rootsOfExtensions() throws {
    let base = try Parser.parse("type Query { a: Int }")
    let silent = SchemaBuilder.build([base], extensions: [try Parser.parse("type Mutation { a: Int }")])
    #expect(silent.rootType(.mutation) == nil)
    let explicit = SchemaBuilder.build(
      [base], extensions: [try Parser.parse("type M { a: Int } extend schema { mutation: M }")])
    #expect(explicit.rootType(.mutation)?.name == "M")
    #expect(explicit.rootType(.query)?.name == "Query")
  }

  @Test("built-in scalars are there where they are used, String and Boolean always")
  func builtInScalars() throws {
    let schema = try SchemaBuilder.build("type Query { a: ID }")
    #expect(schema.type(named: "ID") != nil)
    #expect(schema.type(named: "Float") == nil)
    #expect(schema.type(named: "Boolean") != nil)
    #expect(schema.type(named: "__Type") != nil)
    #expect(schema.directives.map(\.name) == ["include", "skip", "deprecated", "specifiedBy", "oneOf"])
  }

  @Test("a document cannot replace what the specification defines, but its directives come first")
  func builtInsStay() throws {
    let schema = try SchemaBuilder.build("union String = Query type Query { a: Int } directive @skip(x: Int) on FIELD")
    #expect(schema.type(named: "String")?.kind == .scalar)
    #expect(schema.directive(named: "skip")?.arguments.map(\.name) == ["x"])
  }
}
