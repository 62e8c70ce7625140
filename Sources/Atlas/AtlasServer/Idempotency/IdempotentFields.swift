// Idempotent mutations: a root field with a key happens once, and whoever asks again is told what came of it.
//
// Neighbours: the engine hands over root fields of mutations; IdempotencyClaim.swift is the key on its way into the
// database, StoredOutcome.swift what is kept, OutcomeStatements.swift the table.
// Invariant: the outcome of a field is committed with its effect or not at all, and neither is there twice for a key.

import AtlasKernel
import GraphQLExecution
import GraphQLSchema
import GraphQLSyntax
import Postgres
import Synchronization

/// Runs the root fields of one mutation that have a key, each in a transaction of its own.
///
/// The transaction takes the key first, so that another request with the same key waits for it. Then the field and all
/// below it run in it, the outcome is stored, and it commits. A failure that decides nothing (the time was up, the
/// database is not there) is not kept: everything is rolled back, and the next try begins anew.
///
/// A stored outcome is answered without asking the field's guard again: who has left a group must be told that it
/// worked, although only members may leave.
final class IdempotentFields: MutationFieldRunner {
  static let directive = "idempotent"
  /// Said by the answer when an outcome in it was stored before.
  static let replayedFieldName = "Idempotency-Replayed"

  private let database: Database
  private let secret: IdempotencySecret
  private let sender: Viewer?
  private let header: IdempotencyHeader?
  private let replayed = Atomic<Bool>(false)

  /// - Parameter sender: whose keys they are, whomever the operation signs in.
  init(database: Database, secret: IdempotencySecret, sender: Viewer?, header: IdempotencyHeader?) {
    self.database = database
    self.secret = secret
    self.sender = sender
    self.header = header
  }

  /// Whether an outcome was stored before.
  var hasReplayed: Bool { replayed.load(ordering: .relaxed) }

  func concerns(_ operation: OperationPlan) -> Bool {
    header != nil || operation.hasRootField(withDirective: Self.directive)
  }

  func run(
    _ field: MutationField, _ context: ExecutionContext, _ execute: (ExecutionContext) async -> FieldOutcome
  ) async throws -> FieldOutcome? {
    guard let key = try key(of: field) else { return nil }
    let claim = IdempotencyClaim(key, of: field, by: sender, secret)
    let stored: StoredOutcome
    do {
      stored = try await database.transaction(
        deadline: context.deadline, consistency: context.request.consistency
      ) { transaction in
        if try await take(claim, transaction) { return try await first(claim, transaction, context, execute) }
        return try await replay(claim, transaction)
      }
    } catch let error as PostgresError where error.unknownOutcome {
      throw Self.unknownOutcome
    } catch let undone as UndoneOperation {
      return undone.outcome
    }
    // Only now: whom a transaction signed in that was rolled back has no session. One that has ended since stays ended.
    if let viewer = stored.signedIn, viewer.remainingLifetime > .zero, context.request.isCurrent(viewer) {
      context.signIn(viewer)
    }
    return stored.outcome
  }

  /// The key of a field: that of its directive, or else that of the request.
  ///
  /// A field that asks other servers has none: its transaction would hold a connection while they think about it. The
  /// code that it is called with is good once, so it cannot happen twice anyway.
  private func key(of field: MutationField) throws(GraphQLError) -> IdempotencyKey? {
    let isLong = field.name == "loginWithOAuth"
    var keys: Set<IdempotencyKey> = []
    for arguments in try field.arguments(ofDirective: Self.directive) {
      if case .string(let text)? = arguments.first ?? nil { keys.insert(try IdempotencyKey(directive: text)) }
    }
    guard keys.count <= 1 else { throw .badUserInput("A field has one idempotency key.") }
    if isLong {
      guard keys.isEmpty else { throw .badUserInput("\(field.name) takes no idempotency key: its code is good once.") }
      return nil
    }
    return keys.first ?? header?.key(for: field.responseKey)
  }

  // MARK: One try

  /// Rolls back an outcome that fails the whole operation and decides nothing.
  private struct UndoneOperation: Error {
    let outcome: FieldOutcome
  }

  /// Takes the key. False: it is in use; whoever held it has committed.
  private func take(_ claim: IdempotencyClaim, _ transaction: Transaction) async throws -> Bool {
    do throws(PostgresError) {
      return try await transaction.write(OutcomeStatements.take(claim)).count == 1
    } catch {
      guard error.isLockTimeout else { throw error }
      throw GraphQLError.conflict("A request with this idempotency key is still running. Try again.")
    }
  }

  private func first(
    _ claim: IdempotencyClaim, _ transaction: Transaction, _ context: ExecutionContext,
    _ execute: (ExecutionContext) async -> FieldOutcome
  ) async throws -> StoredOutcome {
    let request = context.request.within(transaction)
    let outcome = await execute(context.fork(application: request))
    // Who was signed in and still owes a second factor is refused private fields: that is decided.
    let isSignedIn = request.signedIn != nil
    if let error = outcome.errors.first(where: {
      Self.undecided.contains($0.code) && !(isSignedIn && $0.code == .unauthenticated)
    }) {
      // Runs everything again where that helps.
      if let conflict = transaction.conflict { throw conflict }
      if outcome.failsOperation { throw UndoneOperation(outcome: outcome) }
      throw GraphQLError(error.message, code: error.code, extensions: error.extensions)
    }
    let stored = StoredOutcome(outcome: outcome, signedIn: request.signedIn)
    _ = transaction.submit(OutcomeStatements.store(claim.seal(stored.bytes), claim))
    return stored
  }

  private func replay(_ claim: IdempotencyClaim, _ transaction: Transaction) async throws -> StoredOutcome {
    let rows = try await transaction.read(OutcomeStatements.find(claim))
    guard rows.count == 1, let requestHash = rows.bytes(0, 0), let sealed = rows.bytes(0, 1) else {
      // Its time was over between two statements.
      throw GraphQLError.conflict("The outcome for this idempotency key has just expired. Try again.")
    }
    guard requestHash == claim.requestHash, let bytes = claim.open(sealed), let stored = StoredOutcome(bytes) else {
      throw GraphQLError(
        "This idempotency key was used for another request: another document, field, or other values.",
        code: .idempotencyConflict)
    }
    replayed.store(true, ordering: .relaxed)
    return stored
  }

  /// Failures that decide nothing: the same request may succeed when it comes again.
  private static let undecided: Set<ErrorCode?> = [
    .unavailable, .timeout, .internalError, .unauthenticated, .badUserInput, .unknownOutcome, .rateLimited,
  ]

  private static let unknownOutcome = GraphQLError(
    "The connection was lost while the change was being stored; it may have happened. Send the same request with the "
      + "same idempotency key again to learn what came of it.", code: .unknownOutcome)
}
