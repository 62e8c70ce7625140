import AtlasAPI
import Testing

@testable import Identity

@Suite("Codes of authenticators")
struct TimeBasedCodesTests {
  /// The secret of the test vectors: "12345678901234567890".
  let codes = TimeBasedCodes(secret: Array("12345678901234567890".utf8))

  @Test(
    "the vectors of RFC 6238, appendix B, for SHA-1",
    arguments: [
      (59, "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"), (1_234_567_890, "89005924"),
      (2_000_000_000, "69279037"), (20_000_000_000, "65353130"),
    ] as [(Int64, String)])
  func vectors(second: Int64, code: String) {
    let step = TimeBasedCodes.step(at: moment(second))
    #expect(codes.code(step: step, digits: 8) == code)
    #expect(codes.code(step: step) == String(code.suffix(6)), "six digits are the last of eight")
  }

  @Test("the vectors of RFC 4226, appendix D, whose counter is the step")
  func counters() {
    let expected = [
      "755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489",
    ]
    #expect((0..<10).map { codes.code(step: $0) } == expected)
  }

  @Test("a code is accepted in its own 30 seconds and those before and after, and not a second longer")
  func window() {
    // Step 100 lasts from second 3000 to second 3029.
    let code = codes.code(step: 100)
    for second: Int64 in [2970, 2999, 3000, 3029, 3030, 3059] {
      #expect(codes.step(of: code, now: moment(second)) == 100, "\(second)")
    }
    for second: Int64 in [2969, 3060, 0] { #expect(codes.step(of: code, now: moment(second)) == nil, "\(second)") }
  }

  @Test(
    "what is not six digits is no code",
    arguments: ["", "75522", "7552240", "755 224", "７５５２２４", "755224\u{0}", "-55224", "+755224"])
  func malformed(text: String) {
    #expect(codes.step(of: text, now: moment(0)) == nil)
  }

  @Test(
    "base32 is that of RFC 4648, section 10, without padding",
    arguments: [
      ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("fooba", "MZXW6YTB"),
      ("foobar", "MZXW6YTBOI"),
    ])
  func base32(text: String, expected: String) {
    #expect(Base32.encode(Array(text.utf8)) == expected)
  }

  private func moment(_ second: Int64) -> DateTime { DateTime(microsecondsSince1970: second * 1_000_000) }
}
