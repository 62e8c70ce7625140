// Retrieval: which passages of the learning content bear on a question.
//
// Neighbours: Tutor, Quizzes and Search ask; Embeddings makes the vectors and finds the nearest. Diagrams, labs, incidents
// and atoms belong to other domains, which are read here only.
// Invariant: rights are conditions of the statements, so what a reader may not read is never found for them.

public import AtlasKernel
public import Embeddings
import GraphQLPostgres
import GraphQLSyntax
public import Logging
public import Postgres
import Synchronization

/// Runs a statement that reads, wherever the caller wants it run.
public typealias StatementReader = @Sendable (Query) async throws -> Rows

/// The passages of all content, by words and by meaning.
///
/// Passages and their vectors are rows, kept up to date by ``run(over:wake:)``; the vectors are in memory besides. While
/// they are not, or while the embedder is away, words alone decide: they work from the database at once.
public final class PassageLibrary: Sendable {
  let embedder: any Embedder
  let logger: Logger
  let state: Mutex<PassageLibraryState>
  /// The vectors of questions that were asked lately.
  let questions = Mutex(QuestionVectors())
  /// Rung when content, vectors, or what is in memory may be out of date.
  let bells = (content: Bell(), vectors: Bell(), memory: Bell())

  public init(embedder: any Embedder, logger: Logger = Logger(label: "atlas.retrieval")) {
    self.embedder = embedder
    self.logger = logger
    state = Mutex(PassageLibraryState(memory: PassageMemory(dimensions: embedder.dimensions)))
  }

  /// The passages that bear on a question best, best first.
  ///
  /// - Parameters:
  ///   - subject: a diagram, lab, incident, atom or content whose passages come before all others.
  ///   - limit: how many at most, those of the subject among them.
  /// - Throws: `NOT_FOUND` for a subject that is not there for this reader.
  public func passages(
    for question: String, about subject: GlobalID?, reader: PassageReader, limit: Int, read: StatementReader
  ) async throws -> [Passage] {
    let meaning = await nearestPassages(to: question, about: subject, reader: reader)
    let rows = try await read(
      PassageStatements.retrieve(
        String(question.prefix(Self.questionLimit)), meaning: meaning, subject: subject, reader: reader, limit: limit))
    let passages = (0..<rows.count).compactMap { PassageRow(row: Row(rows: rows, index: $0)).passage }
    if let subject, !passages.contains(where: \.isSubject) { throw GraphQLError.notFound(subject.kind.rawValue) }
    // A content has atoms; it is nothing to rest an answer on by itself.
    return passages.filter { $0.item.kind != .content && !$0.text.isEmpty }
  }

  /// How much of a question is looked at.
  static let questionLimit = 8_000
}
