import GraphQLSchema
import Testing

@Suite("Schema changes")
struct SchemaChangesTests {
  private func changes(_ old: String, _ new: String) throws -> [String] {
    SchemaChanges.all(from: try SchemaBuilder.build(old), to: try SchemaBuilder.build(new))
      .map { "\($0.kind.rawValue) \($0.description)" }
  }

  @Test("a schema has not changed against itself, however it is written")
  func same() throws {
    #expect(
      try changes(
        "type Query { a(x: I = {a: 1, b: [{c: 2}]}): Int } input I { a: Int b: [I] c: Int }",
        "input I { c: Int b: [I] a: Int } type Query { a(x: I = {b: [{c: 2}], a: 1}): Int }"
      ).isEmpty)
  }

  @Test("types are removed or change their kind")
  func types() throws {
    #expect(
      try changes("type A { a: ID } enum B { X } union C = A", "type A { a: Int } input B { x: Int }") == [
        "TYPE_REMOVED C was removed.",
        "TYPE_REMOVED Standard scalar ID was removed because it is not referenced anymore.",
        "FIELD_CHANGED_KIND Field A.a changed type from ID to Int.",
        "TYPE_CHANGED_KIND B changed from an Enum type to an Input type.",
      ])
  }

  @Test("members of enums, unions and interfaces come and go")
  func members() throws {
    #expect(
      try changes(
        "enum E { A B } union U = T | S type T implements I { a: Int } type S implements J { a: Int } "
          + "interface I { a: Int } interface J { a: Int }",
        "enum E { B C } union U = S type T implements J { a: Int } type S implements J { a: Int } "
          + "interface I { a: Int } interface J { a: Int }") == [
          "VALUE_ADDED_TO_ENUM Enum value E.C was added.", "VALUE_REMOVED_FROM_ENUM Enum value E.A was removed.",
          "TYPE_REMOVED_FROM_UNION T was removed from union type U.",
          "IMPLEMENTED_INTERFACE_ADDED J added to interfaces implemented by T.",
          "IMPLEMENTED_INTERFACE_REMOVED T no longer implements interface I.",
        ])
  }

  @Test("results may become narrower, arguments wider")
  func safeTypes() throws {
    #expect(
      try changes("type A { a(x: Int!, y: [Int!]!): [Int] }", "type A { a(x: Int, y: [Int]): [Int!]! }").isEmpty)
    #expect(
      try changes("type A { a(x: Int): Int! }", "type A { a(x: Int!): Int }") == [
        "ARG_CHANGED_KIND Argument A.a(x:) has changed type from Int to Int!.",
        "FIELD_CHANGED_KIND Field A.a changed type from Int! to Int.",
      ])
  }

  @Test("arguments come, go, and change their defaults")
  func arguments() throws {
    #expect(
      try changes(
        "type A { a(v: Int, w: Int = 1, x: Int = 1, y: Int): Int }",
        "type A { a(w: Int, x: Int = 2, y: Int = 3, z: Int!, o: Int): Int }") == [
          "ARG_REMOVED Argument A.a(v:) was removed.", "ARG_DEFAULT_VALUE_CHANGE A.a(w:) defaultValue was removed.",
          "ARG_DEFAULT_VALUE_CHANGE A.a(x:) has changed defaultValue from 1 to 2.",
          "REQUIRED_ARG_ADDED A required argument A.a(z:) was added.",
          "OPTIONAL_ARG_ADDED An optional argument A.a(o:) was added.",
        ])
  }

  @Test("input fields come, go, and change")
  func inputFields() throws {
    #expect(
      try changes("input I { a: Int b: Int = 1 c: Int }", "input I { b: Int = 2 c: ID d: Int! e: Int }") == [
        "REQUIRED_INPUT_FIELD_ADDED A required field I.d was added.",
        "OPTIONAL_INPUT_FIELD_ADDED An optional field I.e was added.", "FIELD_REMOVED Field I.a was removed.",
        "INPUT_FIELD_DEFAULT_VALUE_CHANGE I.b has changed defaultValue from 1 to 2.",
        "FIELD_CHANGED_KIND Field I.c changed type from Int to ID.",
      ])
  }

  @Test("directives lose arguments, locations and repetition")
  func directives() throws {
    #expect(
      try changes(
        "directive @a on FIELD directive @b(x: Int) repeatable on FIELD | QUERY", "directive @b(y: Int!) on QUERY") == [
          "DIRECTIVE_REMOVED Directive @a was removed.",
          "REQUIRED_DIRECTIVE_ARG_ADDED A required argument @b(y:) was added.",
          "DIRECTIVE_ARG_REMOVED Argument @b(x:) was removed.",
          "DIRECTIVE_REPEATABLE_REMOVED Repeatable flag was removed from @b.",
          "DIRECTIVE_LOCATION_REMOVED FIELD was removed from @b.",
        ])
  }

  @Test("every kind of change is breaking or dangerous")
  func severities() throws {
    let old = try SchemaBuilder.build("enum E { A }")
    let new = try SchemaBuilder.build("enum E { B }")
    #expect(SchemaChanges.breaking(from: old, to: new).map(\.kind) == [.valueRemovedFromEnum])
    #expect(SchemaChanges.dangerous(from: old, to: new).map(\.kind) == [.valueAddedToEnum])
  }
}
