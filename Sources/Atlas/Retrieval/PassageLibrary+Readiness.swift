import Embeddings
import Synchronization

extension PassageLibrary {
  /// Whether texts are found by meaning at the moment: vectors are there, and the embedder answered when it was asked
  /// last. Tells "nothing is near" from "nobody can say".
  public var findsMeanings: Bool {
    state.withLock { state in
      let isResting = state.restsUntil.map { $0 > .now } ?? false
      return state.memory.index.count > 0 && !isResting
    }
  }
}
