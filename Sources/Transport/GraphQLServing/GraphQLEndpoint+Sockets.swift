import GraphQLEngine
import GraphQLExecution
public import GraphQLHTTP
public import GraphQLJSON
import GraphQLSyntax
public import GraphQLWebSocket

extension GraphQLEndpoint: SocketService {
  public func open(
    _ payload: JSONObject?, _ handshake: HTTPRequestHead, _ peer: HTTPPeer
  ) async -> SocketAdmission<Application.Sender> {
    await application.open(payload, handshake, peer)
  }

  public func run(_ request: GraphQLRequest, _ session: Application.Sender, _ outlet: SocketOutlet) async {
    var sender = session
    switch await prepare(request, &sender, .identified) {
    case .failure(let refusal): await outlet.errors(refusal.errors.listBody)
    case .success(let operation): await run(operation, sender, outlet, RequestEnd(of: operation, sender, application))
    }
  }

  /// Runs an operation that says what it has to say on a connection it shares with others.
  func run(
    _ operation: PreparedOperation, _ sender: Application.Sender, _ outlet: SocketOutlet,
    _ end: RequestEnd<Application>
  ) async {
    guard operation.operationType != .subscription else { return await subscribe(operation, sender, outlet, end) }
    if operation.isIncremental { return await deliver(operation, sender, outlet, end) }
    var sender = sender
    var answer = await application.answer(operation, &sender)
    answer.body.add(extensions: answer.extensions)
    end.tell(RequestReport(operation, answer), sender)
    await outlet.next(answer.body)
    await outlet.complete()
  }

  private func subscribe(
    _ operation: PreparedOperation, _ sender: Application.Sender, _ outlet: SocketOutlet,
    _ end: RequestEnd<Application>
  ) async {
    switch await open(operation, sender) {
    case .failure(let refusal):
      end.tell(RequestReport(operation, errors: refusal.errors, isRefused: true))
      await outlet.errors(refusal.listBody)
    case .success(let events):
      var errors: [GraphQLError] = []
      defer { end.tell(RequestReport(operation, errors: errors)) }
      do {
        for try await result in events {
          application.noteEvent(result.errors, sender)
          await outlet.next(result.body)
        }
        await outlet.complete()
      } catch {
        errors = [application.present(error)]
        await outlet.errors(GraphQLErrors(errors).listBody)
      }
    }
  }
}
