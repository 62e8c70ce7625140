import AtlasKernel
import Jobs
import OutboundHTTP

/// Fetches what somebody names, from public addresses only.
///
/// The name is looked up once, the address is checked, and the connection goes to that address: who changes the name's
/// address meanwhile gains nothing. Redirects are not followed, for nobody has checked where they lead.
struct PublicFetching: Sendable {
  /// Bytes of a document.
  static let bodyLimit = 10 << 20

  /// An address of a name.
  var resolve: @Sendable (_ host: String) async throws(OutboundError) -> String = { host throws(OutboundError) in
    try await HostLookup.address(of: host)
  }
  /// Where connections may go.
  var isAllowed: @Sendable (IPAddress) -> Bool = { PublicNetworks.contains($0) }
  /// The ports of web servers.
  var isAllowedPort: @Sendable (Int) -> Bool = { $0 == 80 || $0 == 443 }
  /// For everything, from connecting to the last byte.
  var timeout: Duration = .seconds(20)

  /// The body of an answer, and what it is said to be.
  struct Document: Sendable {
    let bytes: [UInt8]
    /// Without parameters, in lower case.
    let mediaType: String
  }

  /// Fetches a document.
  ///
  /// - Throws: `JobFailure`, final for what would be refused again.
  func fetch(_ text: String) async throws -> Document {
    guard let url = OutboundURL(web: text), isAllowedPort(url.port) else {
      throw JobFailure("This address is not fetched: it must be one of the web, with the usual port.")
    }
    do {
      let address = try await resolve(url.host)
      guard let parsed = IPAddress(address), isAllowed(parsed) else {
        throw JobFailure("This address is not public.")
      }
      return try accept(try await ask(url, at: address))
    } catch let error as OutboundError {
      let failure =
        switch error {
        case .tooLarge: JobFailure("The document is larger than 10 MB.")
        case .timeout: JobFailure("The address did not answer in time.", isFinal: false)
        case .unreachable: JobFailure("The address cannot be reached.", isFinal: false)
        }
      throw failure
    }
  }

  private func ask(_ url: OutboundURL, at address: String) async throws -> OutboundResponse {
    let addresses = [url.host: address, url.host.lowercased(): address]
    let fetcher = AsyncHTTPFetcher(timeout: timeout, bodyLimit: Self.bodyLimit, addresses: addresses)
    do {
      let response = try await fetcher.fetch(
        OutboundRequest(.get, url, fields: [("User-Agent", "Atlas"), ("Accept", "text/*, application/pdf;q=0.5")]))
      await fetcher.shutdown()
      return response
    } catch {
      await fetcher.shutdown()
      throw error
    }
  }

  func accept(_ response: OutboundResponse) throws -> Document {
    switch response.status {
    case 200: break
    case 300..<400: throw JobFailure("The address leads elsewhere: give the one that it leads to.")
    case 400..<500: throw JobFailure("The server answered with status \(response.status).")
    default: throw JobFailure("The server answered with status \(response.status).", isFinal: false)
    }
    let type = (response["content-type"] ?? "").prefix { $0 != ";" && $0 != " " }
    return Document(bytes: response.body, mediaType: type.lowercased())
  }
}
