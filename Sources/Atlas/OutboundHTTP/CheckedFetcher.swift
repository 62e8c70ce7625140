import Synchronization

/// Asks servers that somebody outside has named, where a rule lets connections go.
///
/// A name is looked up for each request, the address is checked, and the connection goes to that address: who changes the
/// name's address meanwhile gains nothing. Redirects are not followed, for nobody has checked where they lead.
///
/// It holds connections; whoever keeps one shuts it down.
public final class CheckedFetcher: HTTPFetcher {
  private let timeout: Duration
  private let bodyLimit: Int
  private let resolve: @Sendable (_ host: String) async throws(OutboundError) -> String
  private let isAllowed: @Sendable (_ address: String) -> Bool
  private let connections = Mutex(Connections())

  private struct Place: Hashable {
    let host: String
    let address: String
  }

  /// What holds connections to a host at an address. Which is let go ends with its last request.
  private struct Connections {
    var fetchers: [Place: AsyncHTTPFetcher] = [:]
    /// The one that was not asked for longest comes first.
    var places: [Place] = []
    var isClosed = false
  }

  /// How many hosts connections are kept to.
  private static let placesLimit = 32

  /// - Parameters:
  ///   - timeout: for everything, from the name's look-up to the last byte, where the request names no other.
  ///   - bodyLimit: bytes of an answer's body.
  ///   - resolve: the address of a name; it ends when it is cancelled.
  ///   - isAllowed: whether a connection may go to an address, in numbers.
  public init(
    timeout: Duration, bodyLimit: Int,
    resolve: @escaping @Sendable (_ host: String) async throws(OutboundError) -> String = HostLookup.address(of:),
    isAllowed: @escaping @Sendable (_ address: String) -> Bool
  ) {
    self.timeout = timeout
    self.bodyLimit = bodyLimit
    self.resolve = resolve
    self.isAllowed = isAllowed
  }

  /// - Throws: `notAllowed` where the name leads to an address that the rule refuses; nothing was sent then.
  public func fetch(_ request: OutboundRequest) async throws(OutboundError) -> OutboundResponse {
    let limit = request.timeout ?? timeout
    let start = ContinuousClock.now
    let address = try await address(of: request.url.host, within: limit)
    guard isAllowed(address) else { throw .notAllowed }
    var request = request
    let rest = limit - start.duration(to: .now)
    guard rest > .zero else { throw .timeout }
    request.timeout = rest
    return try await fetcher(of: Place(host: request.url.host, address: address)).fetch(request)
  }

  /// Closes all connections. Nothing can be asked afterwards.
  public func shutdown() async {
    let fetchers = connections.withLock { connections in
      defer {
        connections = Connections()
        connections.isClosed = true
      }
      return connections.fetchers.values.map { $0 }
    }
    for fetcher in fetchers { await fetcher.shutdown() }
  }

  private func address(of host: String, within limit: Duration) async throws(OutboundError) -> String {
    do {
      return try await withThrowingTaskGroup(of: String.self) { [resolve] group in
        group.addTask { try await resolve(host) }
        group.addTask {
          try await Task.sleep(for: limit)
          throw OutboundError.timeout
        }
        defer { group.cancelAll() }
        guard let first = try await group.next() else { throw OutboundError.unreachable }
        return first
      }
    } catch let error as OutboundError {
      throw error
    } catch {
      throw .timeout
    }
  }

  private func fetcher(of place: Place) throws(OutboundError) -> AsyncHTTPFetcher {
    let fetcher: AsyncHTTPFetcher? = connections.withLock { connections in
      guard !connections.isClosed else { return nil }
      connections.places.removeAll { $0 == place }
      connections.places.append(place)
      if let fetcher = connections.fetchers[place] { return fetcher }
      // Whoever names many hosts must not fill the memory.
      if connections.places.count > Self.placesLimit { connections.fetchers[connections.places.removeFirst()] = nil }
      var addresses = [place.host: place.address]
      addresses[place.host.lowercased()] = place.address
      let fetcher = AsyncHTTPFetcher(timeout: timeout, bodyLimit: bodyLimit, addresses: addresses)
      connections.fetchers[place] = fetcher
      return fetcher
    }
    guard let fetcher else { throw .unreachable }
    return fetcher
  }
}
