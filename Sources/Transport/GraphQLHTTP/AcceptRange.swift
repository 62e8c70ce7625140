/// One element of an `Accept` header: a media range with its quality in thousandths.
struct AcceptRange: Equatable, Sendable {
  var media: MediaType
  var quality: Int

  /// The ranges of a header, in order. Malformed ones are left out; no header at all accepts everything.
  static func list(_ header: String?) -> [AcceptRange] {
    guard let header, header.utf8.contains(where: { $0 != 0x20 && $0 != 0x09 }) else {
      return [AcceptRange(media: MediaType(type: "*", subtype: "*"), quality: 1000)]
    }
    return ASCII.split(header[...], at: UInt8(ascii: ",")).prefix(Negotiation.rangeLimit)
      .compactMap { AcceptRange($0) }
  }

  init(media: MediaType, quality: Int) {
    self.media = media
    self.quality = quality
  }

  init?(_ text: Substring) {
    guard let media = MediaType(text) else { return nil }
    self.media = media
    guard let weight = media["q"] else {
      quality = 1000
      return
    }
    guard let quality = Self.thousandths(weight) else { return nil }
    self.quality = quality
  }

  /// How exactly this range names a type: 2 by name, 1 by `type/*`, 0 by `*/*`, nothing when it does not match.
  /// A range that wants another charset than UTF-8 matches nothing we have.
  func specificity(type: String, subtype: String) -> Int? {
    guard media.isUTF8 else { return nil }
    if media.type == type { return media.subtype == subtype ? 2 : media.subtype == "*" ? 1 : nil }
    return media.type == "*" && media.subtype == "*" ? 0 : nil
  }

  /// `0`, `0.5`, `1.000`: at most three digits behind the point, at most one in value.
  private static func thousandths(_ text: String) -> Int? {
    var bytes = text.utf8[...]
    guard let whole = bytes.popFirst(), whole == UInt8(ascii: "0") || whole == UInt8(ascii: "1") else { return nil }
    var result = whole == UInt8(ascii: "1") ? 1000 : 0
    guard let point = bytes.popFirst() else { return result }
    guard point == UInt8(ascii: "."), bytes.count <= 3 else { return nil }
    var unit = 100
    for byte in bytes {
      guard byte &- 0x30 < 10 else { return nil }
      result += Int(byte &- 0x30) * unit
      unit /= 10
    }
    return result <= 1000 ? result : nil
  }
}
