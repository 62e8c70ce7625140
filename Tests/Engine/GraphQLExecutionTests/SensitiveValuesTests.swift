import GraphQLEngine
import GraphQLJSON
import GraphQLSchema
import GraphQLSyntax
import Testing

@Suite("Sensitive values are told to nobody")
struct SensitiveValuesTests {
  private static let secret = "hunter2"

  private static let sdl = """
    directive @sensitive(kind: String = "PII") on ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION
    directive @key(value: String! @sensitive) on FIELD
    enum Colour { RED }
    input Account {
      name: String! password: String @sensitive colour: Colour @sensitive inner: Account all: [Account!]
      card: Card @sensitive
    }
    input Card { number: Int! }
    input Open { text: String n: Int }
    interface Login { login(code: Int): Int }
    type A implements Login { login(code: Int @sensitive): Int }
    type Query {
      login(password: String! @sensitive, plain: String): Int
      register(input: Account!, open: Open): Int
      any: Login
    }
    """

  private func errors(_ text: String, _ variables: JSONObject = [:]) throws -> [String] {
    let server = try TestServer(Self.sdl)
    let request = GraphQLRequest(query: Array(text.utf8), variables: variables)
    guard case .failure(let failure) = server.engine.prepare(request) else { return [] }
    return failure.errors.map(\.message)
  }

  @Test(
    "no message about a literal in a sensitive place quotes it",
    arguments: [
      "{ login(password: [hunter2]) }", "{ login(password: {a: \"hunter2\"}) }", "{ login(password: hunter2) }",
      "{ register(input: {name: 1, password: hunter2}) }", "{ register(input: {password: \"hunter2\"}) }",
      "{ register(input: {name: \"a\", pasword: \"hunter2\"}) }", "{ register(input: \"hunter2\") }",
      "{ register(input: {name: \"a\", colour: hunter2}) }", "{ register(input: {name: \"a\", colour: \"hunter2\"}) }",
      "{ register(input: {name: \"a\", card: {number: \"hunter2\", hunter2: 1}}) }",
      "{ register(input: {name: \"a\", card: \"hunter2\"}) }",
      "{ register(input: {name: \"a\", all: [{password: \"hunter2\"}]}) }",
      "{ any { login(code: \"hunter2\") } }", "{ login(password: \"a\") @key(value: hunter2) }",
      "query ($p: String! = hunter2) { login(password: $p) }",
      "query ($a: Account! = {password: \"hunter2\"}) { register(input: $a) }",
    ])
  func literals(text: String) throws {
    let messages = try errors(text)
    #expect(!messages.isEmpty)
    #expect(!messages.contains { $0.contains(Self.secret) }, "\(messages)")
  }

  @Test("no message about a variable in a sensitive place quotes it")
  func variables() throws {
    let secret = JSONValue.string(Self.secret)
    let login = "query ($p: String!) { login(password: $p) }"
    #expect(
      try errors(login, ["p": .array([secret])])
        == [#"Variable "$p" has invalid value: Expected value of type "String", found a hidden value."#])
    let register = "query ($a: Account!) { register(input: $a) }"
    let values: [JSONValue] = [
      secret, .array([secret]), .object(["password": secret]),
      .object(["name": .string("a"), "password": .array([secret])]),
      .object(["name": .string("a"), "pasword": secret]), .object(["name": .string("a"), "colour": secret]),
      .object(["name": .string("a"), "card": .object([Self.secret: secret, "number": secret])]),
      .object(["name": .string("a"), "inner": .object(["password": secret])]),
    ]
    for value in values {
      let messages = try errors(register, ["a": value])
      #expect(!messages.isEmpty)
      #expect(!messages.contains { $0.contains(Self.secret) }, "\(messages)")
    }
    let nested = "query ($p: String, $c: Int) { register(input: {name: \"a\", password: $p}) any { login(code: $c) } }"
    let messages = try errors(nested, ["p": .array([secret]), "c": secret])
    #expect(messages.count == 2)
    #expect(!messages.contains { $0.contains(Self.secret) }, "\(messages)")
  }

  @Test("what is not sensitive is quoted as ever")
  func others() throws {
    #expect(
      try errors("{ login(password: \"a\", plain: 12) }") == ["String cannot represent a non string value: 12"])
    #expect(
      try errors("query ($o: Open) { register(input: {name: \"a\"}, open: $o) }", ["o": .object(["n": .string("x")])])
        == [#"Variable "$o" has invalid value at .n: Int cannot represent non-integer value: "x""#])
    #expect(try errors("{ register(input: {name: 12}) }") == ["String cannot represent a non string value: 12"])
  }

  @Test("logs show the variables without what is sensitive, and without what fits nothing")
  func masking() throws {
    let server = try TestServer(Self.sdl)
    let text =
      "query ($p: String!, $a: Account!, $n: Int, $o: Open) { login(password: $p) register(input: $a, open: $o) any { login(code: $n) } }"
    let secret = JSONValue.string(Self.secret)
    let account: JSONObject = [
      "name": .string("Ada"), "password": secret, "colour": .null, "card": .object(["number": secret]),
      "pasword": secret,
      "all": .array([.object(["name": .string("Bob"), "password": secret]), secret]), "inner": .null,
    ]
    let request = GraphQLRequest(
      query: Array(text.utf8),
      variables: [
        "p": secret, "a": .object(account), "n": secret, "o": .object(["text": .string("open")]), "P": secret,
      ])
    let everything = JSONObject(request.variables.members.map { ($0.key, .string("***")) })
    #expect(server.engine.maskedVariables(of: request) == everything)
    // Now the document is known, though the variables do not fit.
    _ = server.engine.prepare(request)
    let mask = JSONValue.string("***")
    #expect(
      server.engine.maskedVariables(of: request) == [
        "p": mask,
        "a": .object([
          "name": .string("Ada"), "password": mask, "colour": mask, "card": mask, "pasword": mask,
          "all": .array([.object(["name": .string("Bob"), "password": mask]), mask]), "inner": .null,
        ]), "n": mask, "o": .object(["text": .string("open")]), "P": mask,
      ])
  }
}
