import AtlasKernel

/// The users that a text mentions by their ids: `@user_7`.
enum Mentions {
  /// Who is mentioned after so many others is not told.
  static let limit = 20

  /// Their row keys, each once, in the order of the text. An `@` inside a word, as in an address of mail, is none.
  static func userIDs(in text: String) -> [Int64] {
    let bytes = Array(text.utf8)
    var found: [Int64] = []
    var place = 0
    while found.count < limit, let at = bytes[place...].firstIndex(of: UInt8(ascii: "@")) {
      let name = bytes[(at + 1)...].prefix(while: isWord)
      place = name.endIndex
      if at > 0, isWord(bytes[at - 1]) { continue }
      guard let id = GlobalID(String(decoding: name, as: UTF8.self)), id.kind == .user, !found.contains(id.key)
      else { continue }
      found.append(id.key)
    }
    return found
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"):
      true
    // A letter of another script.
    default: byte >= 0x80
    }
  }
}
