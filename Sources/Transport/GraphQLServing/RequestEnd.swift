import GraphQLEngine
import Synchronization

/// Tells the application how a request ended, once.
///
/// What is to be told later, by a stream, may never come to it: the client has gone before the stream began, or has
/// stopped the operation before it was launched. Then it is told when nobody holds this any more.
final class RequestEnd<Application: GraphQLApplication>: Sendable {
  private let application: Application
  private let operation: PreparedOperation
  private let sender: Application.Sender
  private let hasTold = Atomic(false)

  init(of operation: PreparedOperation, _ sender: Application.Sender, _ application: Application) {
    self.application = application
    self.operation = operation
    self.sender = sender
  }

  deinit { tell(RequestReport(operation, errors: [], isAbandoned: true)) }

  /// Says nothing the second time.
  ///
  /// - Parameter sender: as the answer left it; nil where the answer has no say in that.
  func tell(_ report: RequestReport, _ sender: Application.Sender? = nil) {
    guard !hasTold.exchange(true, ordering: .relaxed) else { return }
    application.noteEnd(report, sender ?? self.sender)
  }
}
