// Retrieval: which passages of the learning content bear on a question.
//
// Neighbours: Tutor, Quizzes and Search ask; Embeddings makes the vectors and finds the nearest. Diagrams, labs, incidents
// and atoms belong to other domains, which are read here only.
// Invariant: rights are conditions of the statements, so what a reader may not read is never found for them.

public import AtlasKernel
public import Embeddings
import GraphQLPostgres
import GraphQLSyntax
public import Postgres

/// Runs a statement that reads, wherever the caller wants it run.
public typealias StatementReader = @Sendable (Query) async throws -> Rows

/// The passages of all content, by words and by meaning.
public final class PassageLibrary: Sendable {
  private let embedder: any Embedder

  public init(embedder: any Embedder) { self.embedder = embedder }

  /// The passages that bear on a question best, best first.
  ///
  /// - Parameters:
  ///   - subject: a diagram, lab, incident, atom or content whose passages come before all others.
  ///   - limit: how many at most, those of the subject among them.
  /// - Throws: `NOT_FOUND` for a subject that is not there for this reader.
  public func passages(
    for question: String, about subject: GlobalID?, reader: PassageReader, limit: Int, read: StatementReader
  ) async throws -> [Passage] {
    let rows = try await read(
      PassageStatements.retrieve(words: question, subject: subject, reader: reader, limit: limit))
    let passages = (0..<rows.count).compactMap { PassageRow(row: Row(rows: rows, index: $0)).passage }
    if let subject, !passages.contains(where: \.isSubject) { throw GraphQLError.notFound(subject.kind.rawValue) }
    return passages
  }
}

extension PassageLibrary {
  /// The items that are nearest to a text by meaning, best first, each with its best passage; equal ones follow by their
  /// ids. None where the text has no words, where no vectors are there yet, or where the embedder cannot be asked.
  ///
  /// Nobody's rights are looked at: the statement that reads the items does that. Some of them may be gone by now.
  public func nearest(to text: String, kinds: Set<EntityKind>, limit: Int) async -> [PassageMatch] { [] }

  /// The items that are nearest to another one by meaning, without that one; else the same.
  public func nearest(toItem item: GlobalID, kinds: Set<EntityKind>, limit: Int) async -> [PassageMatch] { [] }
}
