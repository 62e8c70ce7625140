import GraphQLHTTP
import Testing

@Suite struct UploadTrustTests {
  private let form = Form.upload().adding("0", "x").closed

  private func head(_ fields: HTTPFields, method: String = "POST") -> HTTPRequestHead {
    var head = form.head
    head.method = method
    head.fields = fields
    return head
  }

  @Test("[UPL off] where files are not served a form is 415, read or not")
  func off() async throws {
    #expect(try await form.fault { $0.uploads = nil }?.status == 415)
    let fields: HTTPFields = ["Content-Type": "multipart/form-data; boundary=x", "GraphQL-Require-Preflight": "1"]
    #expect(fault { () throws(HTTPFault) in try exchange(fields: fields) }?.status == 415)
  }

  @Test("[UPL CSRF] a form without a header field that forces a preflight is 400, whatever the rule for others is")
  func preflight() async throws {
    let type = "multipart/form-data; boundary=b0undary"
    let plain = head(["Content-Type": type])
    #expect(try await form.fault(head: plain)?.status == 400)
    #expect(try await form.fault(head: plain) { $0.crossSiteRule = .standard }?.status == 400)
    for name in ["Apollo-Require-Preflight", "graphql-require-preflight", "X-Apollo-Operation-Name"] {
      let proven = head(HTTPFields([.init(name: "Content-Type", value: type), .init(name: name, value: "true")]))
      #expect(try await form.fault(head: proven) == nil)
      #expect(try await form.fault(head: proven) { $0.crossSiteRule = .standard } == nil)
    }
    let own = head(["Content-Type": type, "X-Own": "1"])
    #expect(try await form.fault(head: own)?.status == 400)
    #expect(try await form.fault(head: own) { $0.crossSiteRule = .requireField(["X-Own"]) } == nil)
  }

  @Test("[UPL head] the rules of all requests hold: method, Accept, length of the target")
  func otherRules() async throws {
    let fields = form.head.fields
    #expect(try await form.fault(head: head(fields, method: "PUT"))?.status == 405)
    #expect(try await form.fault(head: head(fields, method: "GET"))?.status == 405)
    var picky = fields
    picky.append("Accept", "image/png")
    #expect(try await form.fault(head: head(picky))?.status == 406)
    var compressed = fields
    compressed.append("Content-Encoding", "gzip")
    #expect(try await form.fault(head: head(compressed))?.status == 415)
    #expect(try await form.fault { $0.targetBytesLimit = 3 }?.status == 414)
    var untyped = fields
    untyped.all[0].value = "multipart/form-data"
    #expect(try await form.fault(head: head(untyped))?.status == 400)
    untyped.all[0].value = "text/plain"
    #expect(try await form.fault(head: head(untyped))?.status == 415)
  }

  @Test("[UPL abort] a client that goes in the middle leaves nothing behind, and neither does a fault")
  func abort() async throws {
    let spool = MemorySpool()
    let body = Form.upload().adding("0", String(repeating: "x", count: 10_000)).body
    let leaving = PieceReader(body, pieceBytes: 100, error: CancellationError())
    var settings = HTTPSettings()
    settings.uploads = UploadSettings()
    do {
      _ = try await UploadRequestReader.read(form.head, body: leaving, settings: settings, spool: spool)
      Issue.record("the request was read")
    } catch is CancellationError {}
    #expect(spool.openFileCount == 0)
    do {
      _ = try await Form.upload().adding("0", "x").read(spool: spool)
      Issue.record("the request was read")
    } catch is HTTPFault {}
    #expect(spool.openFileCount == 0)
  }

  @Test("[UPL abort] the files of a request last as long as somebody holds one of them")
  func lifetime() async throws {
    let spool = MemorySpool()
    var uploads: Uploads? = try await form.read(spool: spool).uploads
    #expect(spool.openFileCount == 1)
    var kept = uploads?.all.first
    uploads = nil
    #expect(try await kept?.text == "x")
    #expect(spool.openFileCount == 1)
    kept = nil
    #expect(spool.openFileCount == 0)
  }
}
