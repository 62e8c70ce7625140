import Postgres

/// The answer is no longer its writer's: it was canceled, or its lease ran out.
struct AnswerLost: Error {}

/// Puts the text of one answer into its row as it comes: at most every so often, unless there is much of it.
///
/// Pieces are written one after the other, never two at a time: their order is the order of the text.
actor AnswerPen {
  private let answer: HeldAnswer
  private let tools: TutorDesk.Tools
  private let settings: TutorDesk.Settings
  /// All that was told so far.
  private(set) var text = ""
  private var length = 0
  private var (pending, pendingLength) = ("", 0)
  private var flushing: Task<Void, any Error>?
  private var isPutDown = false
  private var lastContact = ContinuousClock.now
  /// When to try again after the database was away.
  private var nextTry = ContinuousClock.now

  init(_ answer: HeldAnswer, _ tools: TutorDesk.Tools, _ settings: TutorDesk.Settings) {
    self.answer = answer
    self.tools = tools
    self.settings = settings
  }

  /// To be called before anything is asked to write the answer.
  ///
  /// - Throws: `AnswerLost`: it must not be asked.
  func begin() async throws { try await heed(AnswerWritingStatements.ask(answer, lease: settings.lease)) }

  /// Takes the next piece of the text.
  ///
  /// - Throws: `AnswerLost`, and a failure where the text is longer than any answer may be.
  func tell(_ piece: String) async throws {
    let piece = piece.storable
    let pieceLength = piece.unicodeScalars.count
    length += pieceLength
    guard length <= settings.lengthLimit else { throw AnswerFailure.tooLong }
    text += piece
    pending += piece
    pendingLength += pieceLength
    if pendingLength >= settings.flushLength { try await flush() }
  }

  /// Flushes now and then, and keeps the lease, until the task is cancelled.
  func keep() async throws {
    while true {
      try await Task.sleep(for: settings.flushInterval)
      if isPutDown { continue }
      try await flush()
      if lastContact.duration(to: .now) >= settings.renewal, !isPutDown { try await renew() }
    }
  }

  /// Writes nothing more; the statement of the end has the rest of the text.
  func putDown() async throws {
    isPutDown = true
    try await flushing?.value
  }

  private func flush() async throws {
    guard !pending.isEmpty, flushing == nil, !isPutDown, nextTry <= .now else { return }
    let (piece, pieceLength) = (pending, pendingLength)
    (pending, pendingLength) = ("", 0)
    let task = Task {
      do {
        try await heed(AnswerWritingStatements.append(piece, to: answer, lease: settings.lease))
        tools.wake()
      } catch let error as PostgresError where isBearable(error) {
        pending = piece + pending
        pendingLength += pieceLength
        nextTry = .now + settings.flushInterval * 4
      }
    }
    flushing = task
    defer { flushing = nil }
    try await task.value
  }

  /// Whether nothing was written, and there is time to write it later.
  private func isBearable(_ error: PostgresError) -> Bool {
    !error.unknownOutcome && lastContact.duration(to: .now) < settings.lease
  }

  private func renew() async throws {
    do {
      try await heed(AnswerWritingStatements.renew(answer, lease: settings.lease))
    } catch is PostgresError {
      // An outage may end before the lease does.
    }
  }

  private func heed(_ statement: Query) async throws {
    guard try await tools.database.write(statement).count == 1 else { throw AnswerLost() }
    lastContact = .now
  }
}

extension String {
  /// Without the one character that the database cannot store.
  var storable: String {
    guard utf8.contains(0) else { return self }
    return String(String.UnicodeScalarView(unicodeScalars.filter { $0.value != 0 }))
  }
}
