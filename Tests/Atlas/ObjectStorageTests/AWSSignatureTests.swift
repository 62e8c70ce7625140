import Testing

@testable import ObjectStorage

/// The examples of the Amazon S3 API reference: "Signature Calculations for the Authorization Header" and
/// "Authenticating Requests: Using Query Parameters".
@Suite("AWS Signature Version 4, by the published examples")
struct AWSSignatureTests {
  private static let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
  /// 2013-05-24T00:00:00Z.
  private let time = 1_369_353_600
  private let signature = AWSSignature(
    credentials: AWSCredentials(
      accessKey: "AKIAIOSFODNN7EXAMPLE", secretKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"),
    region: "us-east-1")

  private func authorization(_ request: AWSSignature.Request, _ payload: String = empty) -> String? {
    signature.fields(of: request, payload: payload, time: time).first { $0.name == "Authorization" }?.value
  }

  private func request(_ method: String, _ path: String) -> AWSSignature.Request {
    AWSSignature.Request(method: method, host: "examplebucket.s3.amazonaws.com", path: path)
  }

  @Test("GET object, with a range")
  func getObject() {
    var get = request("GET", "/test.txt")
    get.fields = [("Range", "bytes=0-9")]
    #expect(
      authorization(get)
        == "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
        + "SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,"
        + "Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41")
  }

  @Test("PUT object, with a path that is encoded")
  func putObject() {
    var put = request("PUT", AWSEncoding.encode("/test$file.text", keepingSlashes: true))
    put.fields = [("Date", "Fri, 24 May 2013 00:00:00 GMT"), ("x-amz-storage-class", "REDUCED_REDUNDANCY")]
    let payload = "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072"
    #expect(
      authorization(put, payload)?
        .hasSuffix("Signature=98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd") == true)
  }

  @Test("GET of a parameter without a value, and of two that are sorted")
  func parameters() {
    var lifecycle = request("GET", "/")
    lifecycle.query = [("lifecycle", "")]
    #expect(
      authorization(lifecycle)?
        .hasSuffix("Signature=fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543") == true)
    var list = request("GET", "/")
    list.query = [("prefix", "J"), ("max-keys", "2")]
    #expect(
      authorization(list)?
        .hasSuffix("Signature=34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7") == true)
  }

  @Test("a GET that anyone may send for a day")
  func presigned() {
    #expect(
      signature.query(of: request("GET", "/test.txt"), seconds: 86_400, time: time)
        == "X-Amz-Algorithm=AWS4-HMAC-SHA256"
        + "&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request"
        + "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host"
        + "&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404")
  }

  @Test("a token of keys that are good for a while is signed with the rest")
  func sessionToken() {
    let other = AWSSignature(
      credentials: AWSCredentials(accessKey: "a", secretKey: "b", sessionToken: "t/o=k"), region: "r")
    let fields = other.fields(of: request("GET", "/"), payload: Self.empty, time: time)
    #expect(fields.contains { $0.name == "x-amz-security-token" && $0.value == "t/o=k" })
    #expect(fields.last?.value.contains("x-amz-date;x-amz-security-token,") == true)
    #expect(
      other.query(of: request("GET", "/"), seconds: 1, time: time).contains("&X-Amz-Security-Token=t%2Fo%3Dk&"))
  }
}
