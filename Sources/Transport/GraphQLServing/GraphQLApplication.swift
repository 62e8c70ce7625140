// GraphQLServing: from a request to its answer, over whatever carried it: HTTP, event streams, sockets.
// Neighbours: GraphQLHTTP and GraphQLWebSocket decide about the wire, GraphQLEngine prepares and executes; a
// `GraphQLApplication` says who asks and what resolvers are given.
// Invariant: every request gets exactly one answer, and what is refused has not been executed.

public import GraphQLEngine
public import GraphQLExecution
public import GraphQLHTTP
public import GraphQLJSON
public import GraphQLSyntax
public import GraphQLWebSocket

/// What a server adds to the engine: who sends a request, and what its resolvers get to know.
///
/// The smallest one is an engine alone:
///
/// ```swift
/// struct Hello: GraphQLApplication {
///   let engine: Engine
/// }
/// ```
public protocol GraphQLApplication: Sendable {
  /// Who sends a request, as far as the application cares; by default what the connection knows.
  associatedtype Sender: Sendable = HTTPPeer

  /// Prepares and executes the operations.
  var engine: Engine { get }

  /// Where the next request is to run; nil for the default executor. Asked once for each request.
  func nextExecutor() -> (any TaskExecutor)?

  /// Who sends a request over HTTP. Called before anything of the request is looked at but its form.
  ///
  /// - Throws: the answer that the request gets instead, such as 401 for credentials that are not valid.
  func sender(of head: HTTPRequestHead, _ peer: HTTPPeer) async throws(HTTPFault) -> Sender

  /// The sender of a request that came with files, for whoever resolves to reach them; by default nobody does.
  ///
  /// The files are gone when nothing holds them any more. What is made for one request (the sender, contexts) ends with
  /// its answer; a subscription keeps them until it ends.
  func sender(_ sender: Sender, with uploads: Uploads) -> Sender

  /// Decides about a socket, when its `connection_init` has come; by default as about a request with the head of its
  /// handshake.
  func open(_ payload: JSONObject?, _ handshake: HTTPRequestHead, _ peer: HTTPPeer) async -> SocketAdmission<Sender>

  /// Who a sender is to event streams that several operations share, and how long the credentials are valid: nobody
  /// else may use the token of a user's stream. By default senders are visitors, for whom the token is all there is.
  func eventStreamClient(_ sender: Sender, _ peer: HTTPPeer) -> EventStreamClient

  /// Whether a sender is known to the application; by default nobody is. Only the documents of those who are may be
  /// kept, unless the settings say otherwise.
  func isSignedIn(_ sender: Sender) -> Bool

  /// Counts an operation that is asked for, before anything of it is looked at; by default nothing is counted. Called
  /// once for each request, member of a list, and operation of a socket or shared event stream.
  func admit(_ sender: inout Sender) async throws(RequestRefusal)

  /// Takes what an operation costs; by default nothing. Called before a query or mutation runs, before a subscription
  /// begins, and before each of its events. What it notes in the sender, the execution's context and answer are given.
  func charge(_ operation: PreparedOperation, _ sender: inout Sender) async throws(RequestRefusal)

  /// What is to hold the steps of a request, for those who explain or trace it; by default nothing is recorded. Asked
  /// once for each request that is admitted, before anything of it is looked at; contexts are given it by the sender.
  func makeRecord(of request: GraphQLRequest, _ sender: inout Sender) -> ExecutionRecord?

  /// Told how a request ended; by default nobody is. Called once for each request, member of a list, and operation of a
  /// socket or shared event stream: of subscriptions and answers in parts when their last part was handed over, or when
  /// their client has gone.
  func noteEnd(_ report: RequestReport, _ sender: Sender)

  /// Told of a request over HTTP that was refused before there was an operation of anybody: for its form, or for its
  /// credentials; by default nobody is. Nothing has counted it before.
  func noteRefused(_ report: RequestReport, _ head: HTTPRequestHead, _ peer: HTTPPeer)

