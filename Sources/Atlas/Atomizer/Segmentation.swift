/// Cuts an outline into drafts of atoms: by headings first, then small sections join and long ones are cut.
struct Segmentation {
  private let outline: Outline

  static func drafts(of outline: Outline) -> [Draft] { Segmentation(outline: outline).drafts(of: 0) }

  private init(outline: Outline) {
    self.outline = outline
  }

  /// A section's drafts, subsections included; headings have six levels, so the calls are at most seven deep.
  private func drafts(of section: Int) -> [Draft] {
    var drafts = ownDrafts(of: section)
    for child in outline.sections[section].children {
      let inner = self.drafts(of: child)
      for var draft in inner {
        draft.isWhole = inner.count == 1
        draft.isOwn = false
        drafts.append(draft)
      }
    }
    return joined(drafts)
  }

  private func ownDrafts(of index: Int) -> [Draft] {
    let section = outline.sections[index]
    guard !section.own.isEmpty else { return [] }
    let heading = [section.heading].compactMap { $0 }
    guard section.ownWords > AtomSize.long else {
      return [
        Draft(
          blocks: heading + section.own, sections: [index], words: section.ownWords, part: nil, isWhole: true,
          isOwn: true)
      ]
    }
    let pieces = LongSection.cut(section.own, of: outline)
    return pieces.enumerated().map { part, piece in
      let words = piece.reduce(0) { $0 + outline.blocks[$1].words }
      return Draft(
        blocks: (part == 0 ? heading : []) + piece, sections: [index], words: words,
        part: pieces.count > 1 ? part : nil, isWhole: pieces.count == 1,
        isOwn: true)
    }
  }

  /// Neighbours that are too small for themselves become one.
  private func joined(_ drafts: [Draft]) -> [Draft] {
    var out: [Draft] = []
    for (index, draft) in drafts.enumerated() {
      if let last = out.last, joins(last, draft, next: index + 1 < drafts.count ? drafts[index + 1] : nil) {
        out[out.count - 1].absorb(draft)
      } else {
        out.append(draft)
      }
    }
    return out
  }

  private func joins(_ last: Draft, _ draft: Draft, next: Draft?) -> Bool {
    guard mayJoin(last, draft) else { return false }
    if last.words < AtomSize.small { return true }
    guard draft.words < AtomSize.small else { return false }
    if last.words < AtomSize.sparse { return true }
    // A small one goes where it makes the smaller sum.
    if let next, next.words < last.words, mayJoin(draft, next) { return false }
    return true
  }

  private func mayJoin(_ first: Draft, _ second: Draft) -> Bool {
    let isTiny = min(first.words, second.words) < AtomSize.tiny
    guard first.words + second.words <= (isTiny ? AtomSize.joinedTiny : AtomSize.joined) else { return false }
    if first.isWhole, second.isWhole { return true }
    if first.isOwn, second.isWhole || second.isOwn { return second.words < AtomSize.small }
    // A splinter between two topics goes with the one before, or begins the one behind.
    return isTiny && (first.isWhole || second.words < AtomSize.tiny)
  }
}
