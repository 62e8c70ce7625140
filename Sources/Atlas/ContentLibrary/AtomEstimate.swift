import Atomizer

/// How hard an atom is that somebody wrote, and how long it takes, where they do not say: what the algorithm says of its
/// text.
struct AtomEstimate: Sendable {
  /// 0 to 1.
  let difficulty: Double
  let seconds: Double

  init(title: String, body: String) {
    let parts = Atomizer.atomize(SourceText(body, format: .markdown, title: title)) { _, _ in }.atoms
    seconds = max(1, parts.reduce(0) { $0 + Double($1.estimatedSeconds) })
    let weighed = parts.reduce(0) { $0 + $1.difficulty * Double($1.estimatedSeconds) }
    difficulty = min(1, max(0, weighed / seconds))
  }
}
