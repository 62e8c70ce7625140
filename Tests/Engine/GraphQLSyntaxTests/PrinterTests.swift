import GraphQLSyntax
import Testing

@Suite("Printer")
struct PrinterTests {
  @Test("an anonymous query is short only where it has nothing else")
  func anonymousQueries() {
    #expect(reprinted("query { id, name }") == "{\n  id\n  name\n}")
    #expect(reprinted("query @d { id }") == "query @d {\n  id\n}")
    #expect(reprinted("query ($a: [Int!]! = [1] @d) { id }") == "query ($a: [Int!]! = [1] @d) {\n  id\n}")
    #expect(reprinted("mutation { id }") == "mutation {\n  id\n}")
  }

  @Test("a short query after a type without a body is written out, or it would be read as that body")
  func anonymousQueryAfterOpenDefinition() {
    #expect(reprinted("enum E query { id }") == "enum E\n\nquery {\n  id\n}")
    #expect(reprinted("extend schema @d query { id }") == "extend schema @d\n\nquery {\n  id\n}")
    #expect(reprinted("enum E { A } { id }") == "enum E {\n  A\n}\n\n{\n  id\n}")
    #expect(reprinted("scalar S { id }") == "scalar S\n\n{\n  id\n}")
  }

  @Test("selections of all kinds")
  func selections() {
    let source = """
      query Q($id: ID = null) @a {
        alias: field(x: $id, y: ENUM, z: { k: [1, -2.5e3, "s"] }) @skip(if: true) {
          ...F @d
          ... on T @x {
            y
          }
          ... {
            z
          }
        }
      }

      fragment F on T @y {
        id
      }
      """
    #expect(reprinted(source) == source)
  }

  @Test("arguments are spread over lines where theirs would have more than eighty characters")
  func longArguments() {
    let value = String(repeating: "x", count: 62)
    #expect(reprinted("{ field(argument: \"\(value)\") }") == "{\n  field(\n    argument: \"\(value)\"\n  )\n}")
    let short = String(repeating: "x", count: 61)
    #expect(reprinted("{ field(argument: \"\(short)\") }") == "{\n  field(argument: \"\(short)\")\n}")
  }

  @Test("long lists and objects are spread over lines")
  func longValues() throws {
    let item = String(repeating: "x", count: 40)
    let (list, listNode) = try Parser.parseValue("[\"\(item)\", \"\(item)\"]")
    #expect(Printer.print(list, listNode) == "[\n  \"\(item)\"\n  \"\(item)\"\n]")
    let (object, objectNode) = try Parser.parseValue("{a: \"\(item)\", b: \"\(item)\"}")
    #expect(Printer.print(object, objectNode) == "{\n  a: \"\(item)\"\n  b: \"\(item)\"\n}")
  }

  @Test("strings are escaped, block strings stay block strings")
  func strings() throws {
    let (quoted, node) = try Parser.parseValue(#""\u0007\n\"\\ é \u007f""#)
    #expect(Printer.print(quoted, node) == #""\u0007\n\"\\ é \u007F""#)
    #expect(
      reprinted("type T { \"\"\"\n  Two\n  lines.\n\"\"\" a: Int }")
        == "type T {\n  \"\"\"\n  Two\n  lines.\n  \"\"\"\n  a: Int\n}")
  }

  @Test("a literal is printed as the node that it was read from")
  func literals() throws {
    let source = #"{a: [1, $v, {b: null}], c: E, d: "x", e: true}"#
    let (document, node) = try Parser.parseValue(source)
    #expect(document.literal(node).printed == Printer.print(document, node))
    #expect(document.literal(node).printed == #"{ a: [1, $v, { b: null }], c: E, d: "x", e: true }"#)
  }

  @Test("type system definitions and extensions")
  func typeSystem() {
    let source = """
      "The schema."
      schema @d {
        query: Query
        mutation: M
      }

      scalar Date @specifiedBy(url: "x")

      "A type."
      type Query implements A & B @d {
        "A field."
        a(x: Int = 1 @d, y: [S!]): S! @deprecated
        b(
          "An argument."
          x: Int
          y: Int
        ): S
      }

      interface A implements B

      union U @d = Query | M

      enum E {
        "A value."
        X @d
        Y
      }

      input I @oneOf {
        a: Int
      }

      directive @d(if: Boolean!) repeatable on FIELD | OBJECT

      extend schema @d

      extend scalar Date @d

      extend type Query implements C {
        c: Int
      }

      extend interface A @d

      extend union U = X

      extend enum E {
        Z
      }

      extend input I {
        b: Int
      }
      """
    #expect(reprinted(source) == source)
  }

  @Test("what was printed is printed the same again")
  func roundTrip() {
    let source = "query($a:Int){a(b:[{c:$a}])@d{...F...{g}}}fragment F on T{h}enum E{A B}input I{a:[Int!]!=[1]@d}"
    #expect(reprinted(reprinted(source)) == reprinted(source))
  }
}
