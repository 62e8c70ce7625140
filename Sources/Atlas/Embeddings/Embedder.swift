// Embeddings: texts as vectors, and the nearest of many.
//
// Neighbours: Retrieval keeps the vectors of passages and asks for the nearest; OutboundHTTP carries requests to a real
// model. Nothing here knows what the texts are about.
// Invariant: vectors of one embedder have one length and are normalised: their dot product is the cosine.

/// Makes vectors of texts.
public protocol Embedder: Sendable {
  /// What the vectors are marked with: those of another name or length are not compared.
  var name: String { get }
  /// How many numbers a vector has.
  var dimensions: Int { get }
  /// How many texts may be given at once.
  var batchLimit: Int { get }

  /// Whether it works within this process: it is never away, only busy.
  var isLocal: Bool { get }

  /// The vectors of texts, in their order, each of length one; all zeros for a text without words.
  ///
  /// - Throws: ``EmbeddingFailure``.
  func embed(_ texts: [String]) async throws -> [[Float]]
}

extension Embedder {
  /// Elsewhere, unless an embedder says otherwise.
  public var isLocal: Bool { false }
}

/// Why there are no vectors. Nothing of the texts or the key is in it.
public enum EmbeddingFailure: Error, Sendable, Equatable {
  case timeout
  case unavailable
  case overloaded
  /// A wrong key, model or request.
  case refused(status: Int)
  /// The answer is none of the protocol, or has vectors of another length.
  case malformed

  /// Whether a text was refused: others may do.
  public var isOfText: Bool {
    if case .refused(let status) = self { [400, 413, 422].contains(status) } else { false }
  }

  /// Whether a text may be what the embedder stumbles over, or the embedder may be away.
  public var mayBeOfText: Bool {
    switch self {
    case .timeout, .unavailable, .malformed: true
    case .overloaded, .refused: isOfText
    }
  }
}
