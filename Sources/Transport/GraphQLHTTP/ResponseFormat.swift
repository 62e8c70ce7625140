/// What a response is made of: one JSON text, or a stream of them.
public enum ResponseFormat: Sendable, Equatable {
  /// `application/graphql-response+json`.
  case graphQLResponse
  /// `application/json`, for clients older than the media type of GraphQL.
  case json
  /// `text/event-stream`: server-sent events, distinct connections mode.
  case eventStream
  /// `multipart/mixed`, for incremental delivery and for subscriptions of one client family.
  case multipartMixed(MultipartDialect)

  /// Whether several results can follow one another.
  public var isStream: Bool {
    switch self {
    case .graphQLResponse, .json: false
    case .eventStream, .multipartMixed: true
    }
  }

  /// The value of `Content-Type`.
  public var contentType: String {
    switch self {
    case .graphQLResponse: "application/graphql-response+json; charset=utf-8"
    case .json: "application/json; charset=utf-8"
    case .eventStream: "text/event-stream; charset=utf-8"
    // Clients of this dialect look for the boundary as it stands here.
    case .multipartMixed(.subscription): "multipart/mixed;boundary=graphql;subscriptionSpec=1.0"
    case .multipartMixed(.incremental2022): #"multipart/mixed; boundary="-"; deferSpec=20220824"#
    case .multipartMixed(.incremental): #"multipart/mixed; boundary="-""#
    }
  }
}

/// The shape of the parts of a `multipart/mixed` response. Clients say which they speak by a parameter in `Accept`.
public enum MultipartDialect: Sendable, Equatable {
  /// `pending`, `incremental` with identifiers, `completed`: the current draft.
  case incremental
  /// `incremental` with paths: `deferSpec=20220824`.
  case incremental2022
  /// Subscription results as `{"payload": ...}` with `{}` as heartbeat: `subscriptionSpec=1.0`.
  case subscription

  /// What stands between the parts.
  var boundary: String { self == .subscription ? "graphql" : "-" }

  init(_ range: MediaType, _ bytes: Span<UInt8>) {
    if range["subscriptionspec", bytes] != nil {
      self = .subscription
    } else if range["deferspec", bytes] == "20220824" {
      self = .incremental2022
    } else {
      self = .incremental
    }
  }
}
