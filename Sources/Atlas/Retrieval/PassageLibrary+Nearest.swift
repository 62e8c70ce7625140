public import AtlasKernel
import Embeddings
import Logging
import Synchronization

extension PassageLibrary {
  /// How many passages near by meaning a statement is given.
  private static let nearestLimit = 50
  /// How long a question's vector is waited for.
  private static let patience = Duration.seconds(1)
  /// How many characters of a question its vector is made of: the rest says little, and models take no long texts.
  private static let meaningLimit = 2_000
  /// How long an embedder that failed is not asked for questions.
  private static let rest = Duration.seconds(10)

  /// The items that are nearest to a text by meaning, best first, each with its best passage; equal ones follow by their
  /// ids. None where the text has no words. Nil where nobody can say: no vectors are there yet, the embedder cannot be
  /// asked, or it does not take the text.
  ///
  /// Items that were not the reader's to see when their vectors were read take no place among them. The statement that
  /// reads the items decides: rights may be others by now, and some items gone.
  ///
  /// - Parameter publicOnly: kinds of which only what is public to everybody is looked at.
  public func nearest(
    to text: String, kinds: Set<EntityKind>, publicOnly: Set<EntityKind> = [], reader: PassageReader, limit: Int
  ) async -> [PassageMatch]? {
    guard let (vector, memory) = await vector(of: text) else { return nil }
    return await apart {
      memory.nearest(
        to: vector, limit: limit, kinds: kinds, publicOnly: publicOnly, reader: reader, onePerItem: true
      )
      .compactMap(PassageMatch.init)
    }
  }

  /// The passages near to a question by meaning, and all those of its subject that are near at all, best first.
  func nearestPassages(
    to question: String, about subject: GlobalID?, reader: PassageReader
  ) async -> [VectorMatch] {
    guard let (vector, memory) = await vector(of: question) else { return [] }
    return await apart {
      let found = memory.nearest(to: vector, limit: Self.nearestLimit, kinds: nil, reader: reader)
      guard let group = subject?.group else { return found }
      let known = Set(found.map(\.id))
      let ofSubject = memory.index.matches(of: vector, in: group).filter { $0.similarity > 0 && !known.contains($0.id) }
      return found + ofSubject
    }
  }

  /// The vector of a question and what to look in, unless one of them is missing.
  private func vector(of text: String) async -> ([Float], PassageMemory)? {
    let (memory, isResting) = state.withLock { ($0.memory, $0.restsUntil.map { $0 > .now } ?? false) }
    guard memory.index.count > 0 else { return nil }
    let text = String(text.prefix(Self.meaningLimit))
    if let vector = questions.withLock({ $0.vector(of: text) }) { return (vector, memory) }
    guard !isResting else { return nil }
    do {
      // On a busy machine the clock would be quicker than what is computed here.
      let vector = try await embedder.isLocal ? ask(text) : withinPatience { try await self.ask(text) }
      questions.withLock { $0.keep(vector, of: text) }
      return (vector, memory)
    } catch let failure as EmbeddingFailure where failure.isOfText {
      // The embedder is well: other questions are none the worse for this one.
      return nil
    } catch {
      if !Task.isCancelled {
        state.withLock { $0.restsUntil = .now + Self.rest }
        logger.warning("questions are searched by words alone for a while", metadata: ["error": "\(error)"])
      }
      return nil
    }
  }

  /// Asks the embedder on another thread than the caller's.
  private func ask(_ text: String) async throws -> [Float] {
    try await withTaskExecutorPreference(globalConcurrentExecutor) { [embedder] in
      guard let vector = try await embedder.embed([text]).first else { throw EmbeddingFailure.malformed }
      return vector
    }
  }

  private func withinPatience(
    _ work: @escaping @Sendable () async throws -> [Float]
  ) async throws -> [Float] {
    try await withThrowingTaskGroup(of: [Float].self) { group in
      group.addTask(executorPreference: globalConcurrentExecutor) { try await work() }
      group.addTask {
        try await Task.sleep(for: Self.patience)
        throw EmbeddingFailure.timeout
      }
      defer { group.cancelAll() }
      guard let vector = try await group.next() else { throw EmbeddingFailure.unavailable }
      return vector
    }
  }

  /// Looks through memory on another thread: that of a database's loop has other things to do.
  private func apart(_ search: @escaping @Sendable () -> [VectorMatch]) async -> [VectorMatch] {
    await withTaskExecutorPreference(globalConcurrentExecutor) { search() }
  }

  private func apart(_ search: @escaping @Sendable () -> [PassageMatch]) async -> [PassageMatch] {
    await withTaskExecutorPreference(globalConcurrentExecutor) { search() }
  }
}

extension PassageMatch {
  fileprivate init?(_ match: VectorMatch) {
    guard let item = GlobalID(group: match.group) else { return nil }
    self.init(item: item, passageID: match.id, similarity: min(1, Double(match.similarity)))
  }
}
