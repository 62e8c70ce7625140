import GraphQLHTTP

/// How results become the body of a stream.
enum StreamFraming: Sendable {
  /// Server-sent events.
  case events
  /// The parts of `multipart/mixed`.
  case parts(MultipartMixedFraming)

  /// Nil for the formats that hold one result as it is.
  init?(_ format: ResponseFormat) {
    switch format {
    case .json, .graphQLResponse: return nil
    case .eventStream: self = .events
    case .multipartMixed(let dialect): self = .parts(MultipartMixedFraming(dialect))
    }
  }

  /// What comes before the first result, at once.
  var opening: [UInt8] {
    switch self {
    case .events: EventStreamFraming.opening
    case .parts(let framing): framing.opening
    }
  }

  /// One result.
  ///
  /// - Parameter id: what a client sends that wants to go on behind it; nil where it cannot.
  func next(_ result: [UInt8], id: String? = nil) -> [UInt8] {
    switch self {
    case .events: EventStreamFraming.next(result.span, identifier: id)
    case .parts(let framing): framing.part(result.span)
    }
  }

  /// A sign of life; nil where clients would take it for a result.
  var heartbeat: [UInt8]? {
    switch self {
    case .events: EventStreamFraming.heartbeat
    case .parts(let framing): framing.heartbeat
    }
  }

  /// What follows the last result.
  var closing: [UInt8] {
    switch self {
    case .events: EventStreamFraming.complete
    case .parts(let framing): framing.closing
    }
  }

  /// A stream with one result.
  func whole(_ result: [UInt8]) -> [UInt8] { opening + next(result) + closing }
}
