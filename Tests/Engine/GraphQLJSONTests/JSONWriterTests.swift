import GraphQLJSON
import Testing

@Suite struct JSONWriterTests {
  private func written(_ body: (inout JSONWriter) -> Void) -> String {
    var writer = JSONWriter(capacity: 0)
    body(&writer)
    return String(decoding: writer.finish(), as: UTF8.self)
  }

  /// The slow and literal way.
  private func naivelyEscaped(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    var result: [UInt8] = [0x22]
    for byte in bytes {
      switch byte {
      case 0x22: result += Array("\\\"".utf8)
      case 0x5C: result += Array("\\\\".utf8)
      case 0x08: result += Array("\\b".utf8)
      case 0x09: result += Array("\\t".utf8)
      case 0x0A: result += Array("\\n".utf8)
      case 0x0C: result += Array("\\f".utf8)
      case 0x0D: result += Array("\\r".utf8)
      case 0..<0x20:
        let hex = String(byte, radix: 16)
        result += Array(("\\u" + String(repeating: "0", count: 4 - hex.count) + hex).utf8)
      default: result.append(byte)
      }
    }
    return result + [0x22]
  }

  @Test("strings of every length at every alignment are escaped as a naive escaper does it")
  func alignments() {
    let specials: [UInt8] = [0x00, 0x08, 0x0A, 0x1F, 0x22, 0x5C]
    for alignment in 0..<8 {
      for length in 0...40 {
        let plain = (0..<length).map { UInt8(truncatingIfNeeded: 0x23 &+ $0) == 0x5C ? 0x7F : 0x23 &+ UInt8($0) }
        check(plain, alignment)
        for position in 0..<length {
          var text = plain
          text[position] = specials[(position + length) % specials.count]
          check(text, alignment)
          // A special directly behind another, where a borrow could mislead.
          if position + 1 < length { text[position + 1] = 0x21 }
          check(text, alignment)
          if position + 1 < length { text[position + 1] = 0x22 }
          check(text, alignment)
        }
      }
    }
  }

  private func check(_ text: [UInt8], _ alignment: Int) {
    let padded = [UInt8](repeating: 0x22, count: alignment) + text + [0x22]
    var writer = JSONWriter(capacity: 1)
    writer.string(padded.span.extracting(alignment..<alignment + text.count))
    #expect(writer.finish() == naivelyEscaped(text))
  }

  @Test("every byte value is escaped or copied as a naive escaper does it")
  func everyByte() {
    for byte in UInt8.min...UInt8.max {
      for position in 0..<9 {
        var text = [UInt8](repeating: 0x61, count: 9)
        text[position] = byte
        check(text, 0)
      }
    }
  }

  @Test("a long text made of escapes only grows the buffer as needed")
  func manyEscapes() {
    let text = [UInt8](repeating: 0x01, count: 5000)
    check(text, 3)
  }

  @Test("a random text is escaped as a naive escaper does it")
  func randomTexts() {
    var state: UInt64 = 42
    for _ in 0..<500 {
      var text: [UInt8] = []
      for _ in 0..<200 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text.append(UInt8(truncatingIfNeeded: state >> 33) & 0x7F)
      }
      check(text, Int(state >> 61))
    }
  }

  @Test("an empty string is two quotes")
  func emptyString() {
    #expect(written { $0.string("") } == "\"\"")
    #expect(written { $0.string("Größe 😀") } == "\"Größe 😀\"")
  }

  @Test(
    "integers are printed in full",
    arguments: [0, 1, -1, 9, 10, 99, 100, -100, 1_234_567_890, Int.max, Int.min, 1_000_000_000_000_000_000])
  func integers(value: Int) {
    #expect(written { $0.integer(value) } == String(value))
  }

  @Test(
    "doubles are printed as JavaScript prints them",
    arguments: [
      (0, "0"), (-0.0, "0"), (1, "1"), (-1, "-1"), (1.5, "1.5"), (-1.5, "-1.5"), (0.1, "0.1"), (0.3, "0.3"),
      (0.1 + 0.2, "0.30000000000000004"), (100, "100"), (1e15, "1000000000000000"), (1e16, "10000000000000000"),
      (1e20, "100000000000000000000"), (1e21, "1e+21"), (1.5e21, "1.5e+21"), (-1e21, "-1e+21"),
      (123_456_789_012_345_680, "123456789012345680"), (9_007_199_254_740_992, "9007199254740992"),
      (0.001, "0.001"), (0.00012, "0.00012"), (0.000001, "0.000001"), (0.0000001, "1e-7"), (1.5e-7, "1.5e-7"),
      (.leastNonzeroMagnitude, "5e-324"), (1.7976931348623157e308, "1.7976931348623157e+308"),
      (2.2250738585072014e-308, "2.2250738585072014e-308"),
      (123.456, "123.456"), (1234567.891, "1234567.891"), (-0.000012345, "-0.000012345"),
      (3.141592653589793, "3.141592653589793"), (4.35, "4.35"), (1e100, "1e+100"),
    ] as [(Double, String)])
  func doubles(value: Double, text: String) {
    #expect(written { $0.number(value) } == text)
  }

  @Test("every printed double reads back as itself")
  func doublesRoundTrip() {
    var state: UInt64 = 7
    for _ in 0..<20_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let value = Double(bitPattern: state)
      guard value.isFinite else { continue }
      #expect(Double(written { $0.number(value) }) == value)
    }
  }

  @Test("infinity and NaN, which JSON cannot say, are null")
  func notFinite() {
    #expect(written { $0.number(.infinity) } == "null")
    #expect(written { $0.number(.nan) } == "null")
  }

  @Test("truncating forgets what was written last")
  func truncate() {
    var writer = JSONWriter(capacity: 16)
    writer.raw("{\"a\":")
    let mark = writer.count
    writer.string("a long text that is given up")
    writer.truncate(to: mark)
    writer.null()
    writer.byte(UInt8(ascii: "}"))
    #expect(unsafe writer.withBytes { unsafe Array($0) } == Array("{\"a\":null}".utf8))
    #expect(writer.finish() == Array("{\"a\":null}".utf8))
  }

  @Test("a value is written with its members in order")
  func values() {
    let value: JSONValue = .object([
      "b": .array([.null, .boolean(true), .boolean(false), .number("1.0")]), "a": .string("\n"), "o": .object([:]),
    ])
    #expect(
      String(decoding: value.serialized(), as: UTF8.self) == #"{"b":[null,true,false,1.0],"a":"\n","o":{}}"#)
  }
}
