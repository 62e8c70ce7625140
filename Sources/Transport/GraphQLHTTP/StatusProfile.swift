/// An edition of the status codes of GraphQL over HTTP.
public enum StatusProfile: Sendable, Equatable {
  /// What the published audits and today's clients expect: 400 for failed requests, and 200 for all of them when the
  /// client accepts only `application/json`.
  case classic
  /// The draft of 2026, the same for both media types: 294 for data with errors, 400 for what is no JSON or no GraphQL,
  /// 422 for requests that can be read but not run.
  case draft2026
}

/// How a request ended, as far as its status code is concerned.
public enum ResponseOutcome: Sendable, Equatable {
  /// There is `data`, and no errors. Data that is `null` without errors is data, too.
  case data
  /// There is `data`, possibly `null`, and there are errors.
  case dataWithErrors
  /// There is no `data`: the document does not parse.
  case syntaxError
  /// There is no `data`: the document does not validate, there is no such operation, or a variable does not coerce.
  case requestError
  /// The persisted document is unknown. Clients read the error and send the text, and expect success.
  case persistedQueryNotFound
  /// The request as a whole was refused or broke: 401, 403, 429, 500, 503, 504.
  case refused(status: Int)
}

extension StatusProfile {
  /// The status code of a result served as one JSON text.
  func status(of outcome: ResponseOutcome, in format: ResponseFormat) -> Int {
    switch outcome {
    case .data, .persistedQueryNotFound: 200
    case .dataWithErrors: self == .draft2026 ? 294 : 200
    case .syntaxError, .requestError:
      switch self {
      case .draft2026: outcome == .syntaxError ? 400 : 422
      // A client that knows only this type cannot tell our 400 from that of a proxy, so it gets 200.
      case .classic: format == .json ? 200 : 400
      }
    case .refused(let status): status
    }
  }

  /// The answer to what can be read but is no GraphQL request: a parameter is missing or of the wrong type.
  func malformedRequest(_ message: String) -> HTTPFault {
    HTTPFault(status: self == .draft2026 ? 422 : 400, message: message)
  }
}
