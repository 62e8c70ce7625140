/// Up to four stems in a row.
struct Phrase: Hashable {
  var first: Int32
  var second: Int32 = -1
  var third: Int32 = -1
  var fourth: Int32 = -1

  static let longest = 4

  init(_ numbers: ArraySlice<Int32>) {
    var iterator = numbers.makeIterator()
    first = iterator.next() ?? -1
    second = iterator.next() ?? -1
    third = iterator.next() ?? -1
    fourth = iterator.next() ?? -1
  }

  var members: [Int32] { [first, second, third, fourth].filter { $0 >= 0 } }
}

/// Every phrase of a document: how often it occurs, in how many atoms, in what form.
struct PhraseTable {
  struct Entry {
    let phrase: Phrase
    let length: Int
    var occurrences = 0
    /// How often nothing belonged to it on either side.
    var alone = 0
    var atoms = 0
    /// The prevailing form, found by majority vote.
    var form: Phrase
    var votes = 0
    /// Whether the author set it off or made a heading of it.
    var isMarked = false
  }

  private var numbers: [Phrase: Int32] = [:]
  private(set) var entries: [Entry] = []
  /// RAKE: how many words stand in phrases with a stem, itself included, and how often it stands in one.
  private var degrees: [Int32: (degree: Int, count: Int)] = [:]

  subscript(number: Int32) -> Entry { entries[Int(number)] }
  func number(of phrase: Phrase) -> Int32? { numbers[phrase] }

  /// Longest row of words that is taken as one phrase with its parts; rows beyond it begin a new one.
  private static let longestRow = 8

  /// Takes a row of words that no stop word and no mark interrupts, and reports each phrase in it.
  mutating func take(
    _ row: ArraySlice<Int32>, _ vocabulary: Vocabulary, votes: Bool, isMarked: Bool, report: (Int32) -> Void
  ) {
    var rest = row
    while !rest.isEmpty {
      takePiece(rest.prefix(Self.longestRow), vocabulary, votes: votes, isMarked: isMarked, report: report)
      rest = rest.dropFirst(Self.longestRow)
    }
  }

  private mutating func takePiece(
    _ row: ArraySlice<Int32>, _ vocabulary: Vocabulary, votes: Bool, isMarked: Bool, report: (Int32) -> Void
  ) {
    let stems = row.map { vocabulary[$0].stem }
    for stem in stems {
      let old = degrees[stem] ?? (0, 0)
      degrees[stem] = (old.degree + row.count, old.count + 1)
    }
    for length in 1...min(Phrase.longest, row.count) {
      for start in 0...(row.count - length) {
        let form = Phrase(row[(row.startIndex + start)..<(row.startIndex + start + length)])
        let number = intern(Phrase(stems[start..<(start + length)]), length, form)
        count(number, form, isAlone: length == row.count, votes: votes, isMarked: isMarked)
        report(number)
      }
    }
  }

  private mutating func intern(_ phrase: Phrase, _ length: Int, _ form: Phrase) -> Int32 {
    if let known = numbers[phrase] { return known }
    let number = Int32(truncatingIfNeeded: entries.count)
    entries.append(Entry(phrase: phrase, length: length, form: form))
    numbers[phrase] = number
    return number
  }

  private mutating func count(_ number: Int32, _ form: Phrase, isAlone: Bool, votes: Bool, isMarked: Bool) {
    let index = Int(number)
    entries[index].occurrences += 1
    if isAlone { entries[index].alone += 1 }
    if isMarked, isAlone { entries[index].isMarked = true }
    guard votes else { return }
    if entries[index].form == form {
      entries[index].votes += 1
    } else if entries[index].votes == 0 {
      entries[index].form = form
      entries[index].votes = 1
    } else {
      entries[index].votes -= 1
    }
  }

  mutating func countAtom(_ number: Int32) { entries[Int(number)].atoms += 1 }

  /// RAKE's mean of degree over frequency: high for words that stand in long phrases.
  func rake(_ phrase: Phrase) -> Double {
    let members = phrase.members
    let sum = members.reduce(0.0) {
      guard let entry = degrees[$1], entry.count > 0 else { return $0 }
      return $0 + Double(entry.degree) / Double(entry.count)
    }
    return sum / Double(max(1, members.count))
  }
}
