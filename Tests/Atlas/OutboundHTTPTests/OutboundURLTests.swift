import Testing

@testable import OutboundHTTP

@Suite("Addresses that may be asked")
struct OutboundURLTests {
  @Test(
    "https anywhere, http on this machine",
    arguments: [
      "https://accounts.google.com", "https://api.github.com/user?x=%20y", "https://id.example:8443/a/b",
      "http://localhost:8080/x", "http://127.0.0.1", "http://127.1.2.3:9?x", "http://[::1]:8080/", "https://[::1]",
    ])
  func allowed(text: String) {
    #expect(OutboundURL(text)?.text == text)
  }

  @Test(
    "nothing else",
    arguments: [
      "", "https://", "https:///x", "http://id.example", "HTTP://localhost", "ftp://localhost", "//localhost",
      "http://localhost.evil.example", "http://127.0.0.1.evil.example", "http://127.0.0.1@evil.example",
      "http://localhost\\@evil.example", "http://localhost#@evil.example", "https://a@b.example", "https://b.example#x",
      "https://b.example/\r\nx", "https://b.example/ x", "https://bücher.example", "http://127.0.0.256",
      "http://127.0.0", "http://0.0.0.0", "http://10.0.0.1", "http://169.254.169.254", "http://[::ffff:127.0.0.1]",
      "https://b.example:", "https://b.example:0", "https://b.example:65536", "https://b.example:8a", "http://[::1]x",
    ])
  func refused(text: String) {
    #expect(OutboundURL(text) == nil)
  }

  @Test("a path goes behind a base with or without a slash at its end")
  func appending() {
    #expect(OutboundURL("https://a.example/base")?.appending("/x")?.text == "https://a.example/base/x")
    #expect(OutboundURL("https://a.example/")?.appending("/x")?.text == "https://a.example/x")
    #expect(OutboundURL("https://a.example")?.appending("/\n") == nil)
  }
}
