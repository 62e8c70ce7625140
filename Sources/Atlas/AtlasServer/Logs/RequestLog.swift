import AtlasAPI
import AtlasKernel
import GraphQLEngine
import GraphQLExecution
import GraphQLSyntax
import Logging

/// Tells the log of operations: those with errors at the level info, the others at debug. No value that a client sent
/// is in a line but the name of the operation.
struct RequestLog: Sendable {
  let logger: Logger

  func note(
    _ operation: PreparedOperation, _ sender: Sender, _ errors: [GraphQLError], since begin: ContinuousClock.Instant
  ) {
    let level: Logger.Level = errors.isEmpty ? .debug : .info
    guard level >= logger.logLevel else { return }
    let document = operation.plan.document
    var metadata: Logger.Metadata = [
      "request_id": "\(sender.requestID)", "type": "\(operation.operationType.name)",
      "milliseconds": .stringConvertible((ContinuousClock.now - begin) / .milliseconds(1)),
      "ip_address": "\(sender.client.ipAddress)",
    ]
    let name = document.name(operation.plan.operation)
    if !name.isEmpty { metadata["operation"] = "\(name)" }
    if let viewer = sender.viewer { metadata["viewer"] = "\(GlobalID(.user, viewer.userID).id.value)" }
    if !errors.isEmpty {
      metadata["codes"] = .array(Set(errors.compactMap(\.code?.rawValue)).sorted().map { "\($0)" })
      metadata["errors"] = .stringConvertible(errors.count)
    }
    logger.log(level: level, errors.isEmpty ? "operation" : "operation with errors", metadata: metadata)
  }
}
