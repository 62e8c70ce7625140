extension MarkdownInlines {
  /// Tokens as runs.
  func assembled() -> InlineText {
    let styles = matchedEmphasis()
    var inline = InlineText()
    var style: InlineText.Style = []
    var linkAt: [Int: (to: Int, address: InlineText.Link, isImage: Bool)] = [:]
    for link in links { linkAt[link.from] = (link.to, link.address, link.isImage) }
    var current: (to: Int, address: InlineText.Link, isImage: Bool)?
    for (position, token) in tokens.enumerated() {
      if let open = current, position >= open.to { current = nil }
      let imageStyle: InlineText.Style = current?.isImage == true && current?.address.address != nil ? .image : []
      let shown = imageStyle.isEmpty ? style : imageStyle
      switch token {
      case .text(let text): inline.append(text, style: shown, link: current?.address)
      case .code(let text):
        inline.append(text, style: imageStyle.isEmpty ? style.union(.code) : shown, link: current?.address)
      case .lineBreak: inline.append("\n")
      case .link(let link): inline.append(link.address ?? "", style: style, link: link)
      case .emphasis(let mark, let count, _, _):
        if let change = styles[position] {
          style.formSymmetricDifference(change)
        } else {
          inline.append(
            String(repeating: Character(Unicode.Scalar(mark)), count: count), style: shown, link: current?.address)
        }
      case .bracket(let isImage):
        if let link = linkAt[position] {
          // A picture in a link stays a picture.
          if current == nil || link.isImage { current = link }
          if link.isImage, link.address.address != nil, position + 1 == link.to {
            inline.append("", style: .image, link: link.address)
          }
        } else {
          inline.append(isImage ? "![" : "[", style: shown, link: current?.address)
        }
      }
    }
    return inline
  }

  /// Which emphasis tokens have a partner, and what they switch.
  private func matchedEmphasis() -> [Int: InlineText.Style] {
    var matched: [Int: InlineText.Style] = [:]
    var open: [(token: Int, mark: UInt8, count: Int)] = []
    for (position, token) in tokens.enumerated() {
      guard case .emphasis(let mark, let count, let opens, let closes) = token, count <= 3 else { continue }
      let partner = closes ? open.suffix(6).lastIndex { $0.mark == mark && $0.count == count } : nil
      if let partner {
        let style: InlineText.Style = count == 1 ? .emphasis : count == 2 ? .strong : [.strong, .emphasis]
        matched[open[partner].token] = style
        matched[position] = style
        open.removeLast(open.count - partner)
      } else if opens {
        open.append((position, mark, count))
      }
    }
    return matched
  }
}
