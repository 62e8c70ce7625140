import GraphQLHTTP
@testable import GraphQLNIO
import NIOCore
import Synchronization
import Testing

@Suite struct StreamedBodyTests {
  private let demands = Demands()

  private func body(limit: Int = 1 << 20) -> StreamedBody { StreamedBody(limit: limit) { [demands] in demands.add() } }

  @Test("a body holds little: with 64 KB at hand its connection is to stop, and is asked again when all was taken")
  func backPressure() async throws {
    let body = body()
    #expect(body.receive(ByteBuffer(repeating: 1, count: 65_535)))
    #expect(!body.receive(ByteBuffer(repeating: 2, count: 1)))
    #expect(try await body.next()?.count == 65_536)
    #expect(demands.count == 0)
    async let next = body.next()
    while demands.count == 0 { await Task.yield() }
    #expect(body.isAwaited)
    #expect(body.receive(ByteBuffer(repeating: 3, count: 7)))
    #expect(try await next == [UInt8](repeating: 3, count: 7))
    body.finish()
    #expect(try await body.next() == nil)
  }

  @Test("what was held is still read after the end of the body, and not after its failure")
  func ends() async throws {
    let whole = body()
    _ = whole.receive(ByteBuffer(string: "abc"))
    whole.finish()
    #expect(!whole.receive(ByteBuffer(string: "d")))
    #expect(try await whole.next() == Array("abc".utf8))
    #expect(try await whole.next() == nil)
    let broken = body(limit: 5)
    _ = broken.receive(ByteBuffer(string: "abc"))
    #expect(!broken.receive(ByteBuffer(string: "def")))
    await #expect(throws: HTTPFault.bodyTooLarge(limit: 5)) { try await broken.next() }
    broken.finish()
    await #expect(throws: HTTPFault.bodyTooLarge(limit: 5)) { try await broken.next() }
  }

  @Test("a reader that is cancelled stops waiting")
  func cancelled() async throws {
    let body = body()
    let reader = Task { try await body.next() }
    while demands.count == 0 { await Task.yield() }
    reader.cancel()
    await #expect(throws: CancellationError.self) { try await reader.value }
  }
}

/// How often a body asked its connection for more.
private final class Demands: Sendable {
  private let value = Atomic(0)
  var count: Int { value.load(ordering: .relaxed) }
  func add() { value.wrappingAdd(1, ordering: .relaxed) }
}
