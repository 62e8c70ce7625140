import GraphQLJSON
import GraphQLSchema
import GraphQLSyntax
import Testing

@testable import GraphQLConstraints

/// Operations on a schema with every kind of constraint.
struct Workshop {
  static let directive = """
    directive @constraint(
      minLength: Int, maxLength: Int, pattern: String, format: String, min: Float, max: Float, minItems: Int, maxItems: Int
    ) on ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION

    """

  static let sdl = """
    input Account {
      name: String! @constraint(minLength: 3, maxLength: 8)
      slug: String @constraint(maxLength: 20, pattern: "^[a-z]+(-[a-z]+)*$")
      tags: [String!] @constraint(maxItems: 2, minLength: 1)
      age: Int = 20 @constraint(min: 18, max: 99)
      share: Float @constraint(max: 0.5)
      friends: [Account!]
      inner: Account
      key: ID @constraint(format: "uuid")
      plain: String
    }
    input Free { text: String }
    interface Node { id: ID! rename(to: String @constraint(maxLength: 4)): Node }
    type A implements Node { id: ID! rename(to: String @constraint(maxLength: 4)): Node }
    type B implements Node { id: ID! rename(to: String @constraint(maxLength: 4)): Node }
    type Query {
      nodes(ids: [ID!]! @constraint(minItems: 1, maxItems: 3)): [Node]
      take(first: Int = 5 @constraint(min: 1), input: Account, inputs: [Account!], free: Free): Int
    }
    """

  let rules: ConstraintRules

  init(_ sdl: String = Workshop.sdl) throws {
    rules = ConstraintRules(try SchemaBuilder.build(Self.directive + sdl))
  }

  func checks(_ text: String, _ conditions: [String: Bool] = [:], limit: Int = 50) throws -> ConstraintChecks? {
    let document = try Parser.parse(text)
    let operation = try #require(document.operations.first { _ in true })
    return rules.checks(document, operation: operation, conditions: conditions, limit: limit)
  }

  func errors(
    _ text: String, _ variables: [String: InputValue] = [:], limit: Int = 50
  ) throws -> [GraphQLError] {
    try checks(text, limit: limit)?.errors(variables, limit: limit) ?? []
  }

  func messages(_ text: String, _ variables: [String: InputValue] = [:]) throws -> [String] {
    try errors(text, variables).map(\.message)
  }
}

@Suite("Constraints of arguments and input fields")
struct ConstraintTests {
  private let shop: Workshop

  init() throws { shop = try Workshop() }

  @Test("lengths count code points, on both sides of each limit")
  func lengths() throws {
    for name in ["abc", "abcdefgh", "éé\u{1F600}"] { #expect(try shop.messages(take(name)) == [], "\(name)") }
    for name in ["ab", "abcdefghi", "e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}"] {
      #expect(try shop.messages(take(name)) == ["input.name must be between 3 and 8 characters long."], "\(name)")
    }
  }

  @Test("numbers have bounds, with or without a point")
  func numbers() throws {
    #expect(try shop.messages(#"{ take(first: 1, input: {name: "abc", age: 18, share: 0.5}) }"#) == [])
    #expect(
      try shop.messages(#"{ take(first: 0, input: {name: "abc", age: 100, share: 0.75}) }"#) == [
        "first must be at least 1.", "input.age must be between 18 and 99.", "input.share must be at most 0.5.",
      ])
  }

