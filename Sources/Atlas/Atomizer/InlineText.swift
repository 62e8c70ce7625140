/// Running text with its emphasis and links, as all three readers make it.
struct InlineText {
  struct Style: OptionSet {
    let rawValue: UInt8
    static let strong = Style(rawValue: 1)
    static let emphasis = Style(rawValue: 2)
    static let code = Style(rawValue: 4)
    static let image = Style(rawValue: 8)
  }

  struct Run {
    var text: String
    var style: Style
    var link: Link?
  }

  enum Link: Equatable {
    case to(String)
    /// The address means nothing outside the page, but the text was a link there.
    case nowhere

    var address: String? { if case .to(let address) = self { address } else { nil } }
  }

  private(set) var runs: [Run] = []

  init() {}
  init(_ text: String) { append(text) }

  /// Adds text; a newline in it is a line break that stays.
  mutating func append(_ text: String, style: Style = [], link: Link? = nil) {
    guard !text.isEmpty || style.contains(.image) else { return }
    if let last = runs.indices.last, runs[last].style == style, runs[last].link == link {
      runs[last].text += text
    } else {
      runs.append(Run(text: text, style: style, link: link))
    }
  }

  mutating func append(_ other: InlineText) {
    for run in other.runs { append(run.text, style: run.style, link: run.link) }
  }

  /// Whether there is anything to see.
  var isBlank: Bool {
    runs.allSatisfy { !$0.style.contains(.image) && $0.text.utf8.allSatisfy(\.isWhitespace) }
  }

  /// Whether it is nothing but pictures that lead elsewhere, as the badges of a project's front page.
  var isBadges: Bool {
    var pictures = 0
    for run in runs {
      if run.style.contains(.image) {
        let address = run.link?.address ?? ""
        pictures += address.contains("badge") || address.contains("shields.io") ? 2 : 1
      } else if run.text.utf8.contains(where: \.isWordByte) {
        return false
      }
    }
    return pictures > 1 || (pictures == 1 && runs.allSatisfy { !$0.style.contains(.image) || $0.text.isEmpty })
  }

  /// The words without markup.
  var plain: String { runs.map(\.text).joined().collapsed }

  /// The distinct short runs that the author set off.
  var terms: [String] {
    runs.filter { !$0.style.isDisjoint(with: [.strong, .emphasis, .code]) && $0.text.utf8.count <= 60 }
      .map { $0.text.collapsed }.filter { !$0.isEmpty }
  }

  /// Bold words at the beginning.
  var lead: String? {
    guard let first = runs.first(where: { !$0.text.utf8.allSatisfy(\.isWhitespace) }) else { return nil }
    guard first.style.contains(.strong), first.text.utf8.count <= 80 else { return nil }
    return first.text.collapsed
  }

  var linkedBytes: Int { runs.reduce(0) { $0 + ($1.link == nil ? 0 : $1.text.utf8.count) } }
}

/// Where a link may lead.
enum LinkTarget {
  private static let longest = 2000

  /// Only absolute addresses of pages and mail survive: others lead nowhere from an atom, or do something.
  static func accepted(_ address: some StringProtocol) -> InlineText.Link {
    let bytes = Array(address.utf8).trimmed
    guard bytes.count <= longest else { return .nowhere }
    guard
      bytes.begins(withASCII: "http://") || bytes.begins(withASCII: "https://") || bytes.begins(withASCII: "mailto:")
    else { return .nowhere }
    return .to(bytes.text)
  }
}
