import GraphQLSchema
import Testing

@Suite("SDL rules: known names")
struct KnownNamesTests {
  @Test("every type that is named is defined")
  func knownTypeNames() throws {
    let rule = "KnownTypeNamesRule"
    #expect(try sdlErrors("type A implements B { a(b: Int): ID! } interface B { c: __Type }", rule: rule).isEmpty)
    #expect(try sdlErrors("type A { b: B }", extending: "scalar B", rule: rule).isEmpty)
    #expect(
      try sdlErrors("type Person { a: Persn b: [Strng]! }", rule: rule) == [
        "Unknown type \"Persn\". Did you mean \"Person\"? (1:18)",
        "Unknown type \"Strng\". Did you mean \"String\"? (1:28)",
      ])
  }

  @Test("directives are defined and stand where they may")
  func knownDirectives() throws {
    let rule = "KnownDirectivesRule"
    #expect(
      try sdlErrors(
        """
        directive @all on SCHEMA | SCALAR | OBJECT | FIELD_DEFINITION | ARGUMENT_DEFINITION | INTERFACE | UNION | ENUM
          | ENUM_VALUE | INPUT_OBJECT | INPUT_FIELD_DEFINITION
        schema @all { query: A }
        extend schema @all
        scalar S @all
        type A implements B @all { a(x: Int @all): Int @all @deprecated }
        interface B @all { a(x: Int): Int }
        union U @all = A
        enum E @all { X @all }
        input I @all { x: Int @all }
        """, rule: rule
      ).isEmpty)
    #expect(
      try sdlErrors("scalar A @unknown\ntype B @deprecated { b(x: Int @specifiedBy(url: \"\")): Int }", rule: rule) == [
        "Unknown directive \"@unknown\". (1:10)",
        "Directive \"@deprecated\" may not be used on OBJECT. (2:8)",
        "Directive \"@specifiedBy\" may not be used on ARGUMENT_DEFINITION. (2:31)",
      ])
    #expect(
      try sdlErrors("input I { a: Int @specifiedBy(url: \"\") }", rule: rule) == [
        "Directive \"@specifiedBy\" may not be used on INPUT_FIELD_DEFINITION. (1:18)"
      ])
  }

  @Test("a directive stands once at a location, unless it is repeatable")
  func uniqueDirectivesPerLocation() throws {
    let rule = "UniqueDirectivesPerLocationRule"
    let definitions = "directive @once on OBJECT directive @often repeatable on OBJECT\n"
    #expect(try sdlErrors(definitions + "type A @once @often @often type B @once", rule: rule).isEmpty)
    #expect(
      try sdlErrors(definitions + "type A @once\nextend type A @once", rule: rule) == [
        "The directive \"@once\" can only be used once at this location. (2:8, 3:15)"
      ])
    #expect(
      try sdlErrors("schema @oneOf { query: A }\nextend schema @oneOf", rule: rule) == [
        "The directive \"@oneOf\" can only be used once at this location. (1:8, 2:15)"
      ])
  }

  @Test("an extension extends what there is, and as what it is")
  func possibleTypeExtensions() throws {
    let rule = "PossibleTypeExtensionsRule"
    #expect(try sdlErrors("extend type A { b: Int } type A", rule: rule).isEmpty)
    #expect(try sdlErrors("extend enum A { B }", extending: "enum A { C }", rule: rule).isEmpty)
    #expect(
      try sdlErrors("scalar A\nextend input A { b: Int }", rule: rule) == [
        "Cannot extend non-input object type \"A\". (1:1, 2:1)"
      ])
    #expect(
      try sdlErrors("extend union A = B", extending: "type A { b: Int }", rule: rule) == [
        "Cannot extend non-union type \"A\". (1:1)"
      ])
    #expect(
      try sdlErrors("type Person\nextend type Persn @d", rule: rule) == [
        "Cannot extend type \"Persn\" because it is not defined. Did you mean \"Person\"? (2:13)"
      ])
  }

  @Test("directives take the arguments of their definition")
  func knownArguments() throws {
    let rule = "KnownArgumentNamesOnDirectivesRule"
    #expect(try sdlErrors("type A { b: Int @deprecated(reason: \"\") @unknown(x: 1) }", rule: rule).isEmpty)
    #expect(
      try sdlErrors("type A { b: Int @deprecated(reson: \"\") }", rule: rule) == [
        "Unknown argument \"reson\" on directive \"@deprecated\". Did you mean \"reason\"? (1:29)"
      ])
  }

  @Test("directives are given the arguments that they require")
  func requiredArguments() throws {
    let rule = "ProvidedRequiredArgumentsOnDirectivesRule"
    let definition = "directive @d(a: [Int!]!, b: Int! = 1, c: Int) on SCALAR\n"
    #expect(try sdlErrors(definition + "scalar A @d(a: [])", rule: rule).isEmpty)
    #expect(
      try sdlErrors(definition + "scalar A @d", rule: rule) == [
        "Argument \"@d(a:)\" of type \"[Int!]!\" is required, but it was not provided. (2:10)"
      ])
    #expect(
      try sdlErrors("scalar A @d", extending: definition, rule: rule) == [
        "Argument \"@d(a:)\" of type \"[Int!]!\" is required, but it was not provided. (1:10)"
      ])
  }

  @Test("without names all rules are checked")
  func allRules() throws {
    #expect(SDLValidator.ruleNames.count == 15)
    #expect(try sdlErrors("type A { a: Int }").isEmpty)
    #expect(try sdlErrors("type A { a: X @y a: Int }").count == 3)
  }
}