  @Test("lists have bounds, and their items too; what is too long is not looked at further")
  func lists() throws {
    #expect(try shop.messages(#"{ nodes(ids: ["1", "2", "3"]) { id } }"#) == [])
    #expect(try shop.messages(#"{ nodes(ids: "1") { id } }"#) == [])
    #expect(try shop.messages("{ nodes(ids: []) { id } }") == ["ids must have between 1 and 3 items."])
    #expect(
      try shop.messages(#"{ nodes(ids: ["1", "2", "3", "4"]) { id } }"#) == ["ids must have between 1 and 3 items."])
    #expect(
      try shop.messages(#"{ take(input: {name: "abc", tags: ["a", ""]}) }"#) == ["input.tags[1] must not be empty."])
    #expect(
      try shop.messages(#"{ take(input: {name: "abc", tags: ["", "", ""]}) }"#)
        == ["input.tags must have at most 2 items."])
  }

  @Test("patterns and formats are asked of texts")
  func forms() throws {
    #expect(try shop.messages(#"{ take(input: {name: "abc", slug: "a-b"}) }"#) == [])
    #expect(
      try shop.messages(#"{ take(input: {name: "abc", slug: "a--b", key: "1"}) }"#) == [
        "input.slug does not have the form that is asked for.", "input.key must be a UUID.",
      ])
  }

  @Test("nested objects and lists are looked through, and every violation is told with its place, path and coordinate")
  func nested() throws {
    let errors = try shop.errors(
      """
      query ($n: String!) {
        take(inputs: [{name: "abc"}, {name: $n, inner: {name: "abc", friends: [{name: "x"}]}}])
        more: take(first: -1)
      }
      """, ["n": .string("")])
    #expect(
      errors.map(\.message) == [
        "inputs[1].name must be between 3 and 8 characters long.",
        "inputs[1].inner.friends[0].name must be between 3 and 8 characters long.", "first must be at least 1.",
      ])
    #expect(errors.allSatisfy { $0.code == .validationError && $0.path == nil })
    #expect(
      errors.map(\.locations) == [
        [.init(line: 2, column: 8)], [.init(line: 2, column: 8)], [.init(line: 3, column: 14)],
      ])
    #expect(errors[0].extensions["argument"] == .array([.string("inputs"), .integer(1), .string("name")]))
    #expect(errors[0].extensions["coordinate"] == .string("Account.name"))
    #expect(errors[2].extensions["coordinate"] == .string("Query.take(first:)"))
  }

  @Test("what is null or not given breaks nothing")
  func absent() throws {
    #expect(try shop.messages(#"{ take(first: null, input: {name: "abc", age: null, tags: null}) }"#) == [])
    #expect(try shop.messages("query ($f: Int, $i: Account) { take(first: $f, input: $i) }") == [])
    #expect(try shop.messages("query ($f: Int) { take(first: $f) }", ["f": .null]) == [])
  }

  @Test("values of variables are checked with each request, constants with the plan alone")
  func variables() throws {
    let checks = try #require(try shop.checks("query ($a: Account) { take(first: 0, input: $a) }"))
    let account: InputValue = .object(.init([("name", .string("x")), ("age", .int(1))]))
    #expect(checks.errors(["a": account], limit: 9).count == 3)
    #expect(checks.errors([:], limit: 9).map(\.message) == ["first must be at least 1."])
    #expect(try shop.checks(#"{ take(first: 1, input: {name: "abc"}, free: {text: "any"}) }"#) == nil)
    #expect(try shop.checks("query ($f: Free) { take(free: $f) }") == nil)
  }

  @Test("a field on an interface is told once, whatever its object turns out to be")
  func interfaces() throws {
    #expect(
      try shop.messages(#"{ nodes(ids: 1) { rename(to: "12345") { id } } }"#) == [
        "to must be at most 4 characters long."
      ])
    let text =
      #"query ($t: String) { nodes(ids: 1) { ...F ... on A { ...F } } } fragment F on Node { rename(to: $t) { id } }"#
    #expect(try shop.messages(text, ["t": .string("12345")]) == ["to must be at most 4 characters long."])
  }

  @Test("what @skip and @include leave out is not checked")
  func conditions() throws {
    let text = "query ($on: Boolean!) { take(first: 0) @include(if: $on) }"
    #expect(try shop.checks(text, ["on": false]) == nil)
    #expect(try shop.checks(text, ["on": true])?.errors([:], limit: 9).count == 1)
  }

  @Test("no more violations are told than asked for, however many there are")
  func limit() throws {
    let account: InputValue = .object(.init([("name", .string(""))]))
    let many: InputValue = .list(Array(repeating: account, count: 10_000))
    let text = "query ($a: [Account!]) { take(first: 0, inputs: $a) more: take(inputs: $a) }"
    #expect(try shop.errors(text, ["a": many], limit: 7).count == 7)
  }

  @Test("formats are what their documents say")
  func formats() throws {
    let good: [(ConstraintFormat, String)] = [
      (.email, "a.b+c@d.example"), (.uri, "https://example.org/a?b=c#d"), (.uri, "urn:isbn:1"), (.uri, "http://[::1]/"),
      (.uuid, "123e4567-e89b-12d3-a456-426614174000"), (.dateTime, "2026-11-21T08:00:00.5+01:00"),
      (.dateTime, "2026-11-21t08:00:60z"),
    ]
    let bad: [(ConstraintFormat, String)] = [
      (.email, "a@"), (.email, "a@b@c"), (.email, "ü@b"), (.email, "a@-b"), (.email, ""), (.uri, "/a"), (.uri, "a: b"),
      (.uri, "a:%2"), (.uuid, "123e4567e89b12d3a456426614174000"), (.uuid, "123e4567-e89b-12d3-a456-42661417400g"),
      (.dateTime, "2026-11-21T08:00:00"), (.dateTime, "2026-13-21T08:00:00Z"), (.dateTime, "2026-11-21T24:00:00Z"),
    ]
    for (format, text) in good { #expect(format.accepts(text), "\(text)") }
    for (format, text) in bad { #expect(!format.accepts(text), "\(text)") }
  }

  private func take(_ name: String) -> String { "{ take(input: {name: \"\(name)\"}) }" }
}

@Suite("What constraints say in vain")
struct ConstraintSchemaTests {
  @Test("a schema without mistakes has none")
  func valid() throws { #expect(try Workshop().rules.problems() == []) }

  @Test(
    "each mistake is found",
    arguments: [
      ("a: String @constraint(format: \"colour\")", "colour"),
      ("a: String @constraint(maxLength: 9, pattern: \"a{2}\")", "pattern"),
      ("a: String @constraint(pattern: \"a\")", "maxLength"),
      ("a: String @constraint(minLength: 3, maxLength: 2)", "meet"),
      ("a: String @constraint(maxLength: -1)", "negative"), ("a: String @constraint(maxItems: 1)", "no list"),
      ("a: Int @constraint(maxLength: 1)", "no text"), ("a: ID @constraint(min: 1)", "no number"),
      ("a: Int = 3 @constraint(max: 2)", "default"), ("a: [String] = [\"\"] @constraint(minLength: 1)", "a[0]"),
    ])
  func mistakes(argument: String, words: String) throws {
    let problems = try Workshop("type Query { f(\(argument)): Int }").rules.problems()
    #expect(problems.count == 1, "\(problems)")
    #expect(problems.first?.contains(words) == true, "\(problems)")
    let field = try Workshop("input In { \(argument) } type Query { f(i: In): Int }").rules.problems()
    #expect(field.count == 1, "\(field)")
  }
}
