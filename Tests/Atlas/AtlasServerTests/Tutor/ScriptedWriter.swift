import AtlasKernel
import Retrieval
import Synchronization
import Testing

@testable import Tutor

/// Writes answers as a test says, when it says so.
final class ScriptedWriter: AnswerWriter {
  let model = "scripted-1"
  private let calls: AsyncStream<WriterCall>
  private let arrivals: AsyncStream<WriterCall>.Continuation
  private let count = Mutex(0)

  init() { (calls, arrivals) = AsyncStream.makeStream() }

  /// How many answers it was asked to write.
  var callCount: Int { count.withLock { $0 } }

  /// The next answer that it is asked to write.
  func next() async throws -> WriterCall {
    for await call in calls { return call }
    throw TestFailure("nothing is to be written")
  }

  func write(
    _ assignment: Assignment, telling tell: @escaping @Sendable (String) async throws -> Void
  ) async throws -> TutorReply {
    let call = WriterCall(assignment)
    count.withLock { $0 += 1 }
    arrivals.yield(call)
    var reply = TutorReply(text: "", followUps: ["And then?"])
    reply.citations = assignment.passages.prefix(1).map { Citation(index: 1, of: $0, quote: "a quote") }
    do {
      for try await piece in call.pieces {
        reply.text += piece
        try await tell(piece)
      }
      try Task.checkCancellation()
    } catch {
      call.stopped.end(())
      throw error
    }
    reply.usage = TokenUsage(promptTokens: 10, completionTokens: 5)
    reply.moderation = call.moderation.withLock { $0 }
    reply.isUngrounded = call.isUngrounded.withLock { $0 }
    return reply
  }
}

/// One answer that is being written.
final class WriterCall: Sendable {
  let assignment: Assignment
  /// Ends when the writing is broken off.
  let stopped = Landing<Void>()
  let moderation = Mutex<Moderation?>(nil)
  let isUngrounded = Mutex(false)
  fileprivate let pieces: AsyncThrowingStream<String, any Error>
  private let continuation: AsyncThrowingStream<String, any Error>.Continuation

  fileprivate init(_ assignment: Assignment) {
    self.assignment = assignment
    (pieces, continuation) = AsyncThrowingStream.makeStream()
  }

  /// Says the next piece of the text.
  func say(_ text: String) { continuation.yield(text) }
  /// Says that this was all.
  func finish() { continuation.finish() }
  /// Breaks off, as a model does that fails.
  func fail(_ error: any Error) { continuation.finish(throwing: error) }
}
