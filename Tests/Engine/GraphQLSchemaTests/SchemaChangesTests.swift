import GraphQLSchema
import Testing

@Suite("Schema changes")
struct SchemaChangesTests {
  private func changes(_ old: String, _ new: String) throws -> [String] {
    SchemaChanges.all(from: try SchemaBuilder.build(old), to: try SchemaBuilder.build(new))
      .map { "\($0.kind.rawValue) \($0.description)" }
  }

  /// Severity and coordinate of each change.
  private func places(_ old: String, _ new: String) throws -> [String] {
    SchemaChanges.all(from: try SchemaBuilder.build(old), to: try SchemaBuilder.build(new))
      .map { "\($0.severity) \($0.coordinate?.description ?? "schema") \($0.kind.rawValue)" }
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
        "TYPE_ADDED Int was added.",
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
      try changes("type A { a(x: Int!, y: [Int!]!): [Int] }", "type A { a(x: Int, y: [Int]): [Int!]! }") == [
        "ARG_CHANGED_KIND_SAFE Argument A.a(x:) has changed type from Int! to Int.",
        "ARG_CHANGED_KIND_SAFE Argument A.a(y:) has changed type from [Int!]! to [Int].",
        "FIELD_CHANGED_KIND_SAFE Field A.a changed type from [Int] to [Int!]!.",
      ])
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
          "ARG_DEFAULT_VALUE_ADDED A.a(y:) added a defaultValue 3.",
          "REQUIRED_ARG_ADDED A required argument A.a(z:) was added.",
          "OPTIONAL_ARG_ADDED An optional argument A.a(o:) was added.",
        ])
  }

  @Test("input fields come, go, and change")
  func inputFields() throws {
    #expect(
      try changes("input I { a: Int b: Int = 1 c: Int }", "input I { b: Int = 2 c: ID d: Int! e: Int }") == [
        "TYPE_ADDED ID was added.", "REQUIRED_INPUT_FIELD_ADDED A required field I.d was added.",
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

  @Test("directives gain arguments, locations and repetition")
  func directivesGrow() throws {
    #expect(
      try places(
        "directive @b on QUERY", "directive @a on FIELD directive @b(x: Int) repeatable on FIELD | QUERY") == [
          "safe Int TYPE_ADDED", "safe @a DIRECTIVE_ADDED", "safe @b(x:) OPTIONAL_DIRECTIVE_ARG_ADDED",
          "safe @b DIRECTIVE_REPEATABLE_ADDED", "safe @b DIRECTIVE_LOCATION_ADDED",
        ])
  }

  @Test("changes are named by the coordinate of what changed")
  func coordinates() throws {
    #expect(
      try places(
        """
        directive @d(a: Int) on FIELD
        type Query { a(x: Int): Int b: Int } enum E { A } input I { a: Int } union U = Query scalar S
        """,
        """
        directive @d(a: String) on FIELD
        type Query { a(x: String): Int c: Int } enum E { B } input I { b: Int! } scalar U
        """) == [
          "breaking S TYPE_REMOVED", "breaking Query.b FIELD_REMOVED", "safe Query.c FIELD_ADDED",
          "breaking Query.a(x:) ARG_CHANGED_KIND", "dangerous E.B VALUE_ADDED_TO_ENUM",
          "breaking E.A VALUE_REMOVED_FROM_ENUM", "breaking I.b REQUIRED_INPUT_FIELD_ADDED",
          "breaking I.a FIELD_REMOVED", "breaking U TYPE_CHANGED_KIND", "breaking @d(a:) ARG_CHANGED_KIND",
        ])
  }

  @Test("an input that loses its default and must not be null is required from then on")
  func becomesRequired() throws {
    #expect(
      try places(
        "type Query { a(x: Int! = 1, y: Int = 1): Int } input I { a: Int! = 1 b: Int = 1 }",
        "type Query { a(x: Int!, y: Int): Int } input I { a: Int! b: Int }") == [
          "dangerous Query.a(x:) ARG_DEFAULT_VALUE_CHANGE", "breaking Query.a(x:) ARG_BECAME_REQUIRED",
          "dangerous Query.a(y:) ARG_DEFAULT_VALUE_CHANGE", "dangerous I.a INPUT_FIELD_DEFAULT_VALUE_CHANGE",
          "breaking I.a INPUT_FIELD_BECAME_REQUIRED", "dangerous I.b INPUT_FIELD_DEFAULT_VALUE_CHANGE",
        ])
  }

  @Test("root types, oneOf and the specification of a scalar may change")
  func rootsAndTypes() throws {
    #expect(
      try places(
        """
        schema { query: A } type A { a: Int } type B { a: Int }
        input I { a: Int } input J @oneOf { a: Int } scalar S @specifiedBy(url: "a")
        """,
        """
        schema { query: B mutation: A } type A { a: Int } type B { a: Int }
        input I @oneOf { a: Int } input J { a: Int } scalar S @specifiedBy(url: "b")
        """) == [
          "breaking A ROOT_TYPE_CHANGED", "safe A ROOT_TYPE_ADDED", "breaking I ONE_OF_ADDED", "safe J ONE_OF_REMOVED",
          "dangerous S SPECIFIED_BY_CHANGED",
        ])
  }

  @Test("descriptions and deprecations may change everywhere")
  func remarks() throws {
    #expect(
      try places(
        """
        "a" schema { query: Query }
        "a" type Query { "a" a("a" x: Int): Int b: Int @deprecated c: Int @deprecated(reason: "a") }
        enum E { "a" A B } input I { "a" a: Int b: Int } "a" directive @d("a" x: Int) on FIELD
        """,
        """
        "b" schema { query: Query }
        "b" type Query { "b" a("b" x: Int): Int b: Int c: Int @deprecated(reason: "b") }
        enum E { "b" A B @deprecated } input I { a: Int b: Int @deprecated } "b" directive @d("b" x: Int) on FIELD
        """) == [
          "safe schema DESCRIPTION_CHANGED", "safe Query DESCRIPTION_CHANGED", "safe Query.a(x:) DESCRIPTION_CHANGED",
          "safe Query.a DESCRIPTION_CHANGED", "safe Query.b DEPRECATION_REMOVED",
          "safe Query.c DEPRECATION_REASON_CHANGED", "safe E.A DESCRIPTION_CHANGED", "safe E.B DEPRECATION_ADDED",
          "safe I.a DESCRIPTION_CHANGED", "safe I.b DEPRECATION_ADDED", "safe @d(x:) DESCRIPTION_CHANGED",
          "safe @d DESCRIPTION_CHANGED",
        ])
  }

  private static let directives = "directive @auth(r: [Int], s: Int) repeatable on SCHEMA | OBJECT | FIELD_DEFINITION "

  @Test("applied directives come, go and change, and the order of their arguments does not matter")
  func appliedDirectives() throws {
    #expect(
      try changes(
        Self.directives + """
          schema @auth { query: Query }
          type Query @auth(r: [1], s: 2) { a: Int @auth(r: 1) b: Int @auth c: Int @auth(s: 1) d: Int }
          """,
        Self.directives + """
          schema { query: Query }
          type Query @auth(s: 2, r: [1]) { a: Int @auth(r: 2) b: Int c: Int @auth(s: 1) @auth d: Int @auth }
          """) == [
          "APPLIED_DIRECTIVE_REMOVED @auth was removed from the schema.",
          "APPLIED_DIRECTIVE_CHANGED @auth(r: 1) of Query.a has changed to @auth(r: 2).",
          "APPLIED_DIRECTIVE_REMOVED @auth was removed from Query.b.",
          "APPLIED_DIRECTIVE_CHANGED @auth(s: 1) of Query.c has changed to @auth(s: 1) @auth.",
          "APPLIED_DIRECTIVE_ADDED @auth was added to Query.d.",
        ])
  }

  @Test("applied directives are not compared with a schema that tells of none")
  func untoldDirectives() throws {
    #expect(
      try changes(Self.directives + "type Query { a: Int @auth }", Self.directives + "type Query { a: Int }").isEmpty)
  }

  @Test("every kind of change has its severity")
  func severities() throws {
    let old = try SchemaBuilder.build("enum E { A }")
    let new = try SchemaBuilder.build("enum E { B } enum F { C }")
    #expect(SchemaChanges.breaking(from: old, to: new).map(\.kind) == [.valueRemovedFromEnum])
    #expect(SchemaChanges.dangerous(from: old, to: new).map(\.kind) == [.valueAddedToEnum])
    #expect(SchemaChanges.all(from: old, to: new).filter { $0.severity == .safe }.map(\.kind) == [.typeAdded])
  }
}
