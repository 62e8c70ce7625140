import GraphQLEngine
import GraphQLExecution
import GraphQLHTTP
import GraphQLSyntax

/// A subscription as server-sent events, with a comment every 12 seconds while nothing happens.
struct EventStreamResponse: Sendable {
  let stream: ResponseStream
  let presenter: ErrorPresenter
  var heartbeat: Duration = .seconds(12)

  /// Writes until the source ends or the client goes; either way the source is freed.
  func write(to writer: any HTTPBodyWriter) async throws {
    try await writer.write(EventStreamFraming.opening)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await writeEvents(to: writer) }
      group.addTask {
        while true {
          try await Task.sleep(for: heartbeat)
          try await writer.write(EventStreamFraming.heartbeat)
        }
      }
      defer { group.cancelAll() }
      try await group.next()
    }
  }

  private func writeEvents(to writer: any HTTPBodyWriter) async throws {
    do {
      for try await result in stream {
        try await writer.write(EventStreamFraming.next(result.body.span))
      }
    } catch let error as GraphQLError {
      try await writer.write(EventStreamFraming.next(GraphQLErrors([error]).responseBody.span))
    }
    try await writer.write(EventStreamFraming.complete)
  }
}
