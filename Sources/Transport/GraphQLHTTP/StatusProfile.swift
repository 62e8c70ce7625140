/// An edition of the status codes of GraphQL over HTTP.
public enum StatusProfile: Sendable, Equatable {
  /// What the published audits and today's clients expect: 400 for failed requests, and 200 for all of them when the
  /// client accepts only `application/json`.
  case classic
  /// The draft of 2026: 422 for failed requests, 294 for data with errors, the same for both media types.
  case draft2026
}

/// How a request ended, as far as its status code is concerned.
public enum ResponseOutcome: Sendable, Equatable {
  /// There is `data`, and no errors. Data that is `null` without errors is data, too.
  case data
  /// There is `data`, possibly `null`, and there are errors.
  case dataWithErrors
  /// There is no `data`: the document does not parse or validate, there is no such operation, or a variable does not
  /// coerce.
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
    case .requestError:
      switch self {
      case .draft2026: 422
      // A client that knows only this type cannot tell our 400 from that of a proxy, so it gets 200.
      case .classic: format == .json ? 200 : 400
      }
    case .refused(let status): status
    }
  }
}
