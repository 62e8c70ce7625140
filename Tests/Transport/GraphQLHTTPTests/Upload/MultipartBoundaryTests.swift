import Testing

@testable import GraphQLHTTP

@Suite struct MultipartBoundaryTests {
  private func fault(_ contentType: String?) -> HTTPFault? {
    do {
      _ = try MultipartBoundary(contentType: contentType)
      return nil
    } catch {
      return error
    }
  }

  @Test(
    "[UPL boundary] it may be quoted or not, and has all characters of RFC 2046",
    arguments: [
      ("multipart/form-data; boundary=abc", "abc"), ("Multipart/Form-Data; charset=utf-8; Boundary=\"abc\"", "abc"),
      ("multipart/form-data; boundary=\"a b:c/d=e?f,g(h)i+j_k.l-m'n\"", "a b:c/d=e?f,g(h)i+j_k.l-m'n"),
      ("multipart/form-data; boundary=----WebKitFormBoundaryX", "----WebKitFormBoundaryX"),
      ("multipart/form-data;boundary=\(String(repeating: "x", count: 70))", String(repeating: "x", count: 70)),
    ])
  func boundaries(contentType: String, expected: String) throws {
    #expect(try MultipartBoundary(contentType: contentType).delimiter == Array("\r\n--\(expected)".utf8))
  }

  @Test(
    "[UPL boundary] none, an empty one, one of 71 characters or of others is 400",
    arguments: [
      "", "; boundary=", "; boundary=\"\"", "; boundary=\"a \"", "; boundary=\"a;b\"", "; boundary=\"a\\\"b\"",
      "; boundary=ä", "; boundary=\(String(repeating: "x", count: 71))", "; boundary=\"a\tb\"", "; boundary=<a>",
    ])
  func malformed(parameters: String) {
    #expect(fault("multipart/form-data\(parameters)")?.status == 400)
  }

  @Test(
    "[UPL boundary] another type is 415",
    arguments: [nil, "", "multipart/mixed; boundary=a", "application/json", "form-data; boundary=a"])
  func otherTypes(contentType: String?) {
    #expect(fault(contentType)?.status == 415)
  }
}
