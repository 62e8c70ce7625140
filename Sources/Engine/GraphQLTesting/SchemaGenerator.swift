/// Makes random schemas as SDL.
///
/// A field's name decides its type and arguments, whichever type has it: so fields of one name always merge.
public struct SchemaGenerator {
  private static let leaves = ["Int", "Float", "String", "Boolean", "ID", "E", "Any"]
  private static let composites = ["T0", "T1", "T2", "I0", "I1", "U"]
  private static let arguments = [
    "a: Int", "b: Int! = 7", "c: String = \"c\"", "d: [Int!]", "e: E = B", "f: In", "g: In = {x: 3, z: {y: \"g\"}}",
    "h: [[String]] = [[\"h\", null]]", "i: Boolean", "j: Float = 1.5", "k: One",
  ]

  private var random: SeededGenerator

  public init(random: SeededGenerator) { self.random = random }

  /// The SDL of a valid schema with the root types `Query` and `Mutation`.
  public mutating func schema() -> String {
    let fields = (0..<12).map { "  f\($0)" + (random.chance(40) ? argumentDefinitions() : "") + ": " + fieldType($0) }
    let inI0 = some(fields)
    let inI1 = some(fields)
    var sdl = [
      "scalar Any", "enum E { A B C }", "input In { x: Int = 1 y: String z: In e: E! = A l: [Int!] }",
      "input One @oneOf { a: Int b: String }", "union U = T0 | T2",
      type("interface I0", inI0), type("interface I1", inI1),
      // `T0` is everything, so that every abstract type has an object.
      type("type T0 implements I0 & I1", inI0 + inI1 + some(fields)),
      type("type T1 implements I0", inI0 + some(fields)), type("type T2", some(fields)),
    ]
    sdl += [type("type Query", fields), type("type Mutation", some(fields))]
    return sdl.joined(separator: "\n")
  }

  private mutating func some(_ fields: [String]) -> [String] {
    let chosen = fields.filter { _ in random.chance(50) }
    return chosen.isEmpty ? [random.pick(fields)] : chosen
  }

  private func type(_ head: String, _ fields: [String]) -> String {
    var distinct: [String] = []
    for field in fields where !distinct.contains(field) { distinct.append(field) }
    return head + " {\n" + distinct.joined(separator: "\n") + "\n}"
  }

  private mutating func argumentDefinitions() -> String {
    let chosen = Self.arguments.filter { _ in random.chance(30) }
    return chosen.isEmpty ? "" : "(" + chosen.joined(separator: ", ") + ")"
  }

  private mutating func fieldType(_ index: Int) -> String {
    let isComposite = index % 2 == 0
    var type = random.pick(isComposite ? Self.composites : Self.leaves)
    for _ in 0..<(random.chance(35) ? 1 + random.below(2) : 0) { type = "[" + type + (random.chance(30) ? "!]" : "]") }
    return type + (random.chance(isComposite ? 20 : 30) ? "!" : "")
  }
}
