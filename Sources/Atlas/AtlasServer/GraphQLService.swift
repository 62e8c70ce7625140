import AtlasAPI
import AtlasKernel
import GraphQLCaching
import GraphQLCost
import GraphQLEngine
import GraphQLExecution
import GraphQLHTTP
import GraphQLJSON
import GraphQLServing
import GraphQLSyntax
import GraphQLWebSocket
import Identity
import Postgres

/// What Atlas adds to the engine: viewers, the database, what they have seen of it, and answers that are kept.
struct GraphQLService: GraphQLApplication {
  let engine: Engine
  let database: Database
  let events: any EventSource
  let identity: IdentityDomain
  let presenter: ErrorPresenter
  let log: RequestLog
  let metrics: RequestMetrics
  let idempotencySecret: IdempotencySecret
  let cursors: CursorSigner
  let requestTimeout: Duration
  /// Nil where there are no read replicas.
  let positions: ViewerPositions?
  /// Nil where answers are not cached.
  let responses: Responses?
  /// Nil where nothing is limited.
  let limits: RequestLimits?
  /// Says who belongs to a study group.
  let membership: any GroupMembership
  /// Who is told that people listen to groups, and do something.
  let attendance: any GroupAttendance
  /// Whether everybody may ask how an answer came about, as in development; else administrators.
  let explainsToAll: Bool
  /// Nil where nothing is traced.
  let tracing: RequestTracing?
  /// Whose word about a client's address is believed.
  let proxies: TrustedProxies
  /// Called after each mutation, so that its events are looked for at once.
  let afterMutation: @Sendable () -> Void

  /// A loop of the database runs the request, so that waiting for rows costs no change of thread.
  func nextExecutor() -> (any TaskExecutor)? { database.nextLoop() }

  func present(_ error: any Error) -> GraphQLError { presenter.present(error) }

  // MARK: Senders

  func sender(of head: HTTPRequestHead, _ peer: HTTPPeer) async throws(HTTPFault) -> Sender {
    var sender = Sender(
      viewer: nil, client: proxies.client(of: head, peer), requestID: RequestID.identified(head).id,
      floor: ViewerPositions.floor(head.fields), resumeFrom: try head.lastEventID(),
      idempotency: try IdempotencyHeader(head.fields), trace: tracing?.arrival(head))
    do {
      sender.viewer = try await authenticate(authorization: head.fields["authorization"])
    } catch {
      // Looking at credentials costs, too: who sends wrong ones is counted as the visitor that they are.
      try await countRefusal(of: &sender)
      throw error
    }
    return sender
  }

  private func countRefusal(of visitor: inout Sender) async throws(HTTPFault) {
    do throws(RequestRefusal) {
      try await limits?.admit(&visitor)
    } catch {
      throw HTTPFault(
        status: error.status, message: error.error.message, code: ErrorCode.rateLimited.rawValue, fields: error.fields)
    }
  }

  /// The token stands in the payload of `connection_init`, or in the header of the handshake. A socket lives no longer
  /// than the token that opened it.
  func open(
    _ payload: JSONObject?, _ handshake: HTTPRequestHead, _ peer: HTTPPeer
  ) async -> SocketAdmission<Sender> {
    let named = payload?["authorization"] ?? payload?["Authorization"]
    do throws(HTTPFault) {
      let viewer = try await authenticate(authorization: named?.stringValue ?? handshake.fields["authorization"])
      var sender = Sender(
        viewer: viewer,
        client: proxies.client(of: handshake, peer), requestID: RequestID.identified(handshake).id,
        floor: ViewerPositions.floor(payload?["consistency"]?.stringValue),
        trace: tracing?.arrival(payload, handshake))
      sender.isOnSocket = true
      let owner = viewer.map { [identity] viewer in
        SocketOwner(user: String(viewer.userID), session: viewer.socketSession) {
          identity.isCurrent(viewer)
        }
      }
      return .accepted(session: sender, owner: owner, lifetime: viewer?.remainingLifetime, payload: nil)
    } catch {
      return .refused
    }
  }

