import GraphQLExecution
import GraphQLJSON
import GraphQLSchema
import GraphQLSyntax
import Testing

@Suite("Results of scalars and enums")
struct ResultCoercionTests {
  private func coerce(_ value: String, to type: String) throws -> String {
    let schema = try SchemaBuilder.build(
      "enum Level { LOW } scalar Any type Query { l: Level a: Any i: Int f: Float id: ID }")
    let type = try #require(schema.type(named: type))
    do {
      let result = try schema.coerceResult(try JSONParser.parse(value), to: type)
      return String(decoding: result.serialized(), as: UTF8.self)
    } catch let error as GraphQLError {
      return error.message
    }
  }

  @Test(
    "scalars take what loses nothing",
    arguments: [
      ("1.0", "Int", "1"), ("true", "Int", "1"), (#""-12""#, "Int", "-12"), (#""1.5e1""#, "Float", "15"),
      ("0.10", "Float", "0.10"), ("false", "Float", "0"), ("1e3", "String", #""1000""#), ("true", "String", #""true""#),
      ("0", "Boolean", "false"), ("7", "ID", #""7""#), ("7.0", "ID", #""7""#), (#""LOW""#, "Level", #""LOW""#),
      ("[1]", "Any", "[1]"),
    ])
  func accepted(value: String, type: String, result: String) throws {
    #expect(try coerce(value, to: type) == result)
  }

  @Test(
    "all else is an error that shows the value",
    arguments: [
      ("1.5", "Int", "Int cannot represent non-integer value: 1.5"),
      (#""nan""#, "Int", #"Int cannot represent non-integer value: "nan""#),
      (#""0x10""#, "Float", #"Float cannot represent non numeric value: "0x10""#),
      (#""""#, "Float", #"Float cannot represent non numeric value: """#),
      ("2147483648", "Int", "Int cannot represent non 32-bit signed integer value: 2147483648"),
      ("[]", "String", "String cannot represent value: []"),
      (#""true""#, "Boolean", #"Boolean cannot represent a non boolean value: "true""#),
      ("1.5", "ID", "ID cannot represent value: 1.5"),
      (#""HIGH""#, "Level", #"Enum "Level" cannot represent value: "HIGH""#),
    ])
  func refused(value: String, type: String, message: String) throws {
    #expect(try coerce(value, to: type) == message)
  }
}
