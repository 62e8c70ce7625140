import AtlasAPI
import AtlasKernel
import GraphQLEngine
import GraphQLExecution
import GraphQLJSON
import GraphQLSyntax
import Identity
import Postgres

extension GraphQLService {
  /// Records the request where its answer is to explain itself, or its trace is recorded.
  func makeRecord(of request: GraphQLRequest, _ sender: inout Sender) -> ExecutionRecord? {
    let isExplained = request.asksForExplanation && mayExplain(to: sender)
    let isTraced = beginTrace(of: request, &sender)
    // What was recorded of another member of the list is no part of this one.
    if isExplained || isTraced { sender.beginRecord(isExplained: isExplained) } else { sender.record = nil }
    return sender.record
  }

  /// In development everybody sees how answers come about; in production administrators who signed in. An API key may
  /// do what its scopes say, and that is not among them.
  private func mayExplain(to sender: Sender) -> Bool {
    guard !explainsToAll else { return true }
    guard let viewer = sender.viewer, case .session = viewer.credential else { return false }
    return viewer.satisfies(.admin) && identity.isCurrent(viewer)
  }
}

extension Sender {
  /// Begins a record of the operation at hand, or of an event.
  ///
  /// - Parameter whenExecuted: called behind the execution of an event, with its errors.
  mutating func beginRecord(
    isExplained: Bool, whenExecuted: (@Sendable (ExecutionRecord, [GraphQLError]) -> Void)? = nil
  ) {
    let log = StatementLog()
    record = ExecutionRecord(
      isExplained: isExplained, whenExecuted: whenExecuted,
      statements: { (log.entries.map(ExecutionRecord.Statement.init), log.omittedCount) },
      surround: { execution in await StatementLog.$current.withValue(log) { await execution() } })
  }
}

extension ExecutionRecord.Statement {
  fileprivate init(_ entry: StatementLog.Entry) {
    self.init(
      name: entry.name, text: entry.text, server: entry.isOnReplica ? "replica" : "primary", began: entry.began,
      ended: entry.ended, rowCount: entry.rowCount, error: entry.sqlState)
  }
}
