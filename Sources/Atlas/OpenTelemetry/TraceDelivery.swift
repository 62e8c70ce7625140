import GraphQLJSON
import HTTPCompression
import OutboundHTTP
import Tracing

/// One request to a collector, and what its answer means (OTLP specification, "OTLP/HTTP Response").
struct TraceDelivery: Sendable {
  /// What became of a batch.
  enum Outcome: Sendable, Equatable {
    /// The collector has it, but for so many spans, which must not be sent again.
    case accepted(rejected: Int)
    /// It may be sent again, after the pause that the collector asks for.
    case postponed(reason: String, after: Duration?)
    /// It must not be sent again.
    case refused(reason: String)
  }

  private let settings: SpanExporterSettings
  private let resource: TraceResource
  private let fetcher: any HTTPFetcher

  init(settings: SpanExporterSettings, resource: TraceResource, fetcher: any HTTPFetcher) {
    self.settings = settings
    self.resource = resource
    self.fetcher = fetcher
  }

  /// Sends a batch once.
  func send(_ batch: [RecordedSpan], within timeout: Duration) async -> Outcome {
    var request = OutboundRequest(.post, settings.endpoint, fields: settings.fields)
    request.fields.append(("Content-Type", "application/json"))
    let body = TraceRequest.body(batch, of: resource)
    if settings.compresses, let compressed = Gzip.compress(body, level: 1) {
      request.fields.append(("Content-Encoding", "gzip"))
      request.body = compressed
    } else {
      request.body = body
    }
    request.timeout = timeout
    do throws(OutboundError) {
      return outcome(of: try await fetcher.fetch(request))
    } catch {
      switch error {
      case .unreachable: return .postponed(reason: "unreachable", after: nil)
      case .timeout: return .postponed(reason: "timeout", after: nil)
      // It has answered, and nobody knows what: the same batch a second time would be worse than none.
      case .tooLarge: return .refused(reason: "answer too large")
      case .notAllowed: return .refused(reason: "address not allowed")
      }
    }
  }

  private func outcome(of response: OutboundResponse) -> Outcome {
    if response.isSuccess { return .accepted(rejected: Self.rejectedCount(response.body)) }
    let reason = "status \(response.status)"
    guard [429, 502, 503, 504].contains(response.status) else { return .refused(reason: reason) }
    let now = Int(DefaultTracerClock.now.nanosecondsSinceEpoch / 1_000_000_000)
    return .postponed(reason: reason, after: response.pause(now: now, atMost: settings.longestPause))
  }

  /// `partialSuccess.rejectedSpans` of an answer: an int64, so a string, though some write a number.
  private static func rejectedCount(_ body: [UInt8]) -> Int {
    guard !body.isEmpty, case .object(let answer)? = try? JSONParser.parse(body),
      case .object(let partial)? = answer["partialSuccess"]
    else { return 0 }
    switch partial["rejectedSpans"] {
    case .string(let text)?, .number(let text)?: return max(0, Int(text) ?? 0)
    default: return 0
    }
  }
}
