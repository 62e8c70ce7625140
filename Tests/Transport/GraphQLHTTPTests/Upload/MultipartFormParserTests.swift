import Testing

@testable import GraphQLHTTP

@Suite struct MultipartFormParserTests {
  private let part = "Content-Disposition: form-data; name=\"a\"\r\n\r\n"

  private func status(_ text: String) -> Int? {
    do {
      _ = try ParsedForm(text)
      return nil
    } catch {
      return error.status
    }
  }

  @Test("[UPL form] parts have names, file names, types and contents")
  func parts() throws {
    let form = try ParsedForm(
      [Form().adding("a", "one").adding("b", "two\r\n", fileName: "b.txt", type: "text/plain").closed.body])
    #expect(form.isEnded)
    #expect(form.names == ["a", "b"])
    #expect(form.contents == ["one", "two\r\n"])
    #expect(form.parts.map(\.head.fileName) == [nil, "b.txt"])
    #expect(form.parts.map(\.head.mediaType) == [nil, "text/plain"])
  }

  @Test("[UPL form] what stands before the first and behind the last boundary means nothing")
  func surroundings() throws {
    let text = "preamble\r\n--b0undar\r\n--b0undary\r\n\(part)x\r\n--b0undary--epilogue\r\n--b0undary\r\n"
    let form = try ParsedForm(text)
    #expect(form.isEnded)
    #expect(form.contents == ["x"])
  }

  @Test("[UPL form] blanks may stand between a boundary and its line break, and nothing else")
  func padding() throws {
    #expect(try ParsedForm("--b0undary \t \r\n\(part)x\r\n--b0undary--").contents == ["x"])
    for line in ["x\r\n", " x\r\n", "\n", "\rx", "-x", " -"] {
      #expect(status("--b0undary" + line) == 400, "\(line.debugDescription)")
    }
  }

  @Test("[UPL form] an empty part ends with the line break of its head or with one of its own")
  func emptyParts() throws {
    #expect(try ParsedForm("--b0undary\r\n\(part)--b0undary--").contents == [""])
    #expect(try ParsedForm("--b0undary\r\n\(part)\r\n--b0undary--").contents == [""])
  }

  @Test("[UPL form] a boundary counts only at the beginning of a line that ends with CR LF")
  func insideContent() throws {
    let contents = [
      "x--b0undary", "\n--b0undary\n", "\r--b0undary", "\r\r\n-", "\r\n--b0undar", "\r\n\r\n", "\r", "--b0undar",
    ]
    for content in contents {
      let text = "--b0undary\r\n\(part)\(content)\r\n--b0undary--"
      #expect(try ParsedForm(text).contents == [content], "\(content.debugDescription)")
    }
  }

  @Test(
    "[UPL form] a malformed head is 400",
    arguments: [
      "Content-Disposition: form-data; name=a\n\r\n", "Content-Disposition form-data\r\n\r\n", ": x\r\n\r\n",
      "Content-Disposition: form-data; name=a\r\n folded\r\n\r\n", "X: a\u{0}b\r\n\r\n", "X: a\rb\r\n\r\n", "\r\n",
      "Content-Type: text/plain\r\n\r\n", "Content-Disposition: attachment; name=a\r\n\r\n",
      "Content-Disposition: form-data\r\n\r\n", "Content-Disposition: form-data; filename=a\r\n\r\n",
      "Content-Disposition: form-data; name=a; name=b\r\n\r\n", "Content-Disposition: form-data; name=\"a\r\n\r\n",
      "Content-Disposition: form-data; name=a b\r\n\r\n", "Content-Disposition: form-data; name\r\n\r\n",
      "Content-Disposition: form-data; name=\"a\"\r\nContent-Disposition: form-data; name=\"b\"\r\n\r\n",
      "Content-Disposition: form-data; name=a\r\nContent-Transfer-Encoding: base64\r\n\r\n",
    ])
  func malformedHeads(head: String) {
    #expect(status("--b0undary\r\n\(head)x\r\n--b0undary--") == 400)
  }

  @Test("[UPL form] a head that is not UTF-8 is 400")
  func headEncoding() {
    let body = Array("--b0undary\r\nContent-Disposition: form-data; name=\"".utf8) + [0xFF] + Array("\"\r\n\r\n".utf8)
    #expect(throws: HTTPFault.self) { try ParsedForm([body]) }
  }

  @Test("[UPL limits] heads have a limit of bytes and one of fields, and a form has a limit of parts")
  func limits() throws {
    #expect(status("--b0undary\r\nX: \(String(repeating: "x", count: 8190))") == 400)
    #expect(status("--b0undary\r\nX: \(String(repeating: "x", count: 8000))") == nil)
    #expect(status("--b0undary\r\n\(String(repeating: "X: y\r\n", count: 17))") == 400)
    #expect(status("--b0undary\r\n\(String(repeating: "X: y\r\n", count: 15))\(part)") == nil)
    let parts = Form().adding("a", "").adding("b", "").adding("c", "").closed.body
    #expect(try ParsedForm([parts], partsLimit: 3).names == ["a", "b", "c"])
    #expect { try ParsedForm([parts], partsLimit: 2) } throws: { ($0 as? HTTPFault)?.status == 413 }
  }

  @Test(
    "[UPL file name] names are tokens or quoted; quotes inside are written \\\" or %22",
    arguments: [
      ("name=a; filename=b.txt", "b.txt"), ("name=a; filename=\"b c.txt\"", "b c.txt"),
      ("name=a; FileName=\"x;y.txt\"", "x;y.txt"), ("name=a; filename=\"\\\"q\\\".txt\"", "\"q\".txt"),
      ("name=a; filename=\"%22q%22.txt\"", "\"q\".txt"), ("name=a; filename=\"100%.txt\"", "100%.txt"),
      ("name=a;; filename=\"ä€.txt\" ;", "ä€.txt"), ("name=a; filename=\"a\\b\"", "b"),
    ])
  func fileNames(parameters: String, expected: String) throws {
    let form = try ParsedForm("--b0undary\r\nContent-Disposition: Form-Data; \(parameters)\r\n\r\n")
    #expect(form.parts.first?.head.fileName == expected)
  }

  @Test(
    "[UPL traversal] of a path only the last component is a file name, and dots are none",
    arguments: [
      ("../../etc/passwd", "passwd"), ("/etc/passwd", "passwd"), ("C:\\fakepath\\a.txt", "a.txt"), ("a/..", nil),
      ("..", nil), (".", nil), ("", nil), ("a/", nil), ("..\\..\\a", "a"),
    ] as [(String, String?)])
  func traversal(path: String, expected: String?) throws {
    let form = try ParsedForm([Form().adding("a", "", fileName: path).body])
    #expect(form.parts.first?.head.fileName == expected)
  }
}
