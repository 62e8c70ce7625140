/// What stands between the parts of a form (RFC 2046, section 5.1.1).
struct MultipartBoundary: Sendable, Equatable {
  /// A line break, two hyphens and the boundary: with these bytes a part ends.
  let delimiter: [UInt8]

  /// Reads the boundary out of a Content-Type.
  ///
  /// - Throws: 415 where the type is another than `multipart/form-data`, 400 where its boundary is missing or malformed.
  init(contentType: String?) throws(HTTPFault) {
    let text = contentType ?? ""
    let bytes = text.utf8.span
    guard let media = MediaType(bytes), media.isNamed("multipart", "form-data", bytes) else {
      throw .unsupportedMediaType("The Content-Type must be multipart/form-data")
    }
    guard let boundary = media["boundary", bytes] else {
      throw .badRequest("The Content-Type multipart/form-data needs a boundary")
    }
    guard Self.isBoundary(boundary) else {
      throw .badRequest("The boundary of the form must be 1 to 70 of the characters of RFC 2046, the last no space")
    }
    delimiter = Array("\r\n--\(boundary)".utf8)
  }

  private static func isBoundary(_ text: String) -> Bool {
    (1...70).contains(text.utf8.count) && text.utf8.last != UInt8(ascii: " ") && text.utf8.allSatisfy(isBoundaryByte)
  }

  private static func isBoundaryByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "'")...UInt8(ascii: ")"),
      UInt8(ascii: "+")...UInt8(ascii: "/"), UInt8(ascii: ":"), UInt8(ascii: "="), UInt8(ascii: "?"),
      UInt8(ascii: "_"), UInt8(ascii: " "):
      true
    default: false
    }
  }
}
