import GraphQLHTTP
import Testing

@testable import AtlasServer

@Suite("The files of the Playground")
struct StaticPagesTests {
  private let pages = StaticPages(
    [("index.html", "<!doctype html>"), ("view/tabs.js", "export {};")], isDevelopment: true)

  private func get(_ path: String, _ fields: HTTPFields = [:]) -> HTTPExchangeResponse? {
    pages.find(HTTPRequestHead(method: "GET", target: path, fields: fields))
  }

  @Test("each file is at its path, with its type and a policy that allows nothing inline and nothing from elsewhere")
  func files() throws {
    for (path, type) in [("/playground", "text/html"), ("/playground/view/tabs.js", "text/javascript")] {
      let response = try #require(get(path))
      #expect(response.head.fields["content-type"] == type + "; charset=utf-8")
      let policy = try #require(response.head.fields["content-security-policy"])
      #expect(policy.hasPrefix("default-src 'none'; script-src 'self'; style-src 'self';"))
      #expect(!policy.contains("unsafe"))
    }
  }

  @Test("what is not in the list is not there, however it is written")
  func others() {
    for path in [
      "/playground/", "/playground/index.html", "/playground/../view/tabs.js", "/playground/view",
      "/playground/codemirror/lib/codemirror.js", "/playground/codemirror/../../../etc/passwd",
    ] {
      #expect(get(path) == nil, "\(path)")
    }
  }

  @Test("a browser that has the file already gets 304")
  func unchanged() throws {
    let tag = try #require(get("/playground")?.head.fields["etag"])
    #expect(get("/playground", ["If-None-Match": tag])?.head.status == 304)
    #expect(get("/playground", ["If-None-Match": "\"another\""])?.head.status == 200)
    #expect(get("/playground/view/tabs.js")?.head.fields["etag"] != tag)
  }

  @Test("the settings say whether demo accounts may be offered, and which scripts are installed")
  func settings() throws {
    let settings = try #require(get("/playground/settings.json"))
    #expect(String(decoding: settings.body, as: UTF8.self) == #"{"development":true,"editor":false,"layout":false}"#)
    let production = StaticPages([])
    let head = HTTPRequestHead(method: "GET", target: "/playground/settings.json", fields: [:])
    let body = try #require(production.find(head)?.body)
    #expect(String(decoding: body, as: UTF8.self).contains(#""development":false"#))
  }

  @Test("a package that is not whole is not offered")
  func installed() {
    let none = InstalledScripts.find(editor: "/nowhere", layout: "/nowhere")
    #expect(none.files.isEmpty && !none.hasEditor && !none.hasLayout)
  }
}
