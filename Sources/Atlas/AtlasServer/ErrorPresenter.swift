import AtlasKernel
import GraphQLSyntax
import Logging
import Postgres

/// Turns errors of resolvers into what clients may see; the rest goes to the log, once, under an identifier.
struct ErrorPresenter: Sendable {
  let logger: Logger

  /// - Parameter requestID: the request, where it is known: it is the identifier then.
  func present(_ error: any Error, of requestID: String? = nil) -> GraphQLError {
    switch error {
    case let error as GraphQLError: return error
    case let error as PostgresError: return present(error, requestID)
    case is CancellationError: return GraphQLError("The request was canceled.", code: .timeout)
    default: return masked(String(reflecting: error), requestID)
    }
  }

  private func present(_ error: PostgresError, _ requestID: String?) -> GraphQLError {
    if error.unknownOutcome {
      return GraphQLError(
        "The connection was lost while the change was being stored; it may have happened.", code: .unknownOutcome)
    }
    switch error.code {
    case .timeout, .canceled, .server("57014"):
      return GraphQLError("The request took too long and was stopped.", code: .timeout)
    case .connectionLost, .overloaded, .closed, .server("57P01"), .server("57P02"), .server("57P03"), .server("53300"):
      return GraphQLError("The database is not available at the moment.", code: .unavailable)
    case .server("55P03"), .server("40P01"), .server("40001"):
      return GraphQLError("Others are changing the same at this moment. Try again.", code: .unavailable)
    case .invalidParameter: return .badUserInput(error.message)
    default: return masked(error.debugDescription, requestID)
    }
  }

  private func masked(_ details: String, _ requestID: String?) -> GraphQLError {
    let identifier = requestID ?? String(UInt64.random(in: .min ... .max), radix: 36)
    logger.error("internal error", metadata: ["request_id": "\(identifier)", "details": "\(details)"])
    return GraphQLError("Internal server error (\(identifier)).", code: .internalError)
  }
}
