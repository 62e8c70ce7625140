import FoundationEssentials
import GraphQLEngine
import GraphQLServing

/// The folder of trusted documents: each file `*.graphql` is one, by the hash of its bytes; each `*.json` is a
/// manifest that lists others under identifiers.
struct TrustedDocumentFolder {
  let path: String

  /// Reads the documents.
  ///
  /// - Throws: `ConfigurationError` where something cannot be read or does not fit the schema.
  func load(for engine: Engine) throws(ConfigurationError) -> TrustedDocuments {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
      throw ConfigurationError("The folder \"\(path)\" (ATLAS_TRUSTED_DOCUMENTS) cannot be read.")
    }
    var documents = TrustedDocuments()
    do throws(TrustedDocumentError) {
      for name in names.sorted() where name.hasSuffix(".graphql") { try documents.add(try bytes(name)) }
      for name in names.sorted() where name.hasSuffix(".json") {
        try documents.add(manifest: try bytes(name), named: name)
      }
      try documents.check(with: engine)
    } catch {
      throw ConfigurationError("ATLAS_TRUSTED_DOCUMENTS: \(error)")
    }
    guard !documents.isEmpty else {
      throw ConfigurationError("The folder \"\(path)\" (ATLAS_TRUSTED_DOCUMENTS) has no documents.")
    }
    return documents
  }

  private func bytes(_ name: String) throws(TrustedDocumentError) -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: path + "/" + name) else {
      throw TrustedDocumentError(name: name, problem: "the file cannot be read")
    }
    return Array(data)
  }
}
