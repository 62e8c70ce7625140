import Testing

@testable import ContentLibrary

@Suite("Texts whose encoding nobody told")
struct DecodedTextTests {
  @Test("byte order marks decide, then UTF-8, then Latin-1")
  func encodings() {
    #expect(DecodedText(Array("h\u{E9}".utf8))?.text == "h\u{E9}")
    #expect(DecodedText([0xEF, 0xBB, 0xBF] + Array("h\u{E9}".utf8))?.text == "h\u{E9}")
    #expect(DecodedText([0xFF, 0xFE, 0x68, 0x00, 0xE9, 0x00])?.text == "h\u{E9}")
    #expect(DecodedText([0xFE, 0xFF, 0x00, 0x68, 0x00, 0xE9])?.text == "h\u{E9}")
    #expect(DecodedText([0xFF, 0xFE, 0x3D, 0xD8, 0x00, 0xDE])?.text == "\u{1F600}")
    #expect(DecodedText([0x68, 0xE9])?.text == "h\u{E9}")
  }

  @Test("line ends become line feeds, and NUL is no text")
  func plain() {
    #expect(DecodedText(Array("a\r\nb\rc\n\r\nd".utf8))?.text == "a\nb\nc\n\nd")
    #expect(DecodedText([0x61, 0x00, 0x62]) == nil)
    #expect(DecodedText(text: "a\u{0}b").text == "ab")
    #expect(DecodedText([0xFF, 0xFE, 0x61, 0x00, 0x00, 0x00])?.text == "a")
    #expect(DecodedText([0xFF, 0xFE, 0x61])?.text == "")
    #expect(DecodedText([])?.text == "")
  }
}
