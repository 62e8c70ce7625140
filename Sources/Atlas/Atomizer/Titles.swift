/// Names the atoms: by their headings where they have any, else by what they are about.
struct Titles {
  private let outline: Outline
  private let drafts: [Draft]
  private let concepts: [[String]]

  static func titles(_ drafts: [Draft], _ outline: Outline, concepts: [[String]]) -> [String] {
    let titles = Titles(outline: outline, drafts: drafts, concepts: concepts)
    var seen: [String: Int] = [:]
    return drafts.indices.map { titles.unique(titles.title(of: $0), of: $0, &seen) }
  }

  private func title(of atom: Int) -> String {
    let draft = drafts[atom]
    guard let first = draft.sections.first else { return outline.sections[0].title }
    if let part = draft.part { return partTitle(atom, first, part) }
    let tops = topSections(draft)
    let names = tops.map { outline.sections[$0].title }
    if tops.count == 1 { return first == 0 ? rootTitle(atom) : outline.titleInContext(first) }
    let parent = outline.sections[tops[0]].parent ?? 0
    let context = outline.sections[parent].title
    let shown = names.count <= 3 ? names : Array(names.prefix(2)) + ["more"]
    let needsContext = names.contains(where: Headline.isGeneric) || (parent != 0 && names.count > 3)
    let joined = Headline.joined(shown)
    let long = needsContext && !context.isEmpty ? context + ": " + joined : joined
    return long.unicodeScalars.count <= 110 ? long : Headline.joined(Array(names.prefix(1)) + ["more"])
  }

  /// The sections that are not inside another one of the same draft.
  private func topSections(_ draft: Draft) -> [Int] {
    guard let first = draft.sections.first else { return [] }
    // A few words over the first subsection do not make the atom a summary of all.
    if draft.sections.count > 1, outline.sections[first].children.count > draft.sections.count - 1,
      outline.sections[first].ownWords * 3 < draft.words
    {
      return topmost(Array(draft.sections.dropFirst()))
    }
    return topmost(draft.sections)
  }

  private func topmost(_ sections: [Int]) -> [Int] {
    var tops: [Int] = []
    for section in sections {
      if let last = tops.last, outline.isInside(section, last) { continue }
      tops.append(section)
    }
    return tops
  }

  private func partTitle(_ atom: Int, _ section: Int, _ part: Int) -> String {
    let heading = outline.titleInContext(section)
    let blocks = drafts[atom].blocks.map { outline.blocks[$0] }.filter { !$0.isHeading }
    if let first = blocks.first, !first.isItem, let lead = first.lead, lead.utf8.count <= 60,
      WordCount.words(in: lead.utf8) <= 8, !Headline.isGeneric(Headline.cleaned(lead))
    {
      return heading + ": " + Headline.cleaned(lead)
    }
    if part == 0, section != 0 { return heading }
    if let entries = entries(blocks) { return heading.isEmpty ? entries : heading + ": " + entries }
    if let concept = newConcept(atom, beside: heading) {
      if heading.isEmpty { return concept }
      return heading.hasSuffix("?") ? heading + " (\(concept))" : heading + ": " + concept
    }
    return heading + " (\(part + 1))"
  }

  /// What a piece of a list of definitions defines: its first entries.
  private func entries(_ blocks: [Block]) -> String? {
    guard let first = blocks.first, first.isItem, first.lead != nil else { return nil }
    let names = blocks.filter { $0.isItem && $0.depth == first.depth }.compactMap { $0.lead.flatMap(entryName) }
    return names.isEmpty ? nil : Headline.joined(names.count <= 3 ? names : Array(names.prefix(2)) + ["more"])
  }

  /// "--log-fd" of "--log-fd=NUMBER", "break" of "break [n]"; nil where it says nothing or too much.
  private func entryName(_ lead: String) -> String? {
    let name = String(lead.prefix { !"=[(<{,;".contains($0) }).trimmed
    return (2...40).contains(name.utf8.count) && WordCount.words(in: name.utf8) <= 4 ? Headline.cleaned(name) : nil
  }

  /// What stands before the first heading.
  private func rootTitle(_ atom: Int) -> String {
    let title = outline.sections[0].title
    if !title.isEmpty { return title }
    return newConcept(atom, beside: "") ?? firstSentence(atom)
  }

  private func newConcept(_ atom: Int, beside heading: String) -> String? {
    let lower = heading.lowercased()
    return concepts[atom].first { !lower.contains($0.lowercased()) }.map {
      heading.isEmpty ? $0.prefix(1).uppercased() + $0.dropFirst() : $0
    }
  }

  private func firstSentence(_ atom: Int) -> String {
    let text = drafts[atom].blocks.lazy.map { outline.blocks[$0].prose }.first { !$0.isEmpty } ?? ""
    return Headline.shortened(Sentences.split(text, longest: 200).first?.text.trimmed ?? text, to: 70)
  }

  /// At most 200 characters, never empty, told apart from earlier ones by what stands above, by a concept, by a number.
  private func unique(_ title: String, of atom: Int, _ seen: inout [String: Int]) -> String {
    var result = Headline.shortened(title.isEmpty ? "Part \(atom + 1)" : title, to: 160)
    if seen[result] != nil, let section = drafts[atom].sections.first, let parent = outline.sections[section].parent,
      parent != 0, !result.hasPrefix(outline.sections[parent].title)
    {
      result = Headline.shortened(outline.sections[parent].title + ": " + result, to: 180)
    }
    if seen[result] != nil, let concept = newConcept(atom, beside: result) {
      result += " (\(Headline.shortened(concept, to: 20)))"
    }
    let count = (seen[result] ?? 0) + 1
    seen[result] = count
    return count == 1 ? result : result + " (\(count))"
  }
}
