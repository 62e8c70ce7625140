import Synchronization

/// Asks servers that somebody outside has named, where a rule lets connections go.
///
/// A name is looked up for each request, the address is checked, and the connection goes to that address: who changes the
/// name's address meanwhile gains nothing. Redirects are not followed, for nobody has checked where they lead.
public final class CheckedFetcher: HTTPFetcher {
  private let timeout: Duration
  private let bodyLimit: Int
  private let resolve: @Sendable (_ host: String) async throws(OutboundError) -> String
  private let isAllowed: @Sendable (_ address: String) -> Bool
  /// What holds connections to a host at an address. Which is let go ends with its last request.
  private let fetchers = Mutex<[Place: AsyncHTTPFetcher]>([:])

  private struct Place: Hashable {
    let host: String
    let address: String
  }

  /// How many hosts connections are kept to.
  private static let placesLimit = 32

  /// - Parameters:
  ///   - timeout: for an exchange, after the name's look-up, where the request names no other.
  ///   - bodyLimit: bytes of an answer's body.
  ///   - resolve: the address of a name.
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
    let address = try await resolve(request.url.host)
    guard isAllowed(address) else { throw .notAllowed }
    return try await fetcher(of: Place(host: request.url.host, address: address)).fetch(request)
  }

  private func fetcher(of place: Place) -> AsyncHTTPFetcher {
    fetchers.withLock { fetchers in
      if let fetcher = fetchers[place] { return fetcher }
      // Whoever names many hosts must not fill the memory; those in use are soon there again.
      if fetchers.count >= Self.placesLimit { fetchers = [:] }
      var addresses = [place.host: place.address]
      addresses[place.host.lowercased()] = place.address
      let fetcher = AsyncHTTPFetcher(timeout: timeout, bodyLimit: bodyLimit, addresses: addresses)
      fetchers[place] = fetcher
      return fetcher
    }
  }
}
