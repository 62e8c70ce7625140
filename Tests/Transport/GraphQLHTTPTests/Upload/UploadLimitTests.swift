import GraphQLHTTP
import Testing

@Suite struct UploadLimitTests {
  private let two = Form.upload(
    #"{"query":"{a}","variables":{"a":null,"b":null}}"#, map: #"{"0":["variables.a"],"1":["variables.b"]}"#
  ).adding("0", "1234567890").adding("1", "1234567890").closed

  @Test("[UPL limits] a file that is too large is 413")
  func file() async throws {
    #expect(try await two.fault { $0.uploads?.fileBytesLimit = 10 } == nil)
    let fault = try await two.fault { $0.uploads?.fileBytesLimit = 9 }
    #expect(fault?.status == 413)
    #expect(fault?.message == "The file \"0\" is larger than 9 bytes")
  }

  @Test("[UPL limits] files that are too large together are 413")
  func total() async throws {
    #expect(try await two.fault { $0.uploads?.totalBytesLimit = 20 } == nil)
    let fault = try await two.fault { $0.uploads?.totalBytesLimit = 19 }
    #expect(fault?.status == 413)
    #expect(fault?.message == "The files are together larger than 19 bytes")
  }

  @Test("[UPL limits] too many files are 413, and so are too many parts that the map does not name")
  func count() async throws {
    #expect(try await two.fault { $0.uploads?.filesLimit = 2 } == nil)
    let fault = try await two.fault { $0.uploads?.filesLimit = 1 }
    #expect(fault?.status == 413)
    #expect(fault?.message == "The form has more than 1 files")
    let unnamed = Form.upload(map: "{}").adding("x", "").adding("y", "").closed
    #expect(try await unnamed.fault { $0.uploads?.filesLimit = 2 } == nil)
    #expect(try await unnamed.fault { $0.uploads?.filesLimit = 1 }?.status == 413)
  }

  @Test("[UPL limits] operations and map that are too large are 413")
  func operations() async throws {
    let text = #"{"query":"{a}"}"#
    let form = Form.upload(text, map: "{}").closed
    #expect(try await form.fault { $0.uploads?.operationsBytesLimit = text.utf8.count } == nil)
    #expect(try await form.fault { $0.uploads?.operationsBytesLimit = text.utf8.count - 1 }?.status == 413)
    let map = Form.upload("{}", map: #"{"x":["variables"]}"#)
    let fault = try await map.fault { $0.uploads?.operationsBytesLimit = 5 }
    #expect(fault?.status == 413)
    #expect(fault?.message == "The part \"map\" is larger than 5 bytes")
  }

  @Test("[UPL limits] what stands around the parts is bounded with the body")
  func body() async throws {
    let filler = String(repeating: "x", count: 200_000)
    let form = Form().raw(filler + "\r\n")
    let fault = try await form.fault {
      $0.uploads?.totalBytesLimit = 0
      $0.uploads?.operationsBytesLimit = 10
    }
    #expect(fault?.status == 413)
  }

  @Test("[UPL limits] only forms are read while they arrive, where files are served, and up to a limit")
  func streamed() {
    var settings = HTTPSettings()
    let form = Form().head
    #expect(UploadRequestReader.bodyBytesLimit(form, settings) == nil)
    settings.uploads = UploadSettings()
    #expect((UploadRequestReader.bodyBytesLimit(form, settings) ?? 0) > UploadSettings().totalBytesLimit)
    var other = form
    other.method = "GET"
    #expect(UploadRequestReader.bodyBytesLimit(other, settings) == nil)
    other = form
    other.fields = ["Content-Type": "application/json"]
    #expect(UploadRequestReader.bodyBytesLimit(other, settings) == nil)
    settings.uploads?.totalBytesLimit = .max
    settings.uploads?.filesLimit = .max
    #expect(UploadRequestReader.bodyBytesLimit(form, settings) == .max)
  }
}
