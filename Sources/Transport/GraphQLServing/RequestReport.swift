public import GraphQLEngine
import GraphQLHTTP
public import GraphQLSyntax

/// How a request ended, for logs, metrics and traces.
public struct RequestReport: Sendable {
  /// What was asked for; nil where the request came to no operation that could run.
  public let operation: PreparedOperation?
  /// The errors of its answer; of a subscription those that ended it, and of one in parts those of the first.
  public let errors: [GraphQLError]
  /// How large its answer is, in bytes as they were written; nil where it is a stream.
  public let responseBytes: Int?

  /// The status of its answer, or of the fault that it was refused for; nil where it shares an answer with others, or has
  /// none of HTTP.
  public let status: Int?
  /// Whether it was answered without being executed.
  public let isRefused: Bool
  /// Whether nobody waited for its end any more: what it lacks then is no fault of the server.
  public let isAbandoned: Bool

  init(
    _ operation: PreparedOperation?, errors: [GraphQLError], responseBytes: Int? = nil, status: Int? = nil,
    isRefused: Bool = false, isAbandoned: Bool = Task.isCancelled
  ) {
    self.operation = operation
    self.errors = errors
    self.responseBytes = responseBytes
    self.status = status
    self.isRefused = isRefused
    self.isAbandoned = isAbandoned
  }

  /// Of what was executed, with the body as it is sent.
  init(_ operation: PreparedOperation, _ answer: GraphQLAnswer, status: Int? = nil) {
    self.init(operation, errors: answer.errors, responseBytes: answer.body.count, status: status)
  }

  /// Of what HTTP does not let be executed, such as a mutation over GET.
  ///
  /// - Parameter operation: nil where the fault was found before there was one.
  init(refusing operation: PreparedOperation?, _ fault: HTTPFault) {
    self.init(
      operation, errors: [GraphQLError(fault.message, code: ErrorCode(rawValue: fault.code))], status: fault.status,
      isRefused: true)
  }
}
