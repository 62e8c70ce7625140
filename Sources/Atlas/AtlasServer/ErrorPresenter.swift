import AtlasKernel
import GraphQLSyntax
import Logging
import Postgres

/// Turns errors of resolvers into what clients may see; the rest goes to the log, once, under an identifier.
struct ErrorPresenter: Sendable {
  let logger: Logger

  func present(_ error: any Error) -> GraphQLError {
    switch error {
    case let error as GraphQLError: return error
    case let error as PostgresError: return present(error)
    case is CancellationError: return GraphQLError("The request was canceled.", code: .timeout)
    default: return masked(String(reflecting: error))
    }
  }

  private func present(_ error: PostgresError) -> GraphQLError {
    if error.unknownOutcome {
      return GraphQLError(
        "The connection was lost while the change was being stored; it may have happened.", code: .unknownOutcome)
    }
    switch error.code {
    case .timeout, .canceled, .server("57014"):
      return GraphQLError("The request took too long and was stopped.", code: .timeout)
    case .connectionLost, .overloaded, .closed:
      return GraphQLError("The database is not available at the moment.", code: .unavailable)
    case .invalidParameter: return .badUserInput(error.message)
    default: return masked(error.debugDescription)
    }
  }

  private func masked(_ details: String) -> GraphQLError {
    let identifier = String(UInt64.random(in: .min ... .max), radix: 36)
    logger.error("internal error", metadata: ["id": "\(identifier)", "error": "\(details)"])
    return GraphQLError("Internal server error (\(identifier)).", code: .internalError)
  }
}
