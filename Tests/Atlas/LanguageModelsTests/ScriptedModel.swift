import LanguageModels
import Synchronization

/// Says what a test wants, step by step; the last step is repeated.
final class ScriptedModel: LanguageModel {
  enum Step: Sendable {
    case says(String)
    case saysAndFails(String, ModelFailure)
    case fails(ModelFailure)
    /// Throws what is not the provider's.
    case throwsOther
    /// Until it is cancelled.
    case waits
  }

  private struct Other: Error {}

  let name = "scripted"
  private let state: Mutex<(steps: [Step], asked: Int)>
  private let before: @Sendable () -> Void
  private let requests = AsyncStream.makeStream(of: Void.self)

  init(_ steps: Step..., before: @escaping @Sendable () -> Void = {}) {
    state = Mutex((steps, 0))
    self.before = before
  }

  /// How often it was asked.
  var asked: Int { state.withLock { $0.asked } }

  /// Does this from now on.
  func play(_ step: Step) { state.withLock { $0.steps = [step] } }

  /// Returns when it is asked; once for each time.
  func somebodyAsks() async {
    var requests = requests.stream.makeAsyncIterator()
    await requests.next()
  }

  func reply(
    to request: ModelRequest, receiving receive: @escaping @Sendable (String) async throws -> Void
  ) async throws -> ModelReply {
    let step = state.withLock { state in
      state.asked += 1
      return state.steps.count > 1 ? state.steps.removeFirst() : state.steps[0]
    }
    before()
    switch step {
    case .says(let text):
      try await receive(text)
      return ModelReply(text: text, promptTokens: 10, completionTokens: text.utf8.count)
    case .saysAndFails(let text, let failure):
      try await receive(text)
      throw failure
    case .fails(let failure): throw failure
    case .throwsOther: throw Other()
    case .waits:
      requests.continuation.yield()
      try await Task.sleep(for: .seconds(3_600))
      throw Other()
    }
  }
}