  func eventStreamClient(_ sender: Sender, _ peer: HTTPPeer) -> EventStreamClient {
    EventStreamClient(
      user: sender.viewer.map { String($0.userID) }, address: sender.client.ipAddress,
      credentialsEnd: sender.viewer.map { .now + $0.remainingLifetime })
  }

  func isSignedIn(_ sender: Sender) -> Bool { sender.viewer != nil }

  /// The viewer that an `Authorization` value names; nil for a visitor.
  ///
  /// - Throws: 401 for a token that is not valid: a client that sends one does not want a visitor's answer. 503 when
  ///   the database does not say whose API key it is.
  func authenticate(authorization: String?) async throws(HTTPFault) -> Viewer? {
    guard let authorization else { return nil }
    let scheme = "bearer "
    if authorization.utf8.count > scheme.utf8.count, authorization.prefix(scheme.count).lowercased() == scheme {
      do throws(PostgresError) {
        let token = String(authorization.dropFirst(scheme.count))
        if let viewer = try await identity.authenticate(bearer: token, database) { return viewer }
      } catch {
        let shown = presenter.present(error)
        let code = shown.code ?? .unavailable
        throw HTTPFault(status: 503, message: shown.message, code: code.rawValue, fields: ["Retry-After": "1"])
      }
    }
    throw HTTPFault(
      status: 401, message: "The access token or API key is not valid or has expired.",
      code: ErrorCode.unauthenticated.rawValue,
      fields: ["WWW-Authenticate": "Bearer error=\"invalid_token\""])
  }

  // MARK: Limits

  func admit(_ sender: inout Sender) async throws(RequestRefusal) {
    sender.enter(metrics.census)
    // Of the member of a list before this one.
    sender.record = nil
    sender.trace?.recorded = nil
    // What is refused has its place in a list, too: the others keep their keys when the list comes again.
    sender.idempotency = sender.idempotency?.next
    try await limits?.admit(&sender)
  }

  func charge(_ operation: PreparedOperation, _ sender: inout Sender) async throws(RequestRefusal) {
    let cost = operation.cost?.points ?? 0
    sender.allowance.requestedCost = cost
    sender.allowance.nodeCount = operation.cost?.nodeCount ?? 0
    if operation.operationType == .subscription { sender.trace?.subscription = operation }
    try await limits?.charge(operation.isDryRun ? 0 : cost, &sender)
  }

  func noteEnd(_ report: RequestReport, _ sender: Sender) {
    metrics.note(report, sender)
    log.note(report, sender, trace: sender.trace?.traceID)
    tracing?.end(report, sender)
  }

  /// All are counted; only refused credentials have a line in the log, so that nobody fills a disk with nonsense.
  func noteRefused(_ report: RequestReport, _ head: HTTPRequestHead, _ peer: HTTPPeer) {
    let visitor = Sender(
      viewer: nil, client: proxies.client(of: head, peer), requestID: RequestID.identified(head).id)
    metrics.note(report, visitor)
    if report.errors.contains(where: { $0.code == .unauthenticated }) { log.note(report, visitor) }
  }

  func noteEvent(_ errors: [GraphQLError], _ sender: Sender) { metrics.noteEvent(errors) }

  func answerFields(_ sender: Sender) -> HTTPFields { sender.allowance.fields }

  // MARK: Executions

  func makeContext(_ sender: Sender, for type: OperationType) -> ExecutionContext {
    if type == .subscription { sender.place?.subscribe(onSocket: sender.isOnSocket) }
    return makeContext(
      sender, positions?.consistency(for: type, of: sender),
      type == .mutation
        ? IdempotentFields(
          database: database, secret: idempotencySecret, sender: current(sender), header: sender.idempotency) : nil)
  }

  /// Whose credentials have ended since they were shown, on a socket or in front of this operation in a list, is nobody.
  private func current(_ sender: Sender) -> Viewer? { sender.viewer.flatMap { identity.isCurrent($0) ? $0 : nil } }

