import AtlasAPI
import AtlasKernel
import GraphQLCost
import GraphQLEngine
import GraphQLExecution
import GraphQLServing
import GraphQLSyntax
import Logging

/// Writes one line for each request when it ends; a subscription's line is that of its end. No value that a client sent
/// is in a line but the name of the operation, and an identifier that cannot do harm. Requests beyond a limit have no
/// line, so that nobody fills a disk by being refused: they are counted.
struct RequestLog: Sendable {
  /// Longer names are cut.
  private static let nameBytesLimit = 100
  private static let slow = Duration.seconds(1)

  let logger: Logger
  let lines: AtlasConfiguration.Monitoring.RequestLines

  /// - Parameter trace: names the trace that the request belongs to.
  func note(_ report: RequestReport, _ sender: Sender, trace: String? = nil) {
    let duration = sender.begin.duration(to: .now)
    guard isWanted(report, duration), logger.logLevel <= .info else { return }
    var metadata: Logger.Metadata = [
      "request_id": "\(sender.requestID)", "outcome": "\(report.outcome)",
      "type": "\(report.operation?.operationType.name ?? "unknown")",
      "milliseconds": .stringConvertible((duration / .microseconds(1)).rounded() / 1_000),
      "cached": .stringConvertible(sender.isAnsweredFromCache),
    ]
    if let name = report.operation?.name {
      metadata["operation"] = "\(String(decoding: name.utf8.prefix(Self.nameBytesLimit), as: UTF8.self))"
    }
    if let cost = report.operation?.cost { metadata["points"] = .stringConvertible(cost.points) }
    if let bytes = report.responseBytes { metadata["bytes"] = .stringConvertible(bytes) }
    if let viewer = sender.viewer {
      metadata["viewer"] = "\(GlobalID(.user, viewer.userID).id.value)"
    } else {
      metadata["ip_address"] = "\(sender.client.ipAddress)"
    }
    if let trace { metadata["trace_id"] = "\(trace)" }
    if !report.errors.isEmpty {
      metadata["codes"] = .array(Set(report.errors.compactMap(\.code?.rawValue)).sorted().map { "\($0)" })
      metadata["errors"] = .stringConvertible(report.errors.count)
    }
    logger.info("request", metadata: metadata)
  }

  private func isWanted(_ report: RequestReport, _ duration: Duration) -> Bool {
    if report.isRefused, report.errors.allSatisfy({ $0.code == .rateLimited }) { return false }
    return switch lines {
    case .all: true
    case .none: false
    case .errors: report.outcome != .ok || (duration > Self.slow && report.operation?.operationType != .subscription)
    }
  }
}
