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
  let viewer: Viewer?
  let client: ClientAddress
  let operation: SocketOperation
  /// Reports to the socket; waits until what it causes to be sent has left.
  let report: @Sendable (SocketEvent) async -> Void

  func run(_ request: GraphQLRequest) async {
    switch service.engine.prepare(request) {
    case .failure(let refusal): await report(.operationErrors(operation, errors: refusal.listBody))
    case .success(let prepared):
      let context = makeContext()
      if prepared.operationType == .subscription {
        await subscribe(prepared, context)
      } else {
        let result = await service.execute(prepared, context)
        await report(.next(operation, result: result.body))
        await report(.operationComplete(operation))
      }
    }
  }

  private func makeContext() -> ExecutionContext {
    service.makeContext(viewer, client, executor: service.database.nextLoop())
  }

  private func subscribe(_ prepared: PreparedOperation, _ context: ExecutionContext) async {
    switch await service.engine.subscribe(prepared, context, makeContext: makeContext) {
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
