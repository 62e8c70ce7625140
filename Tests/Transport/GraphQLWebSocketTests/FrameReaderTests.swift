import GraphQLWebSocket
import Testing

@Suite struct FrameReaderTests {
  /// Reads all at once, then byte by byte, which must come to the same apart from the notices of unfinished messages.
  private func read(_ bytes: [UInt8], _ settings: SocketSettings = SocketSettings()) -> [SocketEvent] {
    let events = TestReader(settings).read(bytes)
    let slow = TestReader(settings)
    let single = bytes.flatMap { slow.read([$0]) }
    #expect(single.filter { $0 != .partialMessage } == events.filter { $0 != .partialMessage })
    #expect(single.last == events.last)
    return events
  }

  private let broken = SocketEvent.framingFault(.framingError)

  @Test("[RFC6455 5.2] a text of each form of length is read", arguments: [0, 1, 125, 126, 65_535, 65_536, 256 << 10])
  func lengths(count: Int) {
    let text = [UInt8](repeating: 0x61, count: count)
    let reader = TestReader()
    #expect(reader.read(frame(0x81, text) + frame(0x81, "b")) == [.text(text), .text([0x62])])
  }

  @Test("[RFC6455 5.4] a message in fragments is assembled, with control frames in between")
  func fragments() {
    let bytes =
      frame(0x01, "on") + frame(0x89, "p") + frame(0x00, "") + frame(0x8A, "q") + frame(0x80, "e") + frame(0x81, "two")
    let events: [SocketEvent] = [.pingFrame([0x70]), .pongFrame, .text(Array("one".utf8)), .text(Array("two".utf8))]
    #expect(read(bytes) == events)
  }

  @Test("an unfinished message is told, from the first byte of its header")
  func partial() {
    let reader = TestReader()
    #expect(reader.read([0x01]) == [.partialMessage])
    #expect(reader.read(Array(frame(0x01, "on").dropFirst())) == [.partialMessage])
    #expect(reader.read(frame(0x80, "e")) == [.text(Array("one".utf8))])
  }

  @Test("[RFC6455 5.1] a frame without a mask is a fault")
  func unmasked() { #expect(read(frame(0x81, [0x61], isMasked: false)) == [broken]) }

  @Test("[RFC6455 5.2] bits of extensions and unknown types are a fault")
  func reserved() {
    for bits: UInt8 in [0x40, 0x20, 0x10, 0x70] { #expect(read(frame(0x81 | bits, "a")) == [broken]) }
    for type: UInt8 in [0x3, 0x4, 0x5, 0x6, 0x7, 0xB, 0xC, 0xD, 0xE, 0xF] {
      #expect(read(frame(0x80 | type, "a")) == [broken])
    }
  }

  @Test("[RFC6455 5.2] a length that could be written shorter, or has the highest bit, is a fault")
  func wastefulLengths() {
    let mask: [UInt8] = [0, 0, 0, 0]
    #expect(read([0x81, 0xFE, 0, 125] + mask) == [broken])
    #expect(read([0x81, 0xFF, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF] + mask) == [broken])
    #expect(read([0x81, 0xFF, 0x80, 0, 0, 0, 0, 0, 0, 1] + mask) == [broken])
  }

  @Test("[RFC6455 5.4] a continuation of nothing, and a message inside another, are a fault")
  func order() {
    #expect(read(frame(0x80, "a")) == [broken])
    #expect(read(frame(0x01, "a") + frame(0x81, "b")) == [broken])
    #expect(read(frame(0x01, "a") + frame(0x82, "b")) == [broken])
    #expect(read(frame(0x81, "a") + frame(0x80, "b")) == [.text([0x61]), broken])
  }

  @Test("[RFC6455 5.5] a control frame in fragments or longer than 125 bytes is a fault")
  func control() {
    for type: UInt8 in [0x8, 0x9, 0xA] {
      #expect(read(frame(type, "")) == [broken])
      #expect(read(frame(0x80 | type, [UInt8](repeating: 0x61, count: 126))) == [broken])
    }
    let longest = [UInt8](repeating: 0x61, count: 125)
    #expect(read(frame(0x89, longest)) == [.pingFrame(longest)])
  }

  @Test("[WS 1009] a message may have so many bytes in all its frames; more are a fault as soon as they are announced")
  func size() {
    var settings = SocketSettings()
    settings.messageBytesLimit = 200
    let half = [UInt8](repeating: 0x61, count: 100)
    #expect(read(frame(0x81, half + half), settings) == [.text(half + half)])
    #expect(read(frame(0x01, half) + frame(0x80, half), settings) == [.text(half + half)])
    let tooBig = SocketEvent.framingFault(SocketClose(code: 1009, reason: "Message too big"))
    #expect(read(Array(frame(0x81, half + half + [0x61]).prefix(8)), settings) == [tooBig])
    #expect(read(frame(0x01, half) + frame(0x80, half + [0x61]).prefix(6), settings) == [tooBig])
    #expect(read([0x81, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0], settings) == [tooBig])
  }

  @Test("[WS 1009] a message may come in so many frames, of whatever size; one more is a fault")
  func manyFragments() {
    var settings = SocketSettings()
    settings.fragmentsPerMessage = 3
    let three = frame(0x01, "a") + frame(0x00, "") + frame(0x80, "b")
    #expect(read(three + three, settings) == [.text([0x61, 0x62]), .text([0x61, 0x62])])
    let four = frame(0x01, "a") + frame(0x00, "") + frame(0x00, "") + frame(0x80, "b")
    #expect(read(four, settings) == [.framingFault(.tooManyFragments)])
  }

  @Test("[WS 4400] a binary message is told as such, and not kept")
  func binary() {
    #expect(read(frame(0x82, "a") + frame(0x81, "b")) == [.binary])
    #expect(read(frame(0x02, "a")) == [.binary])
  }

  @Test("[RFC6455 7.4] a close frame has no code, or one that may be sent", arguments: [1000, 1003, 1014, 3000, 4999])
  func close(code: UInt16) {
    let bytes = [UInt8(code >> 8), UInt8(code & 0xFF)]
    #expect(read(frame(0x88, bytes + Array("bye".utf8)) + frame(0x81, "a")) == [.closeFrame(code)])
    #expect(read(frame(0x88, "")) == [.closeFrame(nil)])
  }

  @Test(
    "[RFC6455 7.4] a code that may not be sent is a fault", arguments: [0, 999, 1004, 1005, 1006, 1015, 2999, 5000])
  func wrongCode(code: UInt16) {
    #expect(read(frame(0x88, [UInt8(code >> 8), UInt8(code & 0xFF)])) == [broken])
  }

  @Test("[RFC6455 5.5.1] half a code is a fault with 1002, a reason that is not UTF-8 one with 1007")
  func wrongClose() {
    #expect(read(frame(0x88, [3])) == [broken])
    #expect(read(frame(0x88, [3, 0xE8, 0xFF])) == [.framingFault(SocketClose(code: 1007, reason: "Invalid UTF-8"))])
  }

  @Test("after a fault nothing is read")
  func afterFault() {
    let reader = TestReader()
    #expect(reader.read(frame(0x80, "a")) == [broken])
    #expect(reader.read(frame(0x81, "a")).isEmpty)
  }
}
