import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLJSON

/// A job has moved, or is looked at for the first time.
struct JobMove: Sendable {
  let jobID: Int64
}

extension API.JobState {
  /// Whether nothing will become of the job any more.
  var isFinal: Bool {
    switch self {
    case .queued, .running: false
    case .succeeded, .failed, .canceled: true
    }
  }
}

extension SourceStream {
  /// The moves of a job in a stream of its events, up to its end.
  ///
  /// - Parameter first: the state to begin with; nil where a client resumes and has seen it.
  func jobMoves(of jobID: Int64, beginningWith first: API.JobState?) -> SourceStream {
    let moves = JobMoves(events: self, jobID: jobID, first: first)
    return SourceStream(AsyncThrowingStream { try await moves.next() })
  }
}

/// Where a stream of moves stands. It is pulled by one reader at a time.
private actor JobMoves {
  private var iterator: AsyncThrowingStream<SourceEvent, any Error>.Iterator
  private let jobID: Int64
  private var first: API.JobState?
  private var isOver = false

  init(events: SourceStream, jobID: Int64, first: API.JobState?) {
    iterator = events.makeAsyncIterator()
    self.jobID = jobID
    self.first = first
  }

  func next() async throws -> SourceEvent? {
    if isOver { return nil }
    if let state = first {
      first = nil
      isOver = state.isFinal
      return SourceEvent(JobMove(jobID: jobID))
    }
    var iterator = iterator
    defer { self.iterator = iterator }
    guard let event = try await iterator.next(isolation: self) else { return nil }
    if case .string(let name)? = (event.value as? EventRecord)?.payload["state"] {
      isOver = API.JobState(rawValue: name)?.isFinal ?? false
    }
    return SourceEvent(JobMove(jobID: jobID), position: event.position)
  }
}
