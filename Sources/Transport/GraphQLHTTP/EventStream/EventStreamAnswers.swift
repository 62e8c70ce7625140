extension HTTPResponseHead {
  /// The head of a stream of the single connection mode.
  public static let eventStream = HTTPResponseHead(
    status: 200,
    fields: [
      "Content-Type": ResponseFormat.eventStream.contentType, "Cache-Control": "no-cache",
      // Reverse proxies of the nginx family hold a stream back without this.
      "X-Accel-Buffering": "no",
    ])
}

extension HTTPExchangeResponse {
  /// The answer to a reservation: the token as text.
  public static func eventStreamReserved(_ token: EventStreamToken) -> HTTPExchangeResponse {
    HTTPExchangeResponse(
      head: HTTPResponseHead(
        status: 201, fields: ["Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store"]),
      body: Array(token.description.utf8))
  }

  /// The answer to an operation whose results go to its event stream.
  public static let eventStreamAccepted = HTTPExchangeResponse(
    head: HTTPResponseHead(status: 202, fields: ["Cache-Control": "no-store"]), body: [])

  /// The answer to the stop of an operation, whether there was one or not.
  public static let eventStreamStopped = HTTPExchangeResponse(
    head: HTTPResponseHead(status: 200, fields: ["Cache-Control": "no-store"]), body: [])
}
