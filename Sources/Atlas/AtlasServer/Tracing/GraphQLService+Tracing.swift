import GraphQLEngine
import GraphQLExecution
import GraphQLJSON

extension GraphQLService {
  /// Begins the span of an operation.
  ///
  /// - Returns: whether it is recorded.
  func beginTrace(of request: GraphQLRequest, _ sender: inout Sender) -> Bool {
    guard let tracing, var trace = sender.trace else { return false }
    tracing.begin(request, &trace)
    sender.trace = trace
    return trace.recorded != nil
  }

  /// An event of a subscription has a record, and a span, of its own: what was recorded before belongs to others.
  func beginEvent(_ sender: inout Sender) {
    let isExplained = sender.record?.isExplained ?? false
    sender.record = nil
    if let tracing, var trace = sender.trace {
      tracing.beginEvent(&trace)
      sender.trace = trace
      if trace.recorded != nil {
        return sender.beginRecord(isExplained: isExplained) { [trace] record, errors in
          tracing.endEvent(trace, errors, record)
        }
      }
    }
    if isExplained { sender.beginRecord(isExplained: true) }
  }
}
