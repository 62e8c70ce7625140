import Files
import Testing

@testable import AtlasServer
@testable import ObjectStorage

@Suite("Settings of the object store")
struct ObjectConfigurationTests {
  private let keys = ["ATLAS_S3_ACCESS_KEY": "key", "ATLAS_S3_SECRET_KEY": "secret"]

  private func settings(_ variables: [String: String]) throws -> S3Settings? {
    try AtlasConfiguration.Objects { variables[$0] }.s3()
  }

  @Test("a bucket is where it was said: by name at Amazon, by path elsewhere")
  func addresses() throws {
    let key = try #require(ObjectKey("ab/cd/abcd" + String(repeating: "0", count: 28)))
    let usual = try #require(try settings(keys.merging(["ATLAS_OBJECT_STORE": "s3://files"]) { $1 }))
    #expect(usual.address(of: key).base == "https://files.s3.us-east-1.amazonaws.com")
    #expect(usual.address(of: key).path == "/" + key.text)
    let other = try #require(
      try settings(
        keys.merging([
          "ATLAS_OBJECT_STORE": "s3://files", "ATLAS_S3_ENDPOINT": "http://127.0.0.1:9000/",
          "ATLAS_S3_REGION": "eu-central-1",
        ]) { $1 }))
    #expect(other.address(of: key).base == "http://127.0.0.1:9000")
    #expect(other.address(of: key).path == "/files/" + key.text)
    #expect(try settings(["ATLAS_OBJECT_STORE": "some/folder"]) == nil)
    #expect(try settings([:]) == nil)
  }

  @Test(
    "what cannot be used stops the start",
    arguments: [
      ["ATLAS_OBJECT_STORE": "s3://files", "ATLAS_S3_ACCESS_KEY": ""], ["ATLAS_OBJECT_STORE": "s3://F"],
      ["ATLAS_OBJECT_STORE": "s3://files", "ATLAS_S3_ENDPOINT": "http://minio.internal:9000"],
      ["ATLAS_OBJECT_STORE": "s3://files", "ATLAS_S3_ENDPOINT": "https://host/path"],
      ["ATLAS_OBJECT_STORE": "s3://files", "ATLAS_S3_REGION": "Europe/West"], ["ATLAS_OBJECT_STORE": ""],
    ])
  func faulty(variables: [String: String]) {
    let all = keys.merging(variables) { $1 }.filter { !$0.value.isEmpty }
    #expect(throws: ConfigurationError.self) { try settings(all) }
  }
}

@Suite("Types and names of files")
struct FileTypeTests {
  @Test(
    "bytes are those of a type or they are not",
    arguments: [
      ("text/plain", "hello", true), ("text/plain", " \n<!DOCTYPE HTML>", false), ("text/markdown", "<script>", false),
      ("text/markdown", "# <b>", true), ("text/html", "<html>", true), ("text/html", "%PDF-1.7", false),
      ("application/pdf", "junk %PDF-1.7", true), ("application/pdf", "<html>", false), ("image/gif", "GIF89a", true),
      ("image/gif", "GIF88a", false), ("image/png", "", false), ("text/csv", "a\u{0}b", false),
    ])
  func sniffing(type: String, bytes: String, matches: Bool) throws {
    #expect(try #require(FileType(type)).matches(Array(bytes.utf8)) == matches)
  }
}
