/// Percent-encoding of everything but the unreserved characters (RFC 3986, section 2.3): right in paths, queries and
/// forms.
enum PercentEncoding {
  static func encode(_ text: String) -> String {
    var output: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: output.append(byte)
      default: output += [0x25, hexDigits[Int(byte >> 4)], hexDigits[Int(byte & 15)]]
      }
    }
    return String(decoding: output, as: UTF8.self)
  }

  /// `application/x-www-form-urlencoded`, as queries and forms are written.
  static func form(_ members: [(name: String, value: String)]) -> String {
    members.map { "\(encode($0.name))=\(encode($0.value))" }.joined(separator: "&")
  }

  private static let hexDigits = Array("0123456789ABCDEF".utf8)
}
