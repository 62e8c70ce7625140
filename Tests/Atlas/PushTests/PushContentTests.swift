import GraphQLJSON
import Testing

@testable import Push

@Suite("What goes over the wire")
struct PushContentTests {
  private func content(_ title: String, _ body: String, _ url: String? = nil, _ key: String = "k") -> PushContent {
    PushContent(
      PushMessage(title: title, body: body, url: url, collapseKey: key), bytesLimit: WebPushEncryption.messageLimit)
  }

  @Test("what fits is left as it is, to the last byte")
  func fits() {
    let empty = content("Title", "").json.serialized().count
    let longest = String(repeating: "b", count: WebPushEncryption.messageLimit - empty)
    #expect(content("Title", longest).body == longest)
    #expect(content("Title", longest).json.serialized().count == WebPushEncryption.messageLimit)
    let cut = content("Title", longest + "b")
    #expect(cut.body == longest.dropLast(3) + "…")
    #expect(cut.json.serialized().count == WebPushEncryption.messageLimit)
  }

  @Test(
    "a body is cut between characters, whatever they are made of, and the whole stays within the limit",
    arguments: ["é", "€", "👩‍👩‍👧‍👦", "e\u{301}", "\"", "\\", "\n", "\u{1}", "\u{2028}", "</script>"])
  func cuts(character: String) throws {
    let body = String(repeating: character, count: 9_000)
    let content = content(String(repeating: character, count: 120), body, "https://atlas.example/" + character)
    #expect(content.json.serialized().count <= WebPushEncryption.messageLimit)
    #expect(content.body.last == "…" && content.body.count > 100)
    #expect(body.hasPrefix(content.body.dropLast()))
    let parsed = try #require(try JSONParser.parse(content.json.serialized()).objectValue)
    #expect(parsed["body"] == .string(content.body))
  }

  @Test("one character of any size, an address of any size and a key of any size do not break the limit")
  func extremes() {
    let monster = "a" + String(repeating: "\u{301}", count: 20_000)
    let content = content(monster, monster, "https://atlas.example/" + String(repeating: "a", count: 4_000), monster)
    #expect(content.title == "…" && content.body == "…" && content.url == nil && content.tag.utf8.count == 32)
  }

  @Test("one key makes one tag, another key another")
  func tags() {
    #expect(content("a", "b", nil, "group:1").tag == content("c", "d", nil, "group:1").tag)
    #expect(content("a", "b", nil, "group:1").tag != content("a", "b", nil, "group:2").tag)
  }
}
