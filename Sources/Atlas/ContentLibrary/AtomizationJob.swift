import AtlasAPI
import AtlasKernel
import Atomizer
import Crypto
import GraphQLJSON
import Jobs
import Postgres

/// Cutting a content into atoms: reading its text, cutting it, storing what came of it.
struct AtomizationJob: Sendable {
  /// Bytes of a text.
  static let textLimit = 10 << 20

  let sources: SourceReading

  var handler: JobHandler {
    JobHandler(
      .atomizeContent,
      giveUp: { execution, transaction in
        guard let content = execution.subject, content.kind == .content else { return }
        _ = try await transaction.write(AtomizationStatements.giveUp(content.key))
      }, run: run)
  }

  @Sendable
  private func run(_ execution: any JobExecution) async throws -> JobEffect {
    guard let content = execution.subject, content.kind == .content,
      let stored = try await StoredSource.read(content.key, execution.database)
    else { throw JobFailure("The content is gone.") }
    try await execution.report("reading", percent: 0)
    let source = try await sources.text(of: stored, execution.database)
    guard source.text.utf8.count <= Self.textLimit else { throw JobFailure("The text is longer than 10 MB.") }
    let digest = Array(SHA256.hash(data: Array(source.text.utf8)))
    let isForced = execution.arguments["force"] == .boolean(true)
    if stored.cutSHA256 == digest, stored.algorithmVersion == Atomizer.version, !isForced {
      return JobEffect { _ in content }
    }
    let corpus = try await corpus(besides: content.key, execution.database)
    let cut = try await cut(source, corpus, execution)
    guard !cut.atoms.isEmpty else { throw JobFailure("There is nothing to learn in this text.") }
    try await execution.report("storing", percent: 95)
    let effect = AtomizationEffect(
      contentID: content.key, jobID: execution.jobID, cut: cut, sourceSHA256: digest)
    return JobEffect { transaction in try await effect.commit(transaction) ? content : nil }
  }

  /// What other contents are about.
  private func corpus(besides contentID: Int64, _ database: Database) async throws -> CorpusStatistics {
    let rows = try await database.read(AtomizationStatements.corpus(besides: contentID))
    var count = 0
    var frequencies: [String: Int] = [:]
    for index in 0..<rows.count {
      let contents = rows.int(index, 1).map { Int(truncatingIfNeeded: $0) } ?? 0
      if let stem = rows.string(index, 0) { frequencies[stem] = contents } else { count = contents }
    }
    return CorpusStatistics(documentCount: count, documentFrequencies: frequencies)
  }

  /// Cuts on a thread of its own and tells each tenth of the way.
  private func cut(
    _ source: SourceText, _ corpus: CorpusStatistics, _ execution: any JobExecution
  ) async throws -> Atomization {
    let (tenths, teller) = AsyncStream.makeStream(of: Int.self, bufferingPolicy: .bufferingNewest(1))
    async let cut = OwnThread.run {
      defer { teller.finish() }
      var told = -1
      return Atomizer.atomize(source, corpus: corpus) { _, fraction in
        let tenth = fraction.isFinite ? Int(min(1, max(0, fraction)) * 10) : 0
        if tenth > told { teller.yield(tenth) }
        told = max(told, tenth)
      }
    }
    for await tenth in tenths { try await execution.report("cutting", percent: 10 + 8 * Double(tenth)) }
    return try await cut
  }
}
