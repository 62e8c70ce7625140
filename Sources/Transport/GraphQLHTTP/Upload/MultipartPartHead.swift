/// What a part of a form says before its content (RFC 7578, section 4).
struct MultipartPartHead: Sendable, Equatable {
  /// The name of the field.
  let name: String
  /// What the client calls the file: the last component of its path; nil where it gave no usable name.
  let fileName: String?
  /// The media type that the client gives; nil where it gives none.
  let mediaType: String?

  /// Understands the header fields of a part; those that are not named here mean nothing in a form.
  ///
  /// - Throws: 400 without a `Content-Disposition` of `form-data` and a name, and for content that is encoded.
  init(_ fields: HTTPFields) throws(HTTPFault) {
    let parameters = try Self.parameters(fields["content-disposition"] ?? "")
    guard let name = parameters.name else { throw .badRequest("A part of the form has no name") }
    if let encoding = fields["content-transfer-encoding"], !Self.isIdentity(encoding) {
      throw .badRequest("The content of a part must not have a Content-Transfer-Encoding")
    }
    self.name = name
    fileName = parameters.fileName.flatMap(Self.lastPathComponent)
    let mediaType = fields["content-type"] ?? ""
    self.mediaType = MediaType(mediaType.utf8.span) == nil ? nil : mediaType
  }

  /// RFC 7578 has no use for the field, but some libraries still write these three, which change nothing.
  private static func isIdentity(_ encoding: String) -> Bool {
    ["binary", "8bit", "7bit"].contains { ASCII.equalIgnoringCase($0, encoding) }
  }

  private static func parameters(_ disposition: String) throws(HTTPFault) -> (name: String?, fileName: String?) {
    let bytes = disposition.utf8.span
    var end = ASCII.firstIndex(of: UInt8(ascii: ";"), bytes, 0..<bytes.count)
    guard ASCII.isName("form-data", bytes, ASCII.trimmed(bytes, 0..<end)) else {
      throw .badRequest("A part of the form has no Content-Disposition of form-data")
    }
    var name: String?
    var fileName: String?
    while end < bytes.count {
      let start = end + 1
      end = ASCII.firstIndex(of: UInt8(ascii: ";"), bytes, start..<bytes.count)
      let piece = ASCII.trimmed(bytes, start..<end)
      guard let equals = piece.first(where: { bytes[$0] == UInt8(ascii: "=") }) else {
        guard piece.isEmpty else { throw malformed }
        continue
      }
      let key = ASCII.trimmed(bytes, piece.lowerBound..<equals)
      let value = ASCII.trimmed(bytes, equals + 1..<piece.upperBound)
      if ASCII.isName("name", bytes, key) {
        guard name == nil else { throw malformed }
        name = try text(bytes, value)
      } else if ASCII.isName("filename", bytes, key) {
        guard fileName == nil else { throw malformed }
        fileName = try text(bytes, value)
      }
    }
    return (name, fileName)
  }

  private static let malformed = HTTPFault.badRequest("The Content-Disposition of a part is malformed")

  /// A token or a quoted text. Inside of quotes a quote is written `\"` by some clients and `%22` by browsers; any other
  /// backslash is one, because Windows' paths came like that.
  private static func text(_ bytes: Span<UInt8>, _ place: Range<Int>) throws(HTTPFault) -> String {
    let (quote, backslash) = (UInt8(ascii: "\""), UInt8(ascii: "\\"))
    var content: [UInt8] = []
    if ASCII.isToken(bytes, place) {
      for index in place { content.append(bytes[index]) }
      return String(decoding: content, as: UTF8.self)
    }
    guard place.count >= 2, bytes[place.lowerBound] == quote, bytes[place.upperBound - 1] == quote else {
      throw malformed
    }
    let end = place.upperBound - 1
    var index = place.lowerBound + 1
    while index < end {
      var byte = bytes[index]
      if byte == backslash, index + 1 < end, bytes[index + 1] == quote || bytes[index + 1] == backslash {
        index += 1
        byte = bytes[index]
      } else if byte == UInt8(ascii: "%"), index + 2 < end, bytes[index + 1] == 0x32, bytes[index + 2] == 0x32 {
        index += 2
        byte = quote
      } else if byte == quote {
        throw malformed
      }
      content.append(byte)
      index += 1
    }
    return String(decoding: content, as: UTF8.self)
  }

  /// Nobody should use the name as a path, but should somebody do it, it leads nowhere.
  private static func lastPathComponent(_ path: String) -> String? {
    let start = path.utf8.lastIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }
    let name = start.map { String(path[path.utf8.index(after: $0)...]) } ?? path
    return ["", ".", ".."].contains(name) ? nil : name
  }
}
