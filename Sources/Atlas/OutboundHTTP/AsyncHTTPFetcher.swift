import AsyncHTTPClient
import Dispatch
import NIOCore
import NIOHTTP1
import NIOSSL

/// Asks over the network. It holds connections, so it must be shut down.
public final class AsyncHTTPFetcher: HTTPFetcher {
  private let client: HTTPClient
  private let timeout: Duration
  private let bodyLimit: Int

  /// - Parameters:
  ///   - timeout: for the whole exchange, from the name's look-up to the last byte, where the request names no other.
  ///   - bodyLimit: bytes of an answer's body.
  ///   - authorityFile: a PEM file with the certificates of the authorities that are trusted instead of the system's.
  ///   - addresses: where hosts are, by their names in addresses, instead of what a look-up would say. Names and
  ///     certificates are those of the hosts all the same.
  ///   - connectionsPerHost: how many requests go to one host at once where HTTP/1.1 is spoken; others wait.
  public init(
    timeout: Duration = .seconds(5), bodyLimit: Int = 64 << 10, authorityFile: String? = nil,
    addresses: [String: String] = [:], connectionsPerHost: Int = 8
  ) {
    var configuration = HTTPClient.Configuration()
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = connectionsPerHost
    configuration.dnsOverride = addresses
    if let authorityFile {
      var tls = TLSConfiguration.makeClientConfiguration()
      tls.trustRoots = .file(authorityFile)
      configuration.tlsConfiguration = tls
    }
    configuration.redirectConfiguration = .disallow
    configuration.decompression = .disabled
    // Else a server that is away looks like one that is slow.
    configuration.connectionPool.retryConnectionEstablishment = false
    client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    self.timeout = timeout
    self.bodyLimit = bodyLimit
  }

  public func fetch(_ request: OutboundRequest) async throws(OutboundError) -> OutboundResponse {
    do {
      return try await exchange(request) { [bodyLimit] response in
        try await Self.whole(response, upTo: bodyLimit, for: request)
      }
    } catch {
      throw OutboundError(error)
    }
  }

  public func fetch(
    _ request: OutboundRequest, receiving receive: @escaping @Sendable ([UInt8]) async throws -> Void
  ) async throws -> OutboundResponse {
    do {
      return try await exchange(request) { [bodyLimit] response in
        guard (200...299).contains(response.status.code) else {
          return try await Self.whole(response, upTo: bodyLimit, for: request)
        }
        for try await piece in response.body {
          do { try await receive(Array(piece.readableBytesView)) } catch { throw ReceiverFailure(error: error) }
        }
        return OutboundResponse(response, body: ByteBuffer())
      }
    } catch let failure as ReceiverFailure {
      throw failure.error
    } catch {
      throw OutboundError(error)
    }
  }

  private static func whole(
    _ response: HTTPClientResponse, upTo limit: Int, for request: OutboundRequest
  ) async throws -> OutboundResponse {
    // Nobody reads a long body of one who is asked for the status: it is no use to take it whole.
    let limit = request.needsBody ? limit : min(limit, 64 << 10)
    do {
      return OutboundResponse(response, body: try await response.body.collect(upTo: limit))
    } catch is NIOTooManyBytesError where !request.needsBody {
      return OutboundResponse(response, body: ByteBuffer())
    }
  }

  private func exchange(
    _ request: OutboundRequest, _ read: @escaping @Sendable (HTTPClientResponse) async throws -> OutboundResponse
  ) async throws -> OutboundResponse {
    let timeout = request.timeout ?? timeout
    return try await withThrowingTaskGroup(of: OutboundResponse.self) { [client] group in
      group.addTask { try await read(client.execute(HTTPClientRequest(request), timeout: TimeAmount(timeout))) }
      // The client's own limit ends with the head of the answer, and a body may drip.
      group.addTask {
        try await Task.sleep(for: timeout)
        throw OutboundError.timeout
      }
      defer { group.cancelAll() }
      guard let first = try await group.next() else { throw OutboundError.unreachable }
      return first
    }
  }

  /// The client must not go before it is shut down, whatever kept its owner from doing that.
  deinit { client.shutdown(queue: .global()) { [client] _ in _ = client } }

  /// Closes all connections, also for a task that is cancelled. Nothing can be asked afterwards.
  public func shutdown() async { await Task { [client] in try? await client.shutdown() }.value }
}

/// What the one who takes a body threw, told apart from what the network did.
private struct ReceiverFailure: Error {
  let error: any Error
}

extension OutboundError {
  fileprivate init(_ error: any Error) {
    switch error {
    case let error as OutboundError: self = error
    case is NIOTooManyBytesError: self = .tooLarge
    case let error as HTTPClientError where error == .deadlineExceeded || error == .connectTimeout: self = .timeout
    default: self = .unreachable
    }
  }
}

extension OutboundResponse {
  fileprivate init(_ response: HTTPClientResponse, body: ByteBuffer) {
    self.init(
      status: Int(response.status.code), body: Array(body.readableBytesView),
      fields: response.headers.map { ($0.name, $0.value) })
  }
}

extension HTTPClientRequest {
  fileprivate init(_ request: OutboundRequest) {
    self.init(url: request.url.text)
    method = HTTPMethod(rawValue: request.method.rawValue)
    for field in request.fields { headers.add(name: field.name, value: field.value) }
    if !request.body.isEmpty { body = .bytes(ByteBuffer(bytes: request.body)) }
  }
}
