/// Lists such as `key=value,other=a%20b`, which OpenTelemetry's variables have in the manner of W3C Baggage.
public enum KeyValueList {
  /// The pairs in their order, with values percent-decoded; nil for anything else. Empty members count for nothing.
  public static func parse(_ text: String) -> [(name: String, value: String)]? {
    var pairs: [(name: String, value: String)] = []
    for member in text.split(separator: ",") {
      let member = trimmed(member)
      if member.isEmpty { continue }
      guard let end = member.firstIndex(of: "=") else { return nil }
      let name = trimmed(member[..<end])
      guard !name.isEmpty, name.utf8.allSatisfy({ (0x21...0x7E).contains($0) }),
        let value = percentDecoded(trimmed(member[member.index(after: end)...]))
      else { return nil }
      pairs.append((String(name), value))
    }
    return pairs
  }

  private static func trimmed(_ text: Substring) -> Substring {
    let start = text.drop { $0 == " " || $0 == "\t" }
    return start.lastIndex { $0 != " " && $0 != "\t" }.map { start[...$0] } ?? ""
  }

  private static func percentDecoded(_ text: Substring) -> String? {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      let digits = rest.prefix(2)
      guard digits.count == 2, digits.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }),
        let decoded = UInt8(Substring(digits), radix: 16)
      else { return nil }
      bytes.append(decoded)
      rest = rest.dropFirst(2)
    }
    return String(validating: bytes, as: UTF8.self)
  }
}
