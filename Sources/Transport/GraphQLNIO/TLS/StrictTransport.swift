import GraphQLHTTP

/// Says in every answer of another responder that browsers are to come by TLS only (RFC 6797).
struct StrictTransport: HTTPResponder {
  let responder: any HTTPResponder
  let seconds: Int

  func nextExecutor() -> (any TaskExecutor)? { responder.nextExecutor() }

  func streamedBodyLimit(_ head: HTTPRequestHead) -> Int? { responder.streamedBodyLimit(head) }

  func respond(_ head: HTTPRequestHead, body: [UInt8], peer: HTTPPeer) async -> HTTPAnswer {
    strict(await responder.respond(head, body: body, peer: peer))
  }

  func respond(_ head: HTTPRequestHead, reading body: any HTTPBodyReader, peer: HTTPPeer) async -> HTTPAnswer {
    strict(await responder.respond(head, reading: body, peer: peer))
  }

  private func strict(_ answer: HTTPAnswer) -> HTTPAnswer {
    switch answer {
    case .complete(var response):
      add(to: &response.head)
      return .complete(response)
    case .stream(var head, let produce):
      add(to: &head)
      return .stream(head, produce)
    }
  }

  private func add(to head: inout HTTPResponseHead) {
    head.fields.append("Strict-Transport-Security", "max-age=\(seconds)")
  }
}
