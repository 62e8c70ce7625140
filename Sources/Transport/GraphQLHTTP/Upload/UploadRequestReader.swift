/// Reads requests with files: forms as the GraphQL multipart request specification describes them.
///
/// The parts come in the order `operations`, `map`, files. A part that the map does not name is dropped, as the reference
/// implementation does, but counts for the limits. Nothing of a file is kept in memory, and when reading fails or is
/// cancelled, nothing is kept at all.
public enum UploadRequestReader {
  /// How many bytes the body of a request may have that is a form, to be read while it arrives; nil for all other
  /// requests, and where files are not served.
  public static func bodyBytesLimit(_ head: HTTPRequestHead, _ settings: HTTPSettings) -> Int? {
    guard let uploads = settings.uploads, head.method == "POST" else { return nil }
    let text = head.fields["content-type"] ?? ""
    let bytes = text.utf8.span
    guard let media = MediaType(bytes), media.isNamed("multipart", "form-data", bytes) else { return nil }
    return uploads.bodyBytesLimit
  }

  /// Understands a form, and stores its files.
  ///
  /// In the variables of the requests an `Upload.ID` has taken the place of each null that the form's `map` names.
  ///
  /// - Throws: `HTTPFault` where the client is at fault; whatever `body` and `spool` throw.
  public static func read(
    _ head: HTTPRequestHead, body: any HTTPBodyReader, settings: HTTPSettings, spool: any UploadSpool
  ) async throws -> (exchange: GraphQLExchange, uploads: Uploads) {
    let limits = try checkedLimits(head, settings)
    let negotiation = try GraphQLExchange.checkHead(head, settings).negotiation
    var parser = MultipartFormParser(
      try MultipartBoundary(contentType: head.fields["content-type"]), partsLimit: limits.partsLimit)
    var form = UploadForm(settings, limits)
    var bytesLeft = limits.bodyBytesLimit
    var file: (any UploadSpoolFile)?
    while let piece = try await body.next() {
      bytesLeft -= piece.count
      guard bytesLeft >= 0 else { throw HTTPFault.bodyTooLarge(limit: limits.bodyBytesLimit) }
      var position = 0
      while let event = try parser.next(in: piece, at: &position) {
        guard let bytes = try form.receive(event) else { continue }
        let target = if let file { file } else { try await spool.makeFile() }
        file = target
        try await target.append(bytes)
      }
    }
    let (payload, records) = try form.finish()
    let exchange = try GraphQLExchange(payload, isGet: false, negotiation, settings)
    let content = file ?? NoContent()
    return (exchange, Uploads(records.map { Upload($0, in: content) }))
  }

  /// Refuses what is no form of a sender that is trusted, before anything else is looked at.
  private static func checkedLimits(
    _ head: HTTPRequestHead, _ settings: HTTPSettings
  ) throws(HTTPFault) -> UploadSettings {
    guard let limits = settings.uploads else { throw .unsupportedMediaType("Files are not accepted here") }
    guard head.method == "POST" else { throw .methodNotAllowed(allow: "POST", "A form is sent by POST") }
    // A form is the one simple request that may change something, so it never goes without proof.
    if settings.crossSiteRule == .off { try CrossSiteRule.standard.check(head) }
    return limits
  }
}

/// The content of files that are all empty.
private struct NoContent: UploadSpoolFile {
  func append(_ bytes: ArraySlice<UInt8>) {}
  func read(at offset: Int, count: Int) -> [UInt8] { [] }
}
