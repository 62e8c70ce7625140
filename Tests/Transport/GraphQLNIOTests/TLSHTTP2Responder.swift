import GraphQLHTTP
import GraphQLNIO

/// Answers what the path asks for, so that the tests of HTTP/2 see requests and answers of every kind.
struct WireResponder: HTTPResponder {
  static let uploadLimit = 1 << 20

  /// Opens for whoever waits at `/gate` and `/hold`; whoever came there is known.
  let gate = Gate()
  /// Knows of tasks that wait at `/wait`; holds nobody.
  let waiting = Gate()
  /// Knows of tasks that were cancelled; holds nobody.
  let cancelled = Gate()

  func nextExecutor() -> (any TaskExecutor)? { nil }

  func streamedBodyLimit(_ head: HTTPRequestHead) -> Int? {
    ["/upload", "/hold", "/ignore"].contains(head.path) ? Self.uploadLimit : nil
  }

  func respond(_ head: HTTPRequestHead, body: [UInt8], peer: HTTPPeer) async -> HTTPAnswer {
    switch head.path {
    case "/echo": return .complete(.init(head: .init(status: 200, fields: ["Content-Type": "a/b"]), body: body))
    case "/big": return text(String(repeating: "x", count: 1 << 20))
    case "/empty": return .complete(.init(head: .init(status: 204), body: []))
    case "/fields":
      let fields = head.fields.all.map { "\($0.name)=\($0.value)" }.joined(separator: "\n")
      return text("\(head.method) \(head.target)\n\(fields)")
    case "/connection":
      let fields: HTTPFields = ["Connection": "close", "Transfer-Encoding": "chunked", "X-Other": "b"]
      return .complete(.init(head: .init(status: 200, fields: fields), body: []))
    case "/split": return .complete(.init(head: .init(status: 200, fields: ["A": "b\r\nC: d"]), body: []))
    case "/gate":
      await gate.pass()
      return text("passed")
    case "/wait":
      await waiting.tell()
      try? await Task.sleep(for: .seconds(600))
      await cancelled.tell()
      return text("cancelled")
    case "/stream":
      return stream { writer in for piece in ["one", "", "two"] { try await writer.write(Array(piece.utf8)) } }
    case "/endless":
      return stream { [cancelled] writer in
        try await writer.write(Array("one".utf8))
        try? await Task.sleep(for: .seconds(600))
        await cancelled.tell()
      }
    case "/flood":
      return stream { writer in for _ in 0..<100 { try await writer.write([UInt8](repeating: 0, count: 64 << 10)) } }
    case "/broken": return stream { _ in throw HTTPFault.requestTimeout }
    default: return text("\(head.method) \(head.path)")
    }
  }

  func respond(_ head: HTTPRequestHead, reading body: any HTTPBodyReader, peer: HTTPPeer) async -> HTTPAnswer {
    if head.path == "/ignore" { return text("not read") }
    if head.path == "/hold" { await gate.pass() }
    do {
      var count = 0
      while let piece = try await body.next() { count += piece.count }
      return text("\(count) bytes")
    } catch let fault as HTTPFault {
      return .complete(fault.response)
    } catch {
      await cancelled.tell()
      return text("cancelled")
    }
  }

  private func text(_ text: String) -> HTTPAnswer {
    .complete(.init(head: .init(status: 200, fields: ["Content-Type": "text/plain"]), body: Array(text.utf8)))
  }

  private func stream(_ produce: @escaping @Sendable (any HTTPBodyWriter) async throws -> Void) -> HTTPAnswer {
    .stream(.init(status: 200, fields: ["Content-Type": "text/plain"]), produce)
  }
}

extension Gate {
  /// Lets it be known that somebody came, and goes on.
  func tell() async {
    open()
    await pass()
  }
}
