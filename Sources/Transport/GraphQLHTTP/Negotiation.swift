/// What a client accepts, read from its `Accept` header (RFC 9110, section 12.5.1).
///
/// The highest quality wins, then the order in which the client wrote its ranges. A format's quality is that of the
/// most specific range that matches it, so `application/json;q=0, */*` excludes JSON alone.
public struct Negotiation: Sendable, Equatable {
  /// The best accepted format that holds one result.
  let single: ResponseFormat?
  /// The best accepted format that holds many results. Only a range that names the type counts: `*/*` is said by
  /// clients that would wait for the end of a stream for ever.
  let stream: ResponseFormat?
  /// The best accepted format for the parts of one result: a stream, but not of the subscription dialect.
  private let parts: ResponseFormat?
  /// The best format of all.
  private let preferred: ResponseFormat?

  /// No request needs more; what comes after is ignored.
  private static let rangeLimit = 32

  /// Reads the header; an absent or empty one accepts everything.
  init(accept: String?) {
    var json = Offer(.json, rank: 0)
    var response = Offer(.graphQLResponse, rank: 1)
    var events = Offer(.eventStream, rank: 2)
    var multipart = Offer(.multipartMixed(.incremental), rank: 3)
    var subscription = Offer(.multipartMixed(.subscription), rank: 4)
    let accept = accept ?? ""
    let isEmpty = ASCII.trimmed(accept.utf8.span, 0..<accept.utf8.count).isEmpty
    let header = isEmpty ? "*/*" : accept
    Self.forEachRange(header.utf8.span) { range, position, bytes in
      json.match(range, position, "application", "json", bytes)
      response.match(range, position, "application", "graphql-response+json", bytes)
      events.match(range, position, "text", "event-stream", bytes)
      if range["subscriptionspec", bytes] == nil {
        multipart.match(range, position, "multipart", "mixed", bytes)
      } else {
        subscription.match(range, position, "multipart", "mixed", bytes)
      }
    }
    let single = Offer.better(json, response)
    let parts = Offer.better(events, multipart)
    let stream = Offer.better(events, subscription.quality > 0 ? subscription : multipart)
    self.single = single?.format
    self.parts = parts?.format
    self.stream = stream?.format
    preferred = Offer.better(single, stream)?.format
  }

  /// Hands over the ranges that are well formed and leave UTF-8 possible: a range that wants another charset matches
  /// nothing we have.
  private static func forEachRange(_ header: Span<UInt8>, _ body: (MediaType, Int, Span<UInt8>) -> Void) {
    var start = 0
    for position in 0..<rangeLimit {
      let end = ASCII.firstIndex(of: UInt8(ascii: ","), header, start..<header.count)
      if let range = MediaType(header, start..<end), range.isUTF8(header) { body(range, position, header) }
      guard end < header.count else { return }
      start = end + 1
    }
  }

  /// Whether nothing that the client accepts can be made.
  var isHopeless: Bool { preferred == nil }

  /// The format of a result that comes alone. Event streams are served when they are what the client likes best;
  /// multipart only when there is no choice, since it is asked for in case there is more than one part.
  var formatForSingleResult: ResponseFormat? {
    if preferred == .eventStream { return .eventStream }
    return single ?? parts ?? stream
  }

  /// The format of the results of a subscription.
  var formatForEvents: ResponseFormat? { stream }

  /// The format of an incremental result; without a streaming one everything is sent at once.
  var formatForIncrementalResult: ResponseFormat? { parts ?? single }
}

/// One format and how well the ranges of a header like it.
private struct Offer {
  var format: ResponseFormat
  /// Among formats that one wildcard accepts, plain JSON comes first, as clients without wishes expect.
  let rank: Int
  var quality = 0
  var specificity = -1
  var position = 0

  init(_ format: ResponseFormat, rank: Int) {
    self.format = format
    self.rank = rank
  }

  mutating func match(_ range: MediaType, _ position: Int, _ type: String, _ subtype: String, _ bytes: Span<UInt8>) {
    guard let found = range.specificity(type, subtype, bytes), found > specificity,
      let quality = Quality.weight(of: range, bytes)
    else { return }
    if format.isStream, found == 0 { return }
    specificity = found
    self.quality = quality
    self.position = position
    if case .multipartMixed = format { format = .multipartMixed(MultipartDialect(range, bytes)) }
  }

  /// Quality first, then the client's order, then ours.
  private var merit: (Int, Int, Int) { (quality, -position, -rank) }

  /// The better of those that are accepted at all.
  static func better(_ one: Offer?, _ other: Offer?) -> Offer? {
    let one = one.flatMap { $0.quality > 0 ? $0 : nil }
    let other = other.flatMap { $0.quality > 0 ? $0 : nil }
    guard let one, let other else { return one ?? other }
    return one.merit > other.merit ? one : other
  }
}
