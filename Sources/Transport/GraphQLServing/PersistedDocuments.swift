import GraphQLCaching
import GraphQLJSON
import Synchronization

/// The documents that clients have left here, and the policy about all documents.
final class PersistedDocuments: Sendable {
  let policy: DocumentPolicy
  private let kept: Mutex<GenerationalCache<DocumentHash, [UInt8]>>

  init(_ policy: DocumentPolicy) {
    self.policy = policy
    kept = Mutex(GenerationalCache(byteLimit: policy.storeBytes))
  }

  /// The document of a request and, where it may be kept once it has proved valid, under which hash.
  func resolve(_ request: GraphQLRequest) throws(DocumentRefusal) -> (text: [UInt8], keepAs: DocumentHash?) {
    switch policy.decide(request) {
    case .run(let text, let hash): return (text, hash)
    case .find(let hash):
      guard let text = kept.withLock({ $0.find(hash) }) else { throw .notFound }
      return (text, nil)
    case .refuse(let refusal): throw refusal
    }
  }

  /// Keeps a valid document.
  func keep(_ text: [UInt8], as hash: DocumentHash) {
    kept.withLock { $0.insert(text, for: hash, bytes: text.count + 128) }
  }
}
