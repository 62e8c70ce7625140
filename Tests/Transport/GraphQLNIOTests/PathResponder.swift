import GraphQLHTTP

/// Answers what the path asks for.
struct PathResponder: HTTPResponder {
  /// Ends when the test lets requests to `/gate` through.
  let gate = Gate()
  /// What requests have come to.
  let journal = Journal()

  func nextExecutor() -> (any TaskExecutor)? { nil }

  func respond(_ head: HTTPRequestHead, body: [UInt8], peer: HTTPPeer) async -> HTTPAnswer {
    switch head.path {
    case "/stream":
      return .stream(HTTPResponseHead(status: 200, fields: ["Content-Type": "text/plain"])) { writer in
        try await writer.write(Array("one".utf8))
        try await writer.write([])
        try await writer.write(Array("two".utf8))
      }
    // The length is what is behind the last slash.
    case let path where path.hasPrefix("/stream/"):
      return .stream(HTTPResponseHead(status: 200, fields: ["Content-Length": String(path.dropFirst(8))])) { writer in
        try await writer.write(Array("one".utf8))
        try await writer.write(Array("two".utf8))
      }
    case "/gate":
      await gate.pass()
      return .complete(text("passed"))
    case "/patient": return await waitForCancellation()
    case "/large": return .complete(text(String(repeating: "x", count: 16 << 20)))
    case "/flood": return flood()
    case "/farewell": return farewell()
    case "/broken": return .stream(HTTPResponseHead(status: 200)) { _ in throw HTTPFault.requestTimeout }
    case "/connection":
      return .complete(HTTPFault.requestTimeout.response)
    case "/split":
      return .complete(HTTPExchangeResponse(head: HTTPResponseHead(status: 200, fields: ["A": "b\r\nC: d"]), body: []))
    default:
      return .complete(text("\(head.method) \(head.target) \(String(decoding: body, as: UTF8.self))"))
    }
  }

  // MARK: Bodies read while they arrive

  func streamedBodyLimit(_ head: HTTPRequestHead) -> Int? { head.path.hasPrefix("/upload") ? 1 << 20 : nil }

  func respond(_ head: HTTPRequestHead, reading body: any HTTPBodyReader, peer: HTTPPeer) async -> HTTPAnswer {
    do {
      switch head.path {
      case "/upload/unread": return .complete(text("not read"))
      case "/upload/stream":
        return .stream(HTTPResponseHead(status: 200)) { try await $0.write(Array("not read".utf8)) }
      case "/upload/gate":
        await journal.note("upload")
        await gate.pass()
      default: break
      }
      var (count, sum) = (0, 0)
      while let piece = try await body.next() {
        count += piece.count
        sum = piece.reduce(sum) { ($0 &* 31 &+ Int($1)) & 0xFFFF_FFFF }
        await journal.note("read \(count)")
      }
      return .complete(text("\(count) bytes, sum \(sum)"))
    } catch {
      await journal.note(error is CancellationError ? "body cancelled" : "body refused")
      return .complete((error as? HTTPFault ?? .badRequest("\(error)")).response)
    }
  }

  // MARK: Answers that take long

  /// Waits for the end of the client.
  private func waitForCancellation() async -> HTTPAnswer {
    await journal.note("patient")
    try? await Task.sleep(for: .seconds(600))
    await journal.note(Task.isCancelled ? "cancelled" : "slept")
    return .complete(text("slept"))
  }

  /// Writes until the client has gone.
  private func flood() -> HTTPAnswer {
    .stream(HTTPResponseHead(status: 200)) { writer in
      var count = 0
      do {
        while count < 1 << 12 {
          try await writer.write([UInt8](repeating: 0x78, count: 64 << 10))
          count += 1
        }
        await journal.note("flooded")
      } catch {
        await journal.note("flood ended")
        throw error
      }
    }
  }

  /// A stream that has something to say when it is asked to end.
  private func farewell() -> HTTPAnswer {
    .stream(HTTPResponseHead(status: 200)) { writer in
      try await writer.write(Array("hello".utf8))
      await journal.note("streaming")
      try? await Task.sleep(for: .seconds(600))
      try await writer.write(Array("goodbye".utf8))
      try Task.checkCancellation()
    }
  }

  private func text(_ text: String) -> HTTPExchangeResponse {
    HTTPExchangeResponse(
      head: HTTPResponseHead(status: 200, fields: ["Content-Type": "text/plain"]), body: Array(text.utf8))
  }
}
