import FoundationEssentials
import GraphQLHTTP
import Testing

@testable import AtlasServer

@Suite("Settings of uploads")
struct UploadConfigurationTests {
  private func uploads(_ variables: [String: String]) throws -> AtlasConfiguration.Uploads? {
    try AtlasConfiguration.HTTP { variables[$0] }.uploads
  }

  @Test("[UPL off] files are not taken unless the environment says so, whatever else it says of them")
  func off() throws {
    #expect(try uploads(["ATLAS_UPLOADS": "off", "ATLAS_UPLOAD_FILES": "3"]) == nil)
    #expect(try AtlasConfiguration().makeUploadSpool() == nil)
  }

  @Test("each variable is read")
  func variables() throws {
    let usual = try #require(try uploads(["ATLAS_UPLOADS": "on"]))
    #expect(usual.limits == UploadSettings())
    #expect(usual.folder == nil)
    let set = try #require(
      try uploads([
        "ATLAS_UPLOADS": "on", "ATLAS_UPLOAD_FOLDER": "files", "ATLAS_UPLOAD_FILES": "3",
        "ATLAS_UPLOAD_FILE_BYTES": "10", "ATLAS_UPLOAD_REQUEST_BYTES": "20", "ATLAS_UPLOAD_FOLDER_BYTES": "40",
      ]))
    #expect(set.folder == "files")
    #expect(set.limits.filesLimit == 3)
    #expect(set.limits.fileBytesLimit == 10)
    #expect(set.limits.totalBytesLimit == 20)
    #expect(set.folderBytesLimit == 40)
  }

  @Test(
    "a number that cannot be used stops the start and is named",
    arguments: [
      ("ATLAS_UPLOAD_FILES", "0"), ("ATLAS_UPLOAD_FILE_BYTES", "-1"), ("ATLAS_UPLOAD_REQUEST_BYTES", "1 MB"),
      ("ATLAS_UPLOAD_FOLDER_BYTES", ""),
    ])
  func faulty(name: String, value: String) throws {
    let error = #expect(throws: ConfigurationError.self) { try uploads(["ATLAS_UPLOADS": "on", name: value]) }
    #expect(error?.description.contains(name) == true)
  }

  @Test("the folder is made where it is missing; one that cannot be made stops the start")
  func folder() throws {
    let home = FileManager.default.temporaryDirectory.path + "/home-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: home) }
    var configuration = AtlasConfiguration()
    configuration.home = home
    configuration.http.uploads = AtlasConfiguration.Uploads()
    #expect(try configuration.makeUploadSpool() != nil)
    #expect(FileManager.default.fileExists(atPath: home + "/uploads"))
    let file = home + "/file"
    #expect(FileManager.default.createFile(atPath: file, contents: Data()))
    configuration.http.uploads?.folder = file
    let error = #expect(throws: ConfigurationError.self) { try configuration.makeUploadSpool() }
    #expect(error?.description.contains("ATLAS_UPLOAD_FOLDER") == true)
  }
}
