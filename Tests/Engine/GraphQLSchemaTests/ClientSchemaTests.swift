import GraphQLJSON
import GraphQLSchema
import GraphQLSyntax
import Testing

@Suite("Client schemas")
struct ClientSchemaTests {
  private func build(_ types: String, _ rest: String = "") throws -> Schema {
    let json = try JSONParser.parse("{\"__schema\": {\"types\": [\(types)]\(rest)}}")
    return try ClientSchema.build(json.objectValue ?? JSONObject())
  }

  private let query = """
    {"kind": "OBJECT", "name": "Query", "description": "The root.", "interfaces": [], "fields": [
      {"name": "a", "args": [
        {"name": "x", "type": {"kind": "NON_NULL", "ofType": {"kind": "ENUM", "name": "E"}}, "defaultValue": "Y"}],
       "type": {"kind": "LIST", "ofType": {"kind": "SCALAR", "name": "Int"}},
       "isDeprecated": true, "deprecationReason": "old"}]}
    """

  @Test("types, arguments, defaults and deprecations are read")
  func types() throws {
    let schema = try build(
      query + """
        , {"kind": "ENUM", "name": "E", "enumValues": [{"name": "X"}, {"name": "Y", "description": "Why."}]},
        {"kind": "SCALAR", "name": "Int"}, {"kind": "SCALAR", "name": "Date", "specifiedByURL": "u"},
        {"kind": "UNION", "name": "U", "possibleTypes": [{"kind": "OBJECT", "name": "Query"}]},
        {"kind": "INPUT_OBJECT", "name": "I", "isOneOf": true,
         "inputFields": [{"name": "i", "type": {"kind": "INPUT_OBJECT", "name": "I"}}]}
        """,
      """
      , "queryType": {"name": "Query"}, "directives": [
        {"name": "d", "isRepeatable": true, "locations": ["FIELD"], "args": []}]
      """)
    #expect(
      SchemaPrinter.print(schema)
        == """
        directive @d repeatable on FIELD

        \"\"\"The root.\"\"\"
        type Query {
          a(x: E! = Y): [Int] @deprecated(reason: "old")
        }

        enum E {
          X

          \"\"\"Why.\"\"\"
          Y
        }

        scalar Date @specifiedBy(url: "u")

        union U = Query

        input I @oneOf {
          i: I
        }
        """)
    #expect(schema.type(named: "__Schema") != nil)
  }

  @Test("an answer that lacks something is refused with what it lacks")
  func incomplete() throws {
    #expect(throws: (any Error).self) { try ClientSchema.build(["data": .null]) }
    let expected = GraphQLError(
      "Invalid or incomplete schema, unknown type: E. Ensure that a full introspection query is used in order to build "
        + "a client schema.")
    #expect(throws: expected) { try build(query) }
    #expect(throws: GraphQLError("Introspection result missing interfaces: { kind: \"OBJECT\", name: \"A\" }.")) {
      try build("{\"kind\": \"OBJECT\", \"name\": \"A\"}")
    }
    #expect(throws: GraphQLError("Decorated type deeper than introspection query.")) {
      try build(
        """
        {"kind": "INPUT_OBJECT", "name": "I", "inputFields": [{"name": "i", "type": {"kind": "LIST"}}]}
        """)
    }
  }
}
