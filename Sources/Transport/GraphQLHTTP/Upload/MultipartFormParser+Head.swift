extension MultipartFormParser {
  /// Reads the head of a part up to the end of the piece or to its empty line.
  mutating func passHead(_ piece: [UInt8], _ position: inout Int) throws(HTTPFault) -> Event? {
    while position < piece.count {
      let byte = piece[position]
      position += 1
      headByteCount += 1
      guard headByteCount <= MultipartLimits.headBytes else {
        throw .badRequest("The head of a part is larger than \(MultipartLimits.headBytes) bytes")
      }
      line.append(byte)
      guard byte == 0x0A else { continue }
      guard line.count >= 2, line[line.count - 2] == 0x0D else { throw Self.malformedLine }
      line.removeLast(2)
      if line.isEmpty {
        let head = try MultipartPartHead(fields)
        fields = [:]
        headByteCount = 0
        beginContent()
        return .partBegan(head)
      }
      fields.all.append(try Self.field(line.span))
      guard fields.all.count <= MultipartLimits.headFields else {
        throw .badRequest("A part has more than \(MultipartLimits.headFields) header fields")
      }
      line.removeAll(keepingCapacity: true)
    }
    return nil
  }

  /// One line. Lines that go on in the next one are refused, as in HTTP.
  private static func field(_ line: Span<UInt8>) throws(HTTPFault) -> HTTPFields.Field {
    let colon = line.indices.first { line[$0] == UInt8(ascii: ":") } ?? line.count
    guard colon < line.count, ASCII.isToken(line, 0..<colon) else { throw malformedLine }
    for index in line.indices where (line[index] < 0x20 && line[index] != 0x09) || line[index] == 0x7F {
      throw malformedLine
    }
    let value = ASCII.trimmed(line, colon + 1..<line.count)
    guard let name = try? UTF8Span(validating: line.extracting(0..<colon)),
      let text = try? UTF8Span(validating: line.extracting(value))
    else { throw .badRequest("The head of a part is not valid UTF-8") }
    return HTTPFields.Field(name: String(copying: name), value: String(copying: text))
  }

  private static var malformedLine: HTTPFault {
    .badRequest("The head of a part has a line that is no header field")
  }
}
