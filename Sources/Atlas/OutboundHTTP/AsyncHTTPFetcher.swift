import AsyncHTTPClient
import Dispatch
import NIOCore
import NIOHTTP1

/// Asks over the network. It holds connections, so it must be shut down.
public final class AsyncHTTPFetcher: HTTPFetcher {
  private let client: HTTPClient
  private let timeout: Duration
  private let bodyLimit: Int

  /// - Parameters:
  ///   - timeout: for the whole exchange, from the name's look-up to the last byte.
  ///   - bodyLimit: bytes of an answer's body.
  public init(timeout: Duration = .seconds(5), bodyLimit: Int = 64 << 10) {
    var configuration = HTTPClient.Configuration()
    configuration.redirectConfiguration = .disallow
    configuration.decompression = .disabled
    client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    self.timeout = timeout
    self.bodyLimit = bodyLimit
  }

  public func fetch(_ request: OutboundRequest) async throws(OutboundError) -> OutboundResponse {
    do {
      return try await withThrowingTaskGroup(of: OutboundResponse.self) { [client, timeout, bodyLimit] group in
        group.addTask {
          let response = try await client.execute(HTTPClientRequest(request), timeout: TimeAmount(timeout))
          let body = try await response.body.collect(upTo: bodyLimit)
          return OutboundResponse(status: Int(response.status.code), body: Array(body.readableBytesView))
        }
        // The client's own limit ends with the head of the answer, and a body may drip.
        group.addTask {
          try await Task.sleep(for: timeout)
          throw OutboundError.timeout
        }
        defer { group.cancelAll() }
        guard let first = try await group.next() else { throw OutboundError.unreachable }
        return first
      }
    } catch let error as OutboundError {
      throw error
    } catch is NIOTooManyBytesError {
      throw .tooLarge
    } catch let error as HTTPClientError where error == .deadlineExceeded || error == .connectTimeout {
      throw .timeout
    } catch {
      throw .unreachable
    }
  }

  /// The client must not go before it is shut down, whatever kept its owner from doing that.
  deinit { client.shutdown(queue: .global()) { [client] _ in _ = client } }

  /// Closes all connections, also for a task that is cancelled. Nothing can be asked afterwards.
  public func shutdown() async { await Task { [client] in try? await client.shutdown() }.value }
}

extension HTTPClientRequest {
  fileprivate init(_ request: OutboundRequest) {
    self.init(url: request.url.text)
    method = HTTPMethod(rawValue: request.method.rawValue)
    for field in request.fields { headers.add(name: field.name, value: field.value) }
    if !request.body.isEmpty { body = .bytes(ByteBuffer(bytes: request.body)) }
  }
}
