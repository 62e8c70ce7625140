/// The header of a frame while its bytes come (RFC 6455, section 5.2).
struct FrameHeader: Sendable {
  // Two bytes, eight of a long length, four of the mask.
  private var bytes = InlineArray<14, UInt8>(repeating: 0)
  private var count = 0

  var isEmpty: Bool { count == 0 }

  /// Adds a byte.
  ///
  /// - Returns: the frame that begins, when this was the last byte of its header.
  mutating func append(_ byte: UInt8) throws(SocketClose) -> FrameReader.Frame? {
    bytes[count] = byte
    count += 1
    guard count >= 2 else { return nil }
    let opcode = try checkedOpcode()
    guard count == 2 + lengthBytes + 4 else { return nil }
    let length = try checkedLength()
    let mask = InlineArray<4, UInt8> { [bytes, count] in bytes[count - 4 + $0] }
    let isFinal = bytes[0] & 0x80 != 0
    count = 0
    return FrameReader.Frame(opcode: opcode, isFinal: isFinal, length: length, mask: mask)
  }

  /// How many bytes the length takes behind the seven bits that announce them.
  private var lengthBytes: Int {
    switch bytes[1] & 0x7F {
    case 126: 2
    case 127: 8
    default: 0
    }
  }

  /// The type of the frame. We negotiate no extensions, so their bits must be 0, and clients must mask; control frames
  /// are whole and short (section 5.5).
  private func checkedOpcode() throws(SocketClose) -> FrameReader.Opcode {
    let hasMask = bytes[1] & 0x80 != 0
    guard bytes[0] & 0x70 == 0, hasMask, let opcode = FrameReader.Opcode(rawValue: bytes[0] & 0x0F) else {
      throw .framingError
    }
    let isFinal = bytes[0] & 0x80 != 0
    guard !opcode.isControl || (isFinal && bytes[1] & 0x7F <= 125) else { throw .framingError }
    return opcode
  }

  /// The length, which must be written in as few bytes as possible and without its highest bit.
  private func checkedLength() throws(SocketClose) -> Int {
    guard lengthBytes > 0 else { return Int(bytes[1] & 0x7F) }
    var length: UInt64 = 0
    for index in 2..<(2 + lengthBytes) { length = length << 8 | UInt64(bytes[index]) }
    guard length > (lengthBytes == 2 ? 125 : 65_535), let length = Int(exactly: length) else { throw .framingError }
    return length
  }
}
