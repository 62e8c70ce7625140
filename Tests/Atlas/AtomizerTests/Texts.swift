/// Texts to cut.
enum Texts {
  static func paragraphs(_ paragraphs: [String]) -> String { paragraphs.joined(separator: "\n\n") }

  private static let subjects = [
    "lock", "queue", "index", "page", "cursor", "thread", "buffer", "journal", "snapshot", "schema", "trigger",
    "vacuum",
  ]

  /// A course whose sections each define a thing and use the one before.
  static func course(sections: Int) -> String {
    (0..<sections).map { number in
      let name = "\(subjects[number % subjects.count]) \(letters(number / subjects.count))"
      let before =
        number == 0 ? "machine" : "\(subjects[(number - 1) % subjects.count]) \(letters((number - 1) / subjects.count))"
      return """
        ## The \(name)

        A **\(name)** is a part of the system that orders work on the \(before). Each \(name) belongs to one owner, \
        and the \(before) knows its \(name). Without the \(name), two owners would destroy the state of the \(before).

        \(prose(words: 90, about: name, and: before))

        - The \(name) is taken first.
        - The \(before) is read afterwards.

        ```
        take(\(number));
        ```
        """
    }.joined(separator: "\n\n")
  }

  private static func letters(_ number: Int) -> String {
    ["alpha", "beta", "gamma", "delta", "sigma", "omega"][number % 6]
  }

  /// Sentences about two things, as long as wanted.
  static func prose(words: Int, about subject: String, and other: String) -> String {
    var text: [String] = []
    var count = 0
    var turn = 0
    let frames = [
      "When the % changes, the @ must follow without delay.", "Readers of the % see the @ as it was before.",
      "Nobody can remove the % while somebody holds the @.", "A damaged % is repaired from the @ at the next start.",
    ]
    while count < words {
      let sentence = frames[turn % frames.count].map { $0 == "%" ? subject : $0 == "@" ? other : String($0) }.joined()
      text.append(sentence)
      count += sentence.split(separator: " ").count
      turn += 1
    }
    return text.joined(separator: " ")
  }

  /// The words of a text, its punctuation left out.
  static func words(_ text: String) -> [String] {
    text.split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }
}
