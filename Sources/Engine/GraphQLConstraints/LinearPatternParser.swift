/// Reads POSIX extended regular expressions (IEEE Std 1003.1, section 9.4), as far as `LinearPattern` knows them.
struct LinearPatternParser {
  /// Longest pattern, in scalars, and deepest nesting of groups: compiling recurses that deep.
  static let lengthLimit = 1000
  static let depthLimit = 30

  private let scalars: [Unicode.Scalar]
  private var index = 0
  private var depth = 0

  init(_ text: String) { scalars = Array(text.unicodeScalars) }

  /// Nil for what is no such pattern.
  mutating func parse() -> LinearPattern.Node? {
    guard scalars.count <= Self.lengthLimit, let node = choice(), index == scalars.count else { return nil }
    return node
  }

  private var next: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

  private mutating func skip(_ scalar: Unicode.Scalar) -> Bool {
    guard next == scalar else { return false }
    index += 1
    return true
  }

  private mutating func choice() -> LinearPattern.Node? {
    var branches: [LinearPattern.Node] = []
    repeat {
      guard let branch = sequence() else { return nil }
      branches.append(branch)
    } while skip("|")
    return branches.count == 1 ? branches.first : .choice(branches)
  }

  private mutating func sequence() -> LinearPattern.Node? {
    var nodes: [LinearPattern.Node] = []
    while let scalar = next, scalar != "|", scalar != ")" {
      guard let atom = atom() else { return nil }
      nodes.append(repeated(atom))
    }
    return .sequence(nodes)
  }

  private mutating func repeated(_ atom: LinearPattern.Node) -> LinearPattern.Node {
    if skip("?") { return .repetition(atom, isOptional: true, isRepeated: false) }
    if skip("*") { return .repetition(atom, isOptional: true, isRepeated: true) }
    return skip("+") ? .repetition(atom, isOptional: false, isRepeated: true) : atom
  }

  private mutating func atom() -> LinearPattern.Node? {
    guard let scalar = next else { return nil }
    index += 1
    switch scalar {
    case "(": return group()
    case "[": return bracket().map { .scalar($0) }
    case ".": return .scalar(LinearPattern.ScalarSet(ranges: [], isNegated: true))
    case "^": return .textStart
    case "$": return .textEnd
    case "\\": return escaped()
    case "*", "+", "?", "{": return nil
    default: return .scalar(Self.only(scalar))
    }
  }

  private mutating func group() -> LinearPattern.Node? {
    guard depth < Self.depthLimit else { return nil }
    depth += 1
    defer { depth -= 1 }
    guard let node = choice(), skip(")") else { return nil }
    return node
  }

  /// Only punctuation can be escaped: an escaped letter or digit means different things in different dialects.
  private mutating func escaped() -> LinearPattern.Node? {
    guard let scalar = next, scalar.isASCII, !scalar.properties.isAlphabetic, !("0"..."9").contains(scalar) else {
      return nil
    }
    index += 1
    return .scalar(Self.only(scalar))
  }

  private static func only(_ scalar: Unicode.Scalar) -> LinearPattern.ScalarSet {
    LinearPattern.ScalarSet(ranges: [scalar.value...scalar.value])
  }
}

extension LinearPatternParser {
  /// The rest of `[...]`; a `]` that stands first is a member.
  private mutating func bracket() -> LinearPattern.ScalarSet? {
    var set = LinearPattern.ScalarSet(ranges: [])
    set.isNegated = skip("^")
    var isFirst = true
    while let scalar = next {
      index += 1
      if scalar == "]", !isFirst { return set }
      isFirst = false
      if scalar == "[", let mark = next, mark == ":" || mark == "." || mark == "=" {
        guard let ranges = namedClass() else { return nil }
        set.ranges += ranges
      } else if next == "-", index + 1 < scalars.count, scalars[index + 1] != "]" {
        let last = scalars[index + 1]
        index += 2
        guard scalar.value <= last.value, last != "[" else { return nil }
        set.ranges.append(scalar.value...last.value)
      } else {
        set.ranges.append(scalar.value...scalar.value)
      }
    }
    return nil
  }

  /// The rest of `[:name:]`, as in the locale "C".
  private mutating func namedClass() -> [ClosedRange<UInt32>]? {
    guard skip(":") else { return nil }
    var name = ""
    while let scalar = next, scalar != ":" {
      name.unicodeScalars.append(scalar)
      index += 1
    }
    guard skip(":"), skip("]") else { return nil }
    return switch name {
    case "space": [0x09...0x0D, 0x20...0x20]
    case "blank": [0x09...0x09, 0x20...0x20]
    case "digit": [0x30...0x39]
    case "upper": [0x41...0x5A]
    case "lower": [0x61...0x7A]
    case "alpha": [0x41...0x5A, 0x61...0x7A]
    case "alnum": [0x30...0x39, 0x41...0x5A, 0x61...0x7A]
    case "xdigit": [0x30...0x39, 0x41...0x46, 0x61...0x66]
    case "punct": [0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E]
    default: nil
    }
  }
}