  /// With a deadline from now.
  private func makeContext(
    _ sender: Sender, _ consistency: Consistency?, _ idempotentFields: IdempotentFields? = nil
  ) -> ExecutionContext {
    ExecutionContext(
      application: AtlasRequest(
        viewer: current(sender), database: database, events: events, cursors: cursors,
        client: sender.client, consistency: consistency, buckets: limits?.fieldBuckets, allowance: sender.allowance,
        attendance: attendance, requestID: sender.requestID, isCurrent: identity.isCurrent),
      executor: database.operationLoop(), deadline: .now + requestTimeout,
      resumeFrom: sender.resumeFrom, extensions: sender.allowance.extensions, mutationFieldRunner: idempotentFields,
      record: sender.record, presentError: { [presenter] in presenter.present($0, of: sender.requestID) })
  }

  func makeEventContext(_ sender: Sender) -> ExecutionContext {
    // Who has been told of an event must find it in the next query, which a replica may not have seen yet.
    if let viewer = sender.viewer { positions?.forget(viewer) }
    var sender = sender
    beginEvent(&sender)
    return makeContext(sender, for: .subscription)
  }

  /// Events of a group are executed once for all members that have equal subscriptions. Who is a member is asked anew
  /// with each event, by one statement for all.
  func eventSharing(_ sender: Sender) -> EventSharing? {
    EventSharing { [membership] scope, context in
      guard let group = GlobalID(scope.name), group.kind == .group else { throw GraphQLError.notFound("study group") }
      let members = try await membership.members(of: group.key, context)
      let audience = GroupAudience(groupID: group.key)
      return SharedEventContext(
        context: context.shared(by: audience), isImpersonal: { !audience.viewerWasAsked },
        admits: { subscriber in Int64(subscriber).map(members.contains) ?? false })
    } noteReceived: { [positions] in
      if let viewer = sender.viewer { positions?.forget(viewer) }
    }
  }

  /// Runs a query or mutation.
  ///
  /// - Parameter readsPrimary: whether what is read must be what is committed, and not what a replica has of it.
  /// - Returns: its result, where there are replicas and it has written a position in the log behind its writes, and
  ///   whether it answers what was stored before.
  func execute(
    _ operation: PreparedOperation, _ sender: Sender, readsPrimary: Bool = false
  ) async -> (result: ExecutionResult, written: LogPosition?, isReplayed: Bool) {
    let context = readsPrimary ? makeContext(sender, nil) : makeContext(sender, for: operation.operationType)
    let tracking = positions?.begin(context, database)
    let result = await engine.execute(operation, context)
    noteEnd(of: operation, sender)
    let isReplayed = (context.mutationFieldRunner as? IdempotentFields)?.hasReplayed ?? false
    return (result, await tracking?.finish(), isReplayed)
  }

  func executeIncrementally(_ operation: PreparedOperation, _ sender: Sender) async -> IncrementalExecution {
    let context = makeContext(sender, for: operation.operationType)
    let tracking = positions?.begin(context, database)
    let execution = await engine.executeIncrementally(operation.withoutUnpaidFields, context)
    noteEnd(of: operation, sender)
    _ = await tracking?.finish()
    return execution
  }

  /// Before the answer is sent: who reads it and asks again must see what a mutation has changed.
  private func noteEnd(of operation: PreparedOperation, _ sender: Sender) {
    guard operation.operationType == .mutation else { return }
    if let viewer = sender.viewer { attendance.noteActivity(of: viewer) }
    // Cursors move many times a second, and nothing of it is stored.
    guard !operation.hasOnlyRootFields(named: "moveCursor") else { return }
    responses?.cache.evict(engine.evictions(of: operation))
    afterMutation()
  }
}

extension Viewer {
  /// What sockets are ended by: a session or an API key.
  fileprivate var socketSession: String {
    switch credential {
    case .session(let id), .halfSession(let id): String(id)
    case .apiKey(let id, _): "key \(id)"
    }
  }

  /// How long the credential is still valid.
  var remainingLifetime: Duration {
    .microseconds(max(0, expiresAt.microsecondsSince1970 - PostgresTimestamp.now.microsecondsSince1970))
  }
}
