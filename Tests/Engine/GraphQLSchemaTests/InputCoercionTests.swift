import GraphQLJSON
import GraphQLSchema
import GraphQLSyntax
import Testing

@Suite("Input coercion")
struct InputCoercionTests {
  private let schema: Schema

  init() throws {
    schema = try SchemaBuilder.build(
      """
      enum Size { SMALL LARGE }
      scalar Any
      input Range { min: Int = 1, max: Int!, sizes: [Size!] = [SMALL], any: Any }
      input Key @oneOf { id: ID, range: Range }
      input Loop { loop: Loop = {} }
      type Query { f(a: Range, b: Key, c: [[Int]], d: [Size!]!, e: Loop): Int }
      """)
  }

  private func type(_ text: String) throws -> TypeReference {
    let parsed = try Parser.parseType(text)
    return try #require(schema.typeReference(parsed.document, parsed.type))
  }

  private func value(_ json: String, _ name: String) throws -> InputValue? {
    schema.coerceValue(try JSONParser.parse(json), to: try type(name))
  }

  private func literal(_ text: String, _ name: String, _ variables: [String: InputValue] = [:]) throws -> InputValue? {
    let parsed = try Parser.parseValue(text)
    return schema.coerceLiteral(parsed.document, parsed.value, to: try type(name), variables: variables)
  }

  private func problems(_ text: String, _ name: String, _ variables: [String: InputValue]? = nil) throws -> [String] {
    let parsed = try Parser.parseValue(text)
    return schema.problems(of: parsed.value, in: parsed.document, type: try type(name), variables: variables)
      .map { "\($0.message)\($0.place)" }
  }

  @Test("defaults of fields are filled in, in the order of the definition")
  func defaults() throws {
    let expected = InputValue.object(
      InputObject([("min", .int(1)), ("max", .int(2)), ("sizes", .list([.enumValue("SMALL")]))]))
    #expect(try value(#"{"max": 2}"#, "Range") == expected)
    #expect(try literal("{ max: 2 }", "Range") == expected)
  }

  @Test("a single value stands for a list")
  func lists() throws {
    #expect(try value("1", "[[Int]]") == .list([.list([.int(1)])]))
    #expect(try value("[1, null]", "[[Int]]") == .list([.list([.int(1)]), .null]))
    #expect(try literal("SMALL", "[Size!]!") == .list([.enumValue("SMALL")]))
    #expect(try value("[null]", "[Size!]!") == nil)
    #expect(try literal("null", "[Size!]") == .null)
  }

  @Test("an object with an unknown or without a required field does not fit")
  func objects() throws {
    #expect(try value(#"{"max": 1, "mx": 1}"#, "Range") == nil)
    #expect(try value("{}", "Range") == nil)
    #expect(try literal("{ max: 1, mx: 1 }", "Range") == nil)
  }

  @Test("a oneOf object has exactly one field, and not null")
  func oneOf() throws {
    #expect(try value(#"{"id": 7}"#, "Key") == .object(InputObject([("id", .string("7"))])))
    #expect(try value(#"{"id": null}"#, "Key") == nil)
    #expect(try value(#"{"id": 7, "range": null}"#, "Key") == nil)
    #expect(try literal("{ id: $id }", "Key", ["id": .string("7")]) == .object(InputObject([("id", .string("7"))])))
    #expect(try literal("{ id: $id }", "Key") == nil)
  }

  @Test("variables without a value are null in lists and absent in objects")
  func missingVariables() throws {
    #expect(try literal("[$a, 2]", "[Int]") == .list([.null, .int(2)]))
    #expect(try literal("[$a]", "[Int!]") == nil)
    let range = try literal("{ min: $a, max: 3, any: { x: $a, y: [$a, $b] } }", "Range", ["b": .int(4)])
    guard case .object(let object)? = range else { return #expect(range != nil) }
    #expect(object["min"] == .int(1))
    #expect(object["any"] == .object(InputObject([("y", .list([.null, .int(4)]))])))
  }

  @Test("defaults that contain themselves end somewhere")
  func endlessDefault() throws {
    #expect(try value("{}", "Loop") == nil)
  }

  @Test("problems come with their place and in the words of the reference implementation")
  func problemMessages() throws {
    #expect(
      try problems("{ max: null, sizes: [SMALL, SMAL], mx: $x }", "Range") == [
        #"Expected value of non-null type "Int!" not to be null. at .max"#,
        #"Value "SMAL" does not exist in "Size" enum. Did you mean the enum value "SMALL"? at .sizes[1]"#,
        """
        Expected value of type "Range" not to include unknown field "mx". Did you mean "max"? \
        Found: { max: null, sizes: [SMALL, SMAL], mx: $x }.
        """,
      ])
    #expect(try problems("{ max: $x }", "Range") == [])
    #expect(
      try problems("{ max: $x }", "Range", [:])
        == [#"Expected variable "$x" provided to type "Int!" to provide a runtime value. at .max"#])
  }

  @Test("a message quotes at most 50 characters of a value")
  func longMessage() throws {
    let quoted = "\"" + String(repeating: "x", count: 49) + "…"
    #expect(
      try problems("\"\(String(repeating: "x", count: 5000))\"", "Range")
        == ["Expected value of type \"Range\" to be an object, found: \(quoted)."])
  }
}
