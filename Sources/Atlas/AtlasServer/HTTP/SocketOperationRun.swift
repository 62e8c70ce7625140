import AtlasKernel
import GraphQLEngine
import GraphQLExecution
import GraphQLJSON
import GraphQLSyntax
import GraphQLWebSocket
import Postgres

/// One operation of a socket: runs it and reports what happens.
struct SocketOperationRun: Sendable {
  let service: GraphQLService
  let sender: Sender
  let operation: SocketOperation
  /// Reports to the socket; waits until what it causes to be sent has left.
  let report: @Sendable (SocketEvent) async -> Void

  func run(_ request: GraphQLRequest) async {
    switch service.engine.prepare(request) {
    case .failure(let refusal): await report(.operationErrors(operation, errors: refusal.listBody))
    case .success(let prepared):
      if prepared.operationType == .subscription {
        await subscribe(prepared)
      } else {
        let answer = await service.answer(prepared, sender)
        await report(.next(operation, result: answer.body))
        await report(.operationComplete(operation))
      }
    }
  }

  private func subscribe(_ prepared: PreparedOperation) async {
    let context = service.makeContext(sender, for: .subscription)
    switch await service.engine.subscribe(prepared, context, makeContext: { service.makeEventContext(sender) }) {
    case .failure(let refusal): await report(.operationErrors(operation, errors: refusal.listBody))
    case .success(let stream):
      do {
        for try await result in stream { await report(.next(operation, result: result.body)) }
        await report(.operationComplete(operation))
      } catch {
        let errors = GraphQLErrors([service.presenter.present(error)])
        await report(.operationErrors(operation, errors: errors.listBody))
      }
    }
  }
}
