import GraphQLHTTP
import GraphQLJSON
import Testing

@Suite struct UploadRequestTests {
  @Test("[UPL files] a null in the variables becomes the identifier of the file", arguments: [1, 7, 4096])
  func single(pieceBytes: Int) async throws {
    let form = Form.upload().adding("0", "Alpha file content.\r\n", fileName: "a.txt", type: "text/plain").closed
    let (exchange, uploads) = try await form.read(pieceBytes: pieceBytes)
    let upload = try #require(uploads[exchange.request?.variables["file"]])
    #expect(upload.fileName == "a.txt")
    #expect(upload.mediaType == "text/plain")
    #expect(upload.byteCount == 21)
    #expect(try await upload.text == "Alpha file content.\r\n")
    #expect(exchange.isGet == false)
    #expect(uploads.all.count == 1)
  }

  @Test("[UPL files] a list of files is filled by index")
  func list() async throws {
    let (exchange, uploads) = try await Form.upload(
      #"{"query":"{a}","variables":{"in":{"files":[null,null]}}}"#,
      map: #"{"0":["variables.in.files.1"],"1":["variables.in.files.0"]}"#
    ).adding("0", "zero").adding("1", "one").closed.read()
    let files = exchange.request?.variables["in"]?.objectValue?["files"]?.arrayValue ?? []
    #expect(try await files.asyncMap { try await uploads[$0]?.text } == ["one", "zero"])
  }

  @Test("[UPL files] one file may fill several paths, and the files may come in any order")
  func several() async throws {
    let (exchange, uploads) = try await Form.upload(
      #"{"query":"{a}","variables":{"a":null,"b":null,"c":null}}"#,
      map: #"{"x":["variables.a","variables.c"],"y":["variables.b"]}"#
    ).adding("y", "Y").adding("x", "X").closed.read()
    let variables = try #require(exchange.request?.variables)
    #expect(try await uploads[variables["a"]]?.text == "X")
    #expect(variables["a"] == variables["c"])
    #expect(try await uploads[variables["b"]]?.text == "Y")
    #expect(uploads.all.map(\.byteCount) == [1, 1])
  }

  @Test("[UPL files] a file may fill very many paths, whose order among their beginnings is of no matter")
  func many() async throws {
    let count = 20_000
    let places = (0..<count).map { "\"variables.a-.\($0)\",\"variables.a.\($0)\"" }.joined(separator: ",")
    let nulls = Array(repeating: "null", count: count).joined(separator: ",")
    let (exchange, uploads) = try await Form.upload(
      #"{"query":"{a}","variables":{"a":[\#(nulls)],"a-":[\#(nulls)]}}"#, map: #"{"0":[\#(places)]}"#
    ).adding("0", "x").closed.read()
    let id = try #require(uploads.all.first?.id.text)
    let expected = JSONValue.array(Array(repeating: .string(id), count: count))
    #expect(exchange.request?.variables == ["a": expected, "a-": expected])
  }

  @Test("[UPL batch] in a list of requests a path begins with an index")
  func batch() async throws {
    let form = Form.upload(
      #"[{"query":"{a}","variables":{"f":null}},{"query":"{b}","variables":{"g":[null]}},7]"#,
      map: #"{"0":["0.variables.f"],"1":["1.variables.g.0"]}"#
    ).adding("0", "zero").adding("1", "one").closed
    let (exchange, uploads) = try await form.read { $0.batchLimit = 3 }
    guard case .batch(let members) = exchange.payload else {
      Issue.record("not a batch")
      return
    }
    #expect(members.map { (try? $0.get()) != nil } == [true, true, false])
    #expect(try await uploads[try members[0].get().variables["f"]]?.text == "zero")
    #expect(try await uploads[try members[1].get().variables["g"]?.arrayValue?.first]?.text == "one")
  }

  @Test("[UPL batch] lists obey the limit of lists")
  func batchLimit() async throws {
    let form = Form.upload(#"[{"query":"{a}"},{"query":"{b}"}]"#, map: "{}").closed
    #expect(try await form.fault()?.status == 400)
    #expect(try await form.fault { $0.batchLimit = 1 }?.status == 400)
    #expect(try await form.fault { $0.batchLimit = 2 } == nil)
  }

  @Test("[UPL files] an empty file, and one without name and type, are files")
  func emptyFile() async throws {
    let (exchange, uploads) = try await Form.upload().adding("0", "").closed.read()
    let upload = try #require(uploads[exchange.request?.variables["file"]])
    #expect(upload.byteCount == 0)
    #expect(upload.fileName == nil)
    #expect(upload.mediaType == "application/octet-stream")
    #expect(try await upload.text == "")
  }

  @Test("[UPL files] a map may be empty, and a part that it does not name is dropped")
  func dropped() async throws {
    let (exchange, uploads) = try await Form.upload(map: "{}").adding("0", "gone").closed.read()
    #expect(exchange.request?.variables["file"] == .null)
    #expect(uploads.all.isEmpty)
    #expect(try await Form.upload().adding("other", "gone").adding("0", "x").closed.read().uploads.all.count == 1)
  }

  @Test("[UPL files] reads stay within their file")
  func reads() async throws {
    let (exchange, uploads) = try await Form.upload(
      #"{"query":"{a}","variables":{"a":null,"b":null}}"#, map: #"{"0":["variables.a"],"1":["variables.b"]}"#
    ).adding("0", "first").adding("1", "second").closed.read()
    let upload = try #require(uploads[exchange.request?.variables["a"]])
    #expect(try await upload.read(at: 3, count: 100) == Array("st".utf8))
    for offset in [-1, 5, 6, Int.max] { #expect(try await upload.read(at: offset, count: 4).isEmpty) }
    #expect(try await upload.read(at: 0, count: 0).isEmpty)
  }

  @Test("[UPL files] identifiers differ from request to request, and another text is none")
  func identifiers() async throws {
    let form = Form.upload().adding("0", "x").closed
    let (first, firstUploads) = try await form.read()
    let (second, secondUploads) = try await form.read()
    #expect(firstUploads[second.request?.variables["file"]] == nil)
    #expect(secondUploads[first.request?.variables["file"]] == nil)
    let id = try #require(firstUploads.all.first?.id)
    #expect(Upload.ID(id.text) == id)
    let short = String(repeating: "0", count: 31)
    for text in ["", "0", "upload:", "upload:" + short, "upload:+" + short, id.text.uppercased(), id.text + "0"] {
      #expect(Upload.ID(text) == nil, "\(text)")
    }
  }
}

extension Array {
  /// `map` for what has to be waited for.
  fileprivate func asyncMap<Result>(_ transform: (Element) async throws -> Result) async rethrows -> [Result] {
    var results: [Result] = []
    for element in self { results.append(try await transform(element)) }
    return results
  }
}
