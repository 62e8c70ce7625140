import GraphQLSchema
import GraphQLSyntax
import Testing

@Suite("Sorting schemas")
struct LexicographicSortTests {
  @Test("everything that has a name is sorted, references follow")
  func sorting() throws {
    let schema = try SchemaBuilder.build(
      """
      directive @b(z: Int, a: Int) on OBJECT | FIELD
      directive @a on FIELD
      type Query implements J & I { t10: T t2(b: E, a: In): U i: Int }
      union U = T | Query
      interface J { i: Int }
      interface I { i: Int }
      type T { q: Query }
      enum E { Z A }
      input In { z: E = Z, a: [E] }
      """)
    let sorted = schema.lexicographicallySorted()
    #expect(
      SchemaPrinter.print(sorted)
        == """
        directive @a on FIELD

        directive @b(a: Int, z: Int) on FIELD | OBJECT

        enum E {
          A
          Z
        }

        interface I {
          i: Int
        }

        input In {
          a: [E]
          z: E = Z
        }

        interface J {
          i: Int
        }

        type Query implements I & J {
          i: Int
          t2(a: In, b: E): U
          t10: T
        }

        type T {
          q: Query
        }

        union U = Query | T
        """)
    #expect(sorted.rootType(.query)?.name == "Query")
    #expect(SchemaValidator.validate(sorted).count == SchemaValidator.validate(schema).count)
  }
}
