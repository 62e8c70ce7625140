// A pattern is compiled into a small program and run over all places of the text at once (K. Thompson, "Regular
// expression search algorithm", 1968): the time is at most text length times program length, whatever the pattern.
//
// Example: `a|b+` becomes
//   0 split 1 3    1 a    2 jump 5    3 b    4 split 3 5    5 found

/// A POSIX extended regular expression (IEEE Std 1003.1, section 9.4) without counts and back references, over Unicode
/// scalars.
///
/// It has `.`, `[...]` with ranges and classes such as `[:digit:]`, `|`, `(...)`, `?`, `*`, `+`, `^` and `$` for the ends of
/// the text, and `\` before punctuation. There are no counts `{2}`, no lazy or doubled repetitions, no `\d`.
public struct LinearPattern: Sendable {
  /// A set of scalars: one of a pattern's letters, `.` or `[...]`.
  struct ScalarSet: Sendable {
    var ranges: [ClosedRange<UInt32>]
    var isNegated = false

    func contains(_ scalar: Unicode.Scalar) -> Bool {
      ranges.contains { $0.contains(scalar.value) } != isNegated
    }
  }

  /// The syntax tree; it is no deeper than the parser allows.
  indirect enum Node: Sendable {
    case scalar(ScalarSet)
    case textStart
    case textEnd
    case sequence([Node])
    case choice([Node])
    case repetition(Node, isOptional: Bool, isRepeated: Bool)
  }

  enum Step: Sendable {
    case scalar(ScalarSet)
    case textStart
    case textEnd
    case split(Int, Int)
    case jump(Int)
    case found
  }

  private(set) var steps: [Step] = []

  /// Nil for what is not known: counts, back references, escaped letters.
  public init?(_ text: String) {
    var parser = LinearPatternParser(text)
    guard let node = parser.parse() else { return nil }
    append(node)
    steps.append(.found)
  }

  private mutating func append(_ node: Node) {
    switch node {
    case .scalar(let set): steps.append(.scalar(set))
    case .textStart: steps.append(.textStart)
    case .textEnd: steps.append(.textEnd)
    case .sequence(let nodes): for node in nodes { append(node) }
    case .choice(let nodes): append(choice: nodes)
    case .repetition(let node, let isOptional, let isRepeated):
      append(node, isOptional: isOptional, isRepeated: isRepeated)
    }
  }

  private mutating func append(choice nodes: [Node]) {
    var jumps: [Int] = []
    for (index, node) in nodes.enumerated() {
      let split = steps.count
      let isLast = index == nodes.count - 1
      if !isLast { steps.append(.jump(0)) }
      append(node)
      if isLast { break }
      jumps.append(steps.count)
      steps.append(.jump(0))
      steps[split] = .split(split + 1, steps.count)
    }
    for jump in jumps { steps[jump] = .jump(steps.count) }
  }

  private mutating func append(_ node: Node, isOptional: Bool, isRepeated: Bool) {
    let start = steps.count
    if isOptional { steps.append(.jump(0)) }
    append(node)
    if isRepeated { steps.append(.split(start, steps.count + 1)) }
    if isOptional { steps[start] = .split(start + 1, steps.count) }
  }
}

extension LinearPattern {
  /// Whether the pattern matches anywhere. `^` and `$` are the ends of the text.
  public func isFound(in text: [Unicode.Scalar]) -> Bool {
    var places = PlaceSet(count: steps.count)
    for position in 0...text.count {
      if add(0, to: &places, position, text.count) { return true }
      guard position < text.count else { break }
      var next = PlaceSet(count: steps.count)
      for place in places.scalars {
        guard case .scalar(let set) = steps[place], set.contains(text[position]) else { continue }
        if add(place + 1, to: &next, position + 1, text.count) { return true }
      }
      places = next
    }
    return false
  }

  /// Adds a place and all that follow it without reading a scalar; answers whether the end is among them.
  private func add(_ place: Int, to places: inout PlaceSet, _ position: Int, _ length: Int) -> Bool {
    var waiting = [place]
    while let place = waiting.popLast() {
      guard places.insert(place) else { continue }
      switch steps[place] {
      case .scalar: places.scalars.append(place)
      case .textStart: if position == 0 { waiting.append(place + 1) }
      case .textEnd: if position == length { waiting.append(place + 1) }
      case .split(let one, let other): waiting += [other, one]
      case .jump(let target): waiting.append(target)
      case .found: return true
      }
    }
    return false
  }

  /// The places of the program that are reached at one position of the text.
  private struct PlaceSet {
    private var isReached: [Bool]
    /// Those that wait for a scalar.
    var scalars: [Int] = []

    init(count: Int) { isReached = [Bool](repeating: false, count: count) }

    mutating func insert(_ place: Int) -> Bool {
      if isReached[place] { return false }
      isReached[place] = true
      return true
    }
  }
}
