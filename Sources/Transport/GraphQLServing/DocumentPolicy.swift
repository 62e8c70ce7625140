import GraphQLJSON

/// Which documents are run, and how requests may name them instead of sending them.
///
/// A request names a document by `documentId` or by `extensions.persistedQuery.sha256Hash`; both mean the same. A trusted
/// document is found by its name whatever the mode.
public struct DocumentPolicy: Sendable {
  /// Which documents are run besides the trusted ones.
  public enum Mode: Sendable, Equatable {
    /// Any, sent as text.
    case off
    /// Any. A client may leave a document here by sending it with its hash, and name it afterwards (automatic persisted
    /// queries).
    case automatic
    /// None.
    case trusted
  }

  /// Whose documents are kept in the automatic mode. What others send with a hash is run and not kept.
  public enum Registration: Sendable, Equatable {
    /// Whoever asks.
    case anyone
    /// Those of senders that the application knows: nobody else can push out what clients rely on.
    case signedIn
  }

  /// Which documents are run.
  public var mode = Mode.off
  /// Whose documents are kept.
  public var registration = Registration.signedIn
  /// The documents that the operator has released.
  public var trusted = TrustedDocuments()
  /// How many bytes of documents are kept; those that are not used give way.
  public var storeBytes = 8 << 20

  /// Documents come as text.
  public init() {}
}

/// What is to be done about the document of a request.
enum DocumentDecision: Equatable {
  /// Run this text and, if it is valid and its sender may leave documents here, keep it.
  case run([UInt8], keepAs: DocumentHash? = nil)
  /// Run what was kept under this hash; where there is nothing, ask for the text.
  case find(DocumentHash)
  case refuse(DocumentRefusal)
}

/// Why a document is not run.
enum DocumentRefusal: Error, Equatable {
  /// The request contradicts itself or the protocol.
  case malformed(String)
  /// The client must send the text.
  case notFound
  /// The client must not name documents.
  case notSupported
  /// The operator has not released it.
  case notAllowed
}

extension DocumentPolicy {
  /// Whether anything is to be decided about a request: not where it sends its document as text, as most do.
  func concerns(_ request: GraphQLRequest) -> Bool {
    mode == .trusted || request.documentId != nil || !request.extensions.isEmpty || request.query == nil
  }

  /// Decides about a request by itself.
  func decide(_ request: GraphQLRequest) -> DocumentDecision {
    do throws(DocumentRefusal) {
      guard let name = try name(request) else { return try decide(text: request.query) }
      if let document = trusted.find(name) {
        guard request.query == nil || request.query == document else { throw .mismatch }
        return .run(document)
      }
      switch mode {
      case .trusted: throw .notAllowed
      case .off:
        guard let text = request.query else { throw .notSupported }
        return .run(text)
      case .automatic: return try decide(automatic: name, request.query)
      }
    } catch {
      return .refuse(error)
    }
  }

  private func decide(text: [UInt8]?) throws(DocumentRefusal) -> DocumentDecision {
    guard let text else { throw .malformed("The request has no \"query\"") }
    guard mode != .trusted || trusted.contains(text) else { throw .notAllowed }
    return .run(text)
  }

  private func decide(automatic name: String, _ text: [UInt8]?) throws(DocumentRefusal) -> DocumentDecision {
    guard let hash = DocumentHash(name) else {
      throw .malformed("A document is named by the SHA-256 of its text in 64 hexadecimal digits")
    }
    guard let text else { return .find(hash) }
    guard DocumentHash(of: text) == hash else { throw .mismatch }
    return .run(text, keepAs: hash)
  }

  /// The name of the document; nil where the request has none.
  private func name(_ request: GraphQLRequest) throws(DocumentRefusal) -> String? {
    guard let hash = try Self.hash(request.extensions) else { return request.documentId }
    guard let identifier = request.documentId, !identifier.utf8.elementsEqual(hash.utf8) else { return hash }
    throw .malformed("The request names two documents")
  }

  private static func hash(_ extensions: JSONObject) throws(DocumentRefusal) -> String? {
    switch extensions["persistedQuery"] {
    case nil, .null: return nil
    case .object(let parameters):
      guard parameters["version"] == .number("1") else { throw .malformed("Unsupported persisted query version") }
      guard let hash = parameters["sha256Hash"]?.stringValue else {
        throw .malformed("\"sha256Hash\" must be a string")
      }
      return hash
    default: throw .malformed("\"persistedQuery\" must be a map")
    }
  }
}

extension DocumentRefusal {
  /// Name and text do not belong together.
  static let mismatch = DocumentRefusal.malformed("provided sha does not match query")
}
