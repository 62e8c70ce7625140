import GraphQLWebSocket
import NIOCore

extension ByteBuffer {
  /// Writes a whole frame of a server, which has no mask (RFC 6455, section 5.2).
  mutating func write(_ frame: SocketFrame) {
    switch frame {
    case .text(let bytes): writeFrame(0x81, bytes)
    case .ping: writeFrame(0x89, [])
    case .pong(let bytes): writeFrame(0x8A, bytes)
    }
  }

  /// Writes a close frame; without a code it is empty.
  mutating func writeCloseFrame(_ code: UInt16?, _ reason: String = "") {
    guard let code else { return writeFrame(0x88, []) }
    writeFrame(0x88, [UInt8(code >> 8), UInt8(code & 0xFF)] + Array(reason.utf8))
  }

  private mutating func writeFrame(_ first: UInt8, _ payload: [UInt8]) {
    reserveCapacity(minimumWritableBytes: payload.count + 10)
    writeInteger(first)
    switch payload.count {
    case ...125: writeInteger(UInt8(payload.count))
    case ...65_535: writeMultipleIntegers(UInt8(126), UInt16(payload.count))
    default: writeMultipleIntegers(UInt8(127), UInt64(payload.count))
    }
    writeBytes(payload)
  }
}
