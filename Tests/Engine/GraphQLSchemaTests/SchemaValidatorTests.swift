import GraphQLSchema
import Testing

@Suite("Schema validation")
struct SchemaValidatorTests {
  @Test("a good schema has no errors")
  func good() throws {
    #expect(
      try schemaErrors(
        """
        type Query implements A & B { a(x: Int = 1, y: I = {n: {}}): Query b: U }
        interface A implements B { a(x: Int): A }
        interface B { a(x: Int): B }
        union U = Query
        input I { n: I }
        input O @oneOf { a: Int o: O }
        """
      ).isEmpty)
  }

  @Test("there is a query type, and root types are different objects")
  func rootTypes() throws {
    #expect(try schemaErrors("scalar A") == ["Query root type must be provided."])
    #expect(
      try schemaErrors("schema @d { mutation: M }\ntype M { a: Int }") == ["Query root type must be provided. (1:1)"])
    #expect(
      try schemaErrors("schema { query: A mutation: A }\ninterface A { a: Int }") == [
        "Query root type must be Object type, it cannot be A. (1:17)",
        "Mutation root type must be Object type if provided, it cannot be A. (1:29)",
      ])
    #expect(
      try schemaErrors("schema { query: A mutation: A subscription: A }\ntype A { a: Int }") == [
        "All root types must be different, \"A\" type is used as query, mutation, and subscription root types. "
          + "(1:17, 1:29, 1:45)"
      ])
  }

  @Test("names with two underscores belong to introspection")
  func reservedNames() throws {
    #expect(
      try schemaErrors(
        """
        type Query { __a(__b: Int): Int }
        enum E { __X }
        directive @__d on FIELD
        """
      ).map { String($0.prefix(10)) + $0.suffix(6) } == [
        "Name \"__d\" (3:1)", "Name \"__a\"(1:14)", "Name \"__b\"(1:18)", "Name \"__X\"(2:10)",
      ])
  }

  @Test("types have members")
  func emptyTypes() throws {
    #expect(
      try schemaErrors("type Query\nextend type Query @d\nunion U\nenum E\ninput I\ninterface N") == [
        "Type Query must define one or more fields. (1:1, 2:1)",
        "Union type U must define one or more member types. (3:1)",
        "Enum type E must define one or more values. (4:1)",
        "Input Object type I must define one or more fields. (5:1)",
        "Type N must define one or more fields. (6:1)",
      ])
  }

  @Test("fields have output types, arguments and input fields input types")
  func inputAndOutputTypes() throws {
    #expect(
      try schemaErrors(
        """
        type Query { a(x: [Query]): I! }
        input I { b: Query }
        directive @d(c: Query) on FIELD
        """) == [
          "The type of @d(c:) must be Input Type but got: Query. (3:14)",
          "The type of Query.a must be Output Type but got: I!. (1:29)",
          "The type of Query.a(x:) must be Input Type but got: [Query]. (1:19)",
          "The type of I.b must be Input Type but got: Query. (2:14)",
        ])
  }

  @Test("a union has different object types")
  func unionMembers() throws {
    #expect(
      try schemaErrors("type Query { a: Int }\nunion U = Query | E\nextend union U = Query\nenum E { X }") == [
        "Union type U can only include Object types, it cannot include E. (2:19)",
        "Union type U can only include type Query once. (2:11, 3:18)",
      ])
  }

  @Test("what is required cannot be deprecated")
  func deprecation() throws {
    #expect(
      try schemaErrors(
        """
        type Query { a(x: Int! @deprecated, y: Int! = 1 @deprecated): Int }
        input I { b: Int! @deprecated }
        """) == [
          "Required argument Query.a(x:) cannot be deprecated. (1:24, 1:19)",
          "Required input field I.b cannot be deprecated. (2:19, 2:14)",
        ])
  }

  @Test("fields of a OneOf type are nullable and have no defaults")
  func oneOf() throws {
    #expect(
      try schemaErrors("type Query { a: Int }\ninput I @oneOf { a: Int! b: Int = 1 }") == [
        "OneOf input field I.a must be nullable. (2:21)",
        "OneOf input field I.b cannot have a default value. (2:26)",
      ])
  }
}
