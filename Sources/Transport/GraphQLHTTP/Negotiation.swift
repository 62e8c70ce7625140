/// What a client accepts, read from its `Accept` header (RFC 9110, section 12.5.1).
///
/// The highest quality wins, then the order in which the client wrote its ranges. A format's quality is that of the
/// most specific range that matches it, so `application/json;q=0, */*` excludes JSON alone.
public struct Negotiation: Sendable, Equatable {
  /// The accepted formats that hold one result, the best first.
  let single: [ResponseFormat]
  /// The accepted formats that hold many results, the best first. Only a range that names the type counts: `*/*`
  /// is said by clients that would wait for the end of a stream for ever.
  let streams: [ResponseFormat]
  /// The best format of all.
  let preferred: ResponseFormat?

  /// No request needs more; what comes after is ignored.
  static let rangeLimit = 32

  /// Reads the header; an absent or empty one accepts everything.
  init(accept: String?) {
    let ranges = AcceptRange.list(accept)
    var offers = [
      Offer(.json, type: "application", subtype: "json", rank: 0),
      Offer(.graphQLResponse, type: "application", subtype: "graphql-response+json", rank: 1),
      Offer(.eventStream, type: "text", subtype: "event-stream", rank: 2),
      Offer(.multipartMixed(.incremental), type: "multipart", subtype: "mixed", rank: 3),
    ]
    for index in offers.indices { offers[index].match(ranges) }
    let accepted = offers.filter { $0.quality > 0 }.sorted { $0.merit > $1.merit }
    single = accepted.map(\.format).filter { !$0.isStream }
    streams = accepted.map(\.format).filter(\.isStream)
    preferred = accepted.first?.format
  }

  /// Whether nothing that the client accepts can be made.
  var isHopeless: Bool { preferred == nil }

  /// The format of a result that comes alone. Event streams are served when they are what the client likes best;
  /// multipart only when there is no choice, since it is asked for in case there is more than one part.
  var formatForSingleResult: ResponseFormat? {
    if preferred == .eventStream { return .eventStream }
    return single.first ?? streams.first
  }

  /// The format of the results of a subscription.
  var formatForEvents: ResponseFormat? { streams.first }

  /// The format of an incremental result; without a streaming one everything is sent at once.
  var formatForIncrementalResult: ResponseFormat? {
    streams.first { $0 != .multipartMixed(.subscription) } ?? single.first
  }
}

/// One format and how well the ranges of a header like it.
private struct Offer {
  var format: ResponseFormat
  let type: String
  let subtype: String
  /// Among formats that one wildcard accepts, plain JSON comes first, as clients without wishes expect.
  let rank: Int
  var quality = 0
  var specificity = -1
  var position = 0

  init(_ format: ResponseFormat, type: String, subtype: String, rank: Int) {
    self.format = format
    self.type = type
    self.subtype = subtype
    self.rank = rank
  }

  mutating func match(_ ranges: [AcceptRange]) {
    for (index, range) in ranges.enumerated() {
      guard let found = range.specificity(type: type, subtype: subtype), found > specificity else { continue }
      if format.isStream, found == 0 { continue }
      specificity = found
      quality = range.quality
      position = index
      if case .multipartMixed = format { format = .multipartMixed(MultipartDialect(range.media)) }
    }
  }

  /// Quality first, then the client's order, then ours.
  var merit: (Int, Int, Int) { (quality, -position, -rank) }
}
