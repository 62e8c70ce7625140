/// The parameters of a URL's query, decoded as HTML forms encode them: `+` is a space, `%XX` a byte.
struct QueryString {
  private var parameters: [(name: String, value: String)] = []

  /// Decodes the text behind the `?`. Parameters that nobody asked for are left out.
  init(_ text: Substring, names: [String]) throws(HTTPFault) {
    for piece in text.utf8.split(separator: UInt8(ascii: "&")) {
      let equals = piece.firstIndex(of: UInt8(ascii: "=")) ?? piece.endIndex
      let name = try Self.decoded(piece[..<equals])
      guard names.contains(name) else { continue }
      guard self[name] == nil else { throw .badRequest("The parameter \"\(name)\" appears twice in the URL") }
      let value = equals == piece.endIndex ? piece[equals...] : piece[piece.index(after: equals)...]
      parameters.append((name, try Self.decoded(value)))
    }
  }

  /// The value of a parameter; `nil` when it is absent.
  subscript(name: String) -> String? {
    parameters.first { $0.name == name }?.value
  }

  private static func decoded(_ text: Substring.UTF8View.SubSequence) throws(HTTPFault) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count)
    var rest = text
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "+"): bytes.append(0x20)
      case UInt8(ascii: "%"):
        guard let high = rest.popFirst().flatMap(hexDigit), let low = rest.popFirst().flatMap(hexDigit) else {
          throw .badRequest("The URL has a malformed percent escape")
        }
        bytes.append(high << 4 | low)
      default: bytes.append(byte)
      }
    }
    guard let result = String(validating: bytes, as: UTF8.self) else {
      throw .badRequest("The URL is not valid UTF-8")
    }
    return result
  }

  private static func hexDigit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
