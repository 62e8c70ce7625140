/// Where mutation begins: documents that together have every construct of the grammar.
enum FuzzCorpus {
  static let documents: [String] = executable + sdl + [schema]

  private static let executable: [String] = [
    "{ a }",
    "query Q($id: ID!, $flag: Boolean = true @mark(level: 2)) @mark { node(id: $id) @include(if: $flag) { id } }",
    "mutation M { renamed: rename(id: 1, name: \"a\\u00e9\\n\\\"\\\\\") { id, name(language: null) } }",
    "subscription S($kind: Color = RED) { changes(kind: $kind) { ...P } } fragment P on Person @mark { id name }",
    "{ search(text: \"\"\"\n    block\n      string \\\"\"\"\n  \"\"\", limit: -12) { ... on Cat { meows } ...D } } "
      + "fragment D on Dog { owner { friends(filter: {ages: [1], nested: {name: \"x\", by: {id: \"1\"}}}) { age } } }",
    "query A { people(by: {name: \"x\"}, colors: [RED, GREEN]) { id } } query B { __schema { types { name } } }",
    "query ($f: Filter = {ages: [1], color: BLUE}, $l: [[Int!]!]) { search(text: \"\", filter: $f) { __typename } }",
    "{ x: node(id: 1) { ... @skip(if: false) { id } ...F } } fragment F on Node { id ...G } "
      + "fragment G on Node { id ...F }",
    "# comment\n\u{FEFF}{ a(i: 0, f: -1.5e10, s: \"\\u{1F600}\\uD83D\\uDE00\", b: [true, null], o: {k: ENUM}) }",
    "{ people { age best { age: name } } people { best { age: id } "
      + "pets { ...on Cat{lives} ...on Dog{lives:color} } } }",
    "\"\"\"Described\"\"\" query Q(\"of v\" $v: Int) { now } \"f\" fragment F on Query { now }",
    "{ __type(name: \"Person\") { fields { type { ofType { ofType { name } } } possibleTypes { name } } } }",
  ]

  private static let sdl: [String] = [
    "\"d\" schema @mark { query: Query mutation: Mutation } type Query { a: Int } type Mutation { b: Int }",
    "extend schema @mark { subscription: Subscription } extend type T implements I & J @mark { b: [Int!]! }",
    "\"\"\"\nBlock\n\"\"\"\ntype T implements I { \"f\" a(\"x\" i: Int = 1 @mark, j: [S!] = [\"a\"]): Int! "
      + "@deprecated(reason: \"r\") }",
    "interface I implements J { a: Int } interface J { a: Int } union U @mark = | A | B union V type A type B",
    "enum E @mark { A \"b\" B @deprecated } extend enum E { C } extend union U = C extend scalar S @mark",
    "input O @oneOf { a: Int b: String = \"x\" @mark } extend input O { c: [O] } scalar S @specifiedBy(url: \"u\")",
    "\"d\" directive @d(a: Int = 1, \"\"\"b\"\"\" b: [String]) repeatable on | FIELD | OBJECT | ENUM_VALUE",
    "type Query { a(o: O = {b: {c: [1, 2.5]}, e: X}): Int } input O { b: P e: E } input P { c: [Float] } "
      + "enum E { X }",
  ]

  /// The schema that documents are validated against.
  static let schema = """
    directive @mark(level: Int = 1, tags: [String!], filter: Filter) repeatable on QUERY | MUTATION | SUBSCRIPTION
      | FIELD | FRAGMENT_DEFINITION | FRAGMENT_SPREAD | INLINE_FRAGMENT | VARIABLE_DEFINITION
    scalar Time @specifiedBy(url: "https://example.com/time")
    interface Node { id: ID! }
    interface Named implements Node { id: ID! name(language: String = "en"): String }
    type Person implements Node & Named {
      id: ID!
      name(language: String = "en"): String
      age: Int
      friends(first: Int = 10, filter: Filter): [Person!]!
      pets: [Pet]
      best: Named
    }
    type Cat implements Node & Named {
      id: ID!
      name(language: String = "en"): String
      meows: Boolean
      lives: Int!
      owner: Person
    }
    type Dog implements Node { id: ID! barks: Boolean @deprecated owner: Person! color: Color weight: Float }
    union Pet = Cat | Dog
    enum Color { RED GREEN "the sky" BLUE }
    input Filter { name: String color: Color = RED ages: [Int!] nested: Filter by: Key since: Time }
    input Key @oneOf { id: ID name: String }
    type Query {
      node(id: ID!): Node
      search(text: String!, filter: Filter, limit: Int = 5): [Pet!]
      people(by: Key, colors: [Color!]): [Person!]!
      now: Time
    }
    type Mutation { rename(id: ID!, name: String!): Person! }
    type Subscription { changes(kind: Color): Person }
    """
}
