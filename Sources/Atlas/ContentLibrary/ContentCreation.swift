import AtlasAPI
import AtlasKernel
import Files
import GraphQLExecution
import GraphQLPostgres
import Postgres

/// Bringing a content.
struct ContentCreation: Sendable {
  let input: API.CreateContentInput

  /// - Throws: user errors for what the schema's constraints cannot say.
  init(_ input: API.CreateContentInput) throws(UserErrors) {
    self.input = input
    if input.title.allSatisfy(\.isWhitespace) {
      throw UserErrors(.input(.blank, "A title must show something.", "input", "title"))
    }
    if input.source.text?.allSatisfy(\.isWhitespace) == true {
      throw UserErrors(.input(.blank, "There is nothing to read.", "input", "source", "text"))
    }
    if input.source.url != nil, input.kind != .document {
      throw UserErrors(.input(.invalid, "Only documents are fetched.", "input", "source", "url"))
    }
  }

  /// Makes the content, with a job that cuts it where that is asked for. Answers its row key.
  func create(_ files: FilesDomain, _ context: ExecutionContext) async throws -> Int64 {
    let viewer = try context.requireViewer()
    var upload: ReceivedUpload?
    if let id = input.source.uploadId {
      upload = try await files.received(id, of: [fileKind], context, field: ["input", "source", "uploadId"])
    }
    let rows = try await context.write(
      ContentChangeStatements.create(self, upload, owner: viewer.userID), refusing: .metadata)
    guard let key = rows.int(0, 0) else {
      throw ReceivedUpload.alreadyUsed("input", "source", "uploadId")
    }
    return key
  }

  private var fileKind: FileType.Kind {
    switch input.kind {
    case .document: .document
    case .video: .video
    case .audio: .audio
    }
  }

  /// Recordings come with their text or are not cut at all.
  var isCut: Bool { input.kind == .document || input.source.text != nil }

  /// Where the text comes from, as the table has it.
  var sourceKind: String { input.source.uploadId != nil ? "FILE" : input.source.url != nil ? "URL" : "TEXT" }

  /// Whether a job begins at once.
  var isCutNow: Bool { isCut && input.atomize ?? true }

  /// What is not cut has nothing to wait for.
  var status: API.ContentStatus { isCut ? (isCutNow ? .processing : .uploaded) : .completed }
}