  /// Told of each response to an event of a subscription before it is handed over, with its errors; by default nobody
  /// is.
  func noteEvent(_ errors: [GraphQLError], _ sender: Sender)

  /// What every answer to a sender over HTTP says in its header besides; by default nothing.
  func answerFields(_ sender: Sender) -> HTTPFields

  /// The context of one execution: of a query, of a mutation, or of the beginning of a subscription.
  func makeContext(_ sender: Sender, for type: OperationType) -> ExecutionContext

  /// The context of the execution of one event; by default that of the beginning of a subscription.
  func makeEventContext(_ sender: Sender) -> ExecutionContext

  /// How a sender's subscriptions share executions with equal ones of others; by default they do not.
  func eventSharing(_ sender: Sender) -> EventSharing?

  /// Answers a query or mutation; by default by executing it.
  ///
  /// - Parameter sender: as it is to be for what the same client asks next, behind this operation in a list.
  func answer(_ operation: PreparedOperation, _ sender: inout Sender) async -> GraphQLAnswer

  /// Executes the first response of a query or mutation of which parts follow; by default nothing but that.
  func executeIncrementally(_ operation: PreparedOperation, _ sender: Sender) async -> IncrementalExecution

  /// What clients may see of an error that ended the source of a subscription, or kept the files of a request from
  /// being stored; by default GraphQL errors as they are, and nothing of others. It is called once for each such error,
  /// so the application can log it here.
  func present(_ error: any Error) -> GraphQLError
}

extension GraphQLApplication {
  public func nextExecutor() -> (any TaskExecutor)? { nil }

  public func sender(_ sender: Sender, with uploads: Uploads) -> Sender { sender }

  public func open(
    _ payload: JSONObject?, _ handshake: HTTPRequestHead, _ peer: HTTPPeer
  ) async -> SocketAdmission<Sender> {
    do throws(HTTPFault) {
      return .accepted(session: try await sender(of: handshake, peer), owner: nil, lifetime: nil, payload: nil)
    } catch {
      return .refused
    }
  }

  public func eventStreamClient(_ sender: Sender, _ peer: HTTPPeer) -> EventStreamClient {
    EventStreamClient(user: nil, address: peer.ipAddress)
  }

  public func isSignedIn(_ sender: Sender) -> Bool { false }

  public func admit(_ sender: inout Sender) async throws(RequestRefusal) {}

  public func charge(_ operation: PreparedOperation, _ sender: inout Sender) async throws(RequestRefusal) {}

  public func makeRecord(of request: GraphQLRequest, _ sender: inout Sender) -> ExecutionRecord? { nil }

  public func noteEnd(_ report: RequestReport, _ sender: Sender) {}

  public func noteRefused(_ report: RequestReport, _ head: HTTPRequestHead, _ peer: HTTPPeer) {}

  public func noteEvent(_ errors: [GraphQLError], _ sender: Sender) {}

  public func answerFields(_ sender: Sender) -> HTTPFields { [:] }

  public func makeContext(_ sender: Sender, for type: OperationType) -> ExecutionContext {
    ExecutionContext(application: sender, presentError: present)
  }

  public func makeEventContext(_ sender: Sender) -> ExecutionContext { makeContext(sender, for: .subscription) }

  public func eventSharing(_ sender: Sender) -> EventSharing? { nil }

  public func answer(_ operation: PreparedOperation, _ sender: inout Sender) async -> GraphQLAnswer {
    GraphQLAnswer(await engine.execute(operation, makeContext(sender, for: operation.operationType)))
  }

  public func executeIncrementally(_ operation: PreparedOperation, _ sender: Sender) async -> IncrementalExecution {
    await engine.executeIncrementally(operation, makeContext(sender, for: operation.operationType))
  }

  public func present(_ error: any Error) -> GraphQLError { ExecutionContext.maskError(error) }
}

extension GraphQLApplication where Sender == HTTPPeer {
  public func sender(of head: HTTPRequestHead, _ peer: HTTPPeer) async throws(HTTPFault) -> HTTPPeer { peer }
}
