import AtlasKernel
import Jobs
import OutboundHTTP

/// Fetches what somebody names, from public addresses only.
struct PublicFetching: Sendable {
  /// Bytes of a document.
  static let bodyLimit = 10 << 20

  /// An address of a name.
  var resolve: @Sendable (_ host: String) async throws(OutboundError) -> String = { host throws(OutboundError) in
    try await HostLookup.address(of: host)
  }
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
    let fetcher = CheckedFetcher(
      timeout: timeout, bodyLimit: Self.bodyLimit, resolve: resolve, isAllowed: PublicNetworks.contains)
    let response: OutboundResponse
    do throws(OutboundError) {
      response = try await fetcher.fetch(
        OutboundRequest(.get, url, fields: [("User-Agent", "Atlas"), ("Accept", "text/*, application/pdf;q=0.5")]))
    } catch {
      throw Self.failure(error)
    }
    return try accept(response)
  }

  private static func failure(_ error: OutboundError) -> JobFailure {
    switch error {
    case .notAllowed: JobFailure("This address is not public.")
    case .tooLarge: JobFailure("The document is larger than 10 MB.")
    case .timeout: JobFailure("The address did not answer in time.", isFinal: false)
    case .unreachable: JobFailure("The address cannot be reached.", isFinal: false)
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
