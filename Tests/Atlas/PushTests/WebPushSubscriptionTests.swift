import AtlasKernel
import OutboundHTTP
import Testing

@testable import Push

@Suite("Subscriptions of browsers")
struct WebPushSubscriptionTests {
  private func subscription(endpoint: String) -> WebPushSubscription? {
    var browser = Browser()
    browser.endpoint = endpoint
    return WebPushSubscription(browser.subscription)
  }

  @Test("what browsers give is taken, with the origin of its service")
  func taken() throws {
    let browser = Browser()
    let read = try #require(WebPushSubscription(browser.subscription))
    #expect(read.endpoint.text == browser.endpoint && read.secret == browser.secret)
    #expect(read.origin == "https://push.example.net")
    #expect(subscription(endpoint: "https://Fcm.Example.com:443/fcm/send/a:b-c_d")?.origin == "https://fcm.example.com")
  }

  @Test(
    "endpoints that are not https of a public name at the usual port are refused",
    arguments: [
      "", "push.example.net", "http://push.example.net/a", "HTTPS://push.example.net/a", "ftp://push.example.net/a",
      "https://push.example.net:8443/a", "https://push.example.net:22/", "https://user@push.example.net/",
      "https://localhost/a", "https://intranet/a", "https://127.0.0.1/a", "https://10.0.0.1/a", "https://1.1.1.1/a",
      "https://[::1]/a", "https://[fd00::1]/a", "https://2130706433/a", "https://127.1/a", "https://0x7f.1/a",
      "https://a.0x7f000001/", "https://push.example.net./a", "https://.example.net/a", "https://push..example/a",
      "https://push.example.net/a#b", "https://push.example.net/a b", "https://push.example.net/\\r\\nHost: a",
      "https://169.254.169.254/latest/meta-data/", "javascript:alert(1)", "file:///etc/passwd",
    ])
  func endpoints(text: String) {
    #expect(subscription(endpoint: text) == nil)
  }

  @Test("an endpoint of 2,048 bytes is taken, one of a byte more is not")
  func length() {
    let start = "https://push.example.net/"
    let longest = start + String(repeating: "a", count: 2048 - start.utf8.count)
    #expect(subscription(endpoint: longest) != nil)
    #expect(subscription(endpoint: longest + "a") == nil)
  }

  @Test("keys must be a point of the curve and 16 bytes, in base64url, and the whole must be JSON of some size")
  func keys() {
    let (point, secret) = (Browser().point, Browser().secret)
    func read(_ point: String, _ secret: String, rest: String = "") -> WebPushSubscription? {
      WebPushSubscription(
        #"{"endpoint":"https://push.example.net/a","keys":{"p256dh":"\#(point)","auth":"\#(secret)"}\#(rest)}"#)
    }
    let (goodPoint, goodSecret) = (Base64URL.encode(point), Base64URL.encode(secret))
    #expect(read(goodPoint, goodSecret) != nil)
    #expect(read(goodPoint, goodSecret, rest: #","expirationTime":1800000000000"#) != nil)
    let compressed = Base64URL.encode([2] + point[1...32])
    let offCurve = Base64URL.encode([4] + [UInt8](repeating: 1, count: 64))
    let infinity = Base64URL.encode([0])
    for wrong in ["", compressed, offCurve, infinity, Base64URL.encode(point + [0]), goodPoint + "=", "AAAA"] {
      #expect(read(wrong, goodSecret) == nil, "\(wrong)")
    }
    for wrong in [
      "", "=", Base64URL.encode(Array(secret.dropLast())), Base64URL.encode(secret + [0]), goodSecret + "==",
    ] {
      #expect(read(goodPoint, wrong) == nil, "\(wrong)")
    }
    for text in [
      "", "{", "[]", "null", "{}", #"{"endpoint":1,"keys":[]}"#, #"{"endpoint":"https://push.example.net/"}"#,
    ] {
      #expect(WebPushSubscription(text) == nil, "\(text)")
    }
    #expect(read(goodPoint, goodSecret, rest: #","a":"\#(String(repeating: "b", count: 4096))""#) == nil)
    #expect(read(goodPoint, goodSecret, rest: #","a":[[[[[[]]]]]]"#) == nil)
  }
}
