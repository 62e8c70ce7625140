extension GraphQLExchange {
  /// The format in which the selected operation is answered; a fault when it must not run at all.
  ///
  /// To be asked when the operation is known and before anything is executed. In a list of requests each operation is
  /// answered whole, so that incremental ones are, too, and subscriptions have no place there.
  public func format(for operation: Operation) throws(HTTPFault) -> ResponseFormat {
    if case .batch = payload {
      guard operation != .subscription else { throw .badRequest("A subscription cannot be part of a list of requests") }
      return batchFormat
    }
    switch operation {
    case .mutation where isGet, .incremental(isMutation: true) where isGet:
      throw .methodNotAllowed(allow: "POST", "A mutation is sent by POST")
    case .query, .mutation: return try found(negotiation.formatForSingleResult)
    case .incremental: return try found(negotiation.formatForIncrementalResult)
    case .subscription: return try found(negotiation.formatForEvents)
    }
  }

  /// The format of the errors of a request that has no operation, because it does not parse or validate.
  public var formatForRequestError: ResponseFormat {
    if case .batch = payload { return batchFormat }
    return negotiation.formatForSingleResult ?? .json
  }

  /// The format of the answer to a list of requests.
  public var batchFormat: ResponseFormat { negotiation.single ?? .json }

  /// Status and header fields of an answer in a format from one of the methods above.
  ///
  /// A stream begins with 200, whatever its events will say. A list is 200, since each member has its own result.
  ///
  /// - Parameter cacheControl: what a result without errors allows caches to do; everything else is `no-store`.
  public func responseHead(
    for outcome: ResponseOutcome, in format: ResponseFormat, cacheControl: String? = nil
  ) -> HTTPResponseHead {
    var status = 200
    var format = format
    if format.isStream {
      if case .refused(let refusal) = outcome { (status, format) = (refusal, .json) }
    } else if case .one = payload {
      status = settings.statusProfile.status(of: outcome, in: format)
    }
    if settings.statusProfile == .draft2026, format == .json, !(200..<300).contains(status) {
      // The draft keeps the type of plain JSON for success, so that a proxy's error is not taken for ours.
      format = .graphQLResponse
    }
    let caching = format.isStream ? "no-cache" : outcome == .data ? cacheControl ?? "no-store" : "no-store"
    var fields = HTTPFields([
      .init(name: "Content-Type", value: format.contentType), .init(name: "Vary", value: "Accept"),
      .init(name: "Cache-Control", value: caching),
    ])
    // Reverse proxies of the nginx family hold a stream back without this.
    if format.isStream { fields.append("X-Accel-Buffering", "no") }
    return HTTPResponseHead(status: status, fields: fields)
  }

  private func found(_ format: ResponseFormat?) throws(HTTPFault) -> ResponseFormat {
    guard let format else {
      throw .notAcceptable("This operation is answered only as text/event-stream or multipart/mixed")
    }
    return format
  }
}
