import AtlasAPI
import AtlasKernel
import Files
import GraphQLExecution
import GraphQLPostgres
import Postgres

/// Writing an atom, alone or into a content.
struct AtomCreation: Sendable {
  let input: API.CreateAtomInput

  /// - Throws: user errors for what the schema's constraints cannot say.
  init(_ input: API.CreateAtomInput) throws(UserErrors) {
    self.input = input
    try AtomInput.check(title: input.title, body: input.body, concepts: input.concepts)
  }

  /// Makes the atom; answers its row key.
  func create(_ files: FilesDomain, _ context: ExecutionContext) async throws -> Int64 {
    let viewer = try context.requireViewer()
    let contentID = try input.contentId.map { id throws(UserErrors) in
      guard let key = id.key(.content) else {
        throw UserErrors(.notFound("content", GlobalID(id.value), "input", "contentId"))
      }
      return key
    }
    let media = try await AtomInput.media(input.mediaUploadId, files, context)
    let rows = try await context.write(
      AtomChangeStatements.create(
        input, in: contentID, media, estimate: AtomEstimate(title: input.title, body: input.body), by: viewer,
        Origin(context.request)), refusing: .estimatedTime)
    let outcome = try ChangeOutcome(rows, of: .content, "content", input.contentId, "contentId")
    if outcome.key == 0 { throw ReceivedUpload.alreadyUsed("input", "mediaUploadId") }
    return outcome.key
  }
}

/// What is said of atoms in inputs.
enum AtomInput {
  /// Bytes of one concept.
  private static let conceptLimit = 200

  /// The upload of a picture or a recording; nil where none is named.
  static func media(
    _ id: ID?, _ files: FilesDomain, _ context: ExecutionContext
  ) async throws -> ReceivedUpload? {
    guard let id else { return nil }
    return try await files.received(
      id, of: [.image, .audio, .video], context, field: ["input", "mediaUploadId"])
  }

  /// - Throws: user errors for what the schema's constraints cannot say.
  static func check(title: String?, body: String?, concepts: [String]?) throws(UserErrors) {
    if title?.allSatisfy(\.isWhitespace) == true {
      throw UserErrors(.input(.blank, "A title must show something.", "input", "title"))
    }
    if body?.allSatisfy(\.isWhitespace) == true {
      throw UserErrors(.input(.blank, "There is nothing to read.", "input", "body"))
    }
    if concepts?.contains(where: { $0.allSatisfy(\.isWhitespace) || $0.utf8.count > conceptLimit }) == true {
      throw UserErrors(
        .input(.invalid, "A concept is some words of at most \(conceptLimit) bytes.", "input", "concepts"))
    }
  }
}
