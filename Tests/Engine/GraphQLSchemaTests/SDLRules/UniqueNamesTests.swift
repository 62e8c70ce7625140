import Testing

@Suite("SDL rules: unique names")
struct UniqueNamesTests {
  @Test("a document has one schema definition")
  func loneSchemaDefinition() throws {
    let rule = "LoneSchemaDefinitionRule"
    #expect(try sdlErrors("schema { query: Q }", rule: rule).isEmpty)
    #expect(
      try sdlErrors("schema { query: Q }\nschema { mutation: Q }", rule: rule) == [
        "Must provide only one schema definition. (2:1)"
      ])
  }

  @Test("a document that extends a schema has no schema definition")
  func loneSchemaDefinitionOfExtension() throws {
    let rule = "LoneSchemaDefinitionRule"
    #expect(try sdlErrors("extend schema @d", extending: "type Query { a: Int }", rule: rule).isEmpty)
    #expect(
      try sdlErrors("schema { mutation: M }", extending: "type Query { a: Int }", rule: rule) == [
        "Cannot define a new schema within a schema extension. (1:1)"
      ])
    #expect(try sdlErrors("schema { query: M }", extending: "type T { a: Int }", rule: rule).isEmpty)
  }

  @Test("an operation has one root type")
  func uniqueOperationTypes() throws {
    let rule = "UniqueOperationTypesRule"
    #expect(try sdlErrors("schema { query: A mutation: A }\nextend schema { subscription: A }", rule: rule).isEmpty)
    #expect(
      try sdlErrors("schema { query: A }\nextend schema { query: B }", rule: rule) == [
        "There can be only one query type in schema. (1:10, 2:17)"
      ])
    #expect(
      try sdlErrors("extend schema { query: B }", extending: "type Query { a: Int }", rule: rule) == [
        "Type for query already defined in the schema. It cannot be redefined. (1:17)"
      ])
  }

  @Test("types have different names")
  func uniqueTypeNames() throws {
    let rule = "UniqueTypeNamesRule"
    #expect(try sdlErrors("type A { a: Int } extend type A { b: Int } scalar B", rule: rule).isEmpty)
    #expect(
      try sdlErrors("type A { a: Int }\nscalar A", rule: rule) == ["There can be only one type named \"A\". (1:6, 2:8)"]
    )
    #expect(
      try sdlErrors("scalar A", extending: "type A { a: Int }", rule: rule) == [
        "Type \"A\" already exists in the schema. It cannot also be defined in this type definition. (1:8)"
      ])
  }

  @Test("the values of an enum have different names")
  func uniqueEnumValueNames() throws {
    let rule = "UniqueEnumValueNamesRule"
    #expect(try sdlErrors("enum A { X Y } extend enum A { Z } enum B { X }", rule: rule).isEmpty)
    #expect(
      try sdlErrors("enum A { X }\nextend enum A { X }", rule: rule) == [
        "Enum value \"A.X\" can only be defined once. (1:10, 2:17)"
      ])
    #expect(
      try sdlErrors("extend enum A { X }", extending: "enum A { X }", rule: rule) == [
        "Enum value \"A.X\" already exists in the schema. It cannot also be defined in this type extension. (1:17)"
      ])
  }

  @Test("the fields of a type have different names")
  func uniqueFieldDefinitionNames() throws {
    let rule = "UniqueFieldDefinitionNamesRule"
    #expect(try sdlErrors("type A { x: Int } extend type A { y: Int } input B { x: Int }", rule: rule).isEmpty)
    #expect(
      try sdlErrors("input A { x: Int x: Int }", rule: rule) == ["Field \"A.x\" can only be defined once. (1:11, 1:18)"]
    )
    #expect(
      try sdlErrors("extend interface A { x: Int }", extending: "interface A { x: Int }", rule: rule) == [
        "Field \"A.x\" already exists in the schema. It cannot also be defined in this type extension. (1:22)"
      ])
  }

  @Test("the arguments of a field or directive have different names")
  func uniqueArgumentDefinitionNames() throws {
    let rule = "UniqueArgumentDefinitionNamesRule"
    #expect(try sdlErrors("type A { x(a: Int, b: Int): Int y(a: Int): Int }", rule: rule).isEmpty)
    #expect(
      try sdlErrors("type A { x(a: Int, a: Int): Int }\ndirective @d(b: Int, b: Int, b: Int) on FIELD", rule: rule) == [
        "Argument \"A.x(a:)\" can only be defined once. (1:12, 1:20)",
        "Argument \"@d(b:)\" can only be defined once. (2:14, 2:22, 2:30)",
      ])
  }

  @Test("directives have different names")
  func uniqueDirectiveNames() throws {
    let rule = "UniqueDirectiveNamesRule"
    #expect(try sdlErrors("directive @a on FIELD directive @skip on FIELD", rule: rule).isEmpty)
    #expect(
      try sdlErrors("directive @a on FIELD\ndirective @a on FIELD", rule: rule) == [
        "There can be only one directive named \"@a\". (1:12, 2:12)"
      ])
    #expect(
      try sdlErrors("directive @skip on FIELD", extending: "type Query { a: Int }", rule: rule) == [
        "Directive \"@skip\" already exists in the schema. It cannot be redefined. (1:12)"
      ])
  }

  @Test("an argument is given once, and a field of an input object")
  func uniqueArgumentsAndInputFields() throws {
    #expect(
      try sdlErrors("scalar A @d(x: 1, x: 2)", rule: "UniqueArgumentNamesRule") == [
        "There can be only one argument named \"x\". (1:13, 1:19)"
      ])
    #expect(
      try sdlErrors("scalar A @d(x: {y: 1, z: {y: 1}, y: 2})", rule: "UniqueInputFieldNamesRule") == [
        "There can be only one input field named \"y\". (1:17, 1:34)"
      ])
  }
}
