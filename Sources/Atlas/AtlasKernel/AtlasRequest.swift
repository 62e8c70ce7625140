public import GraphQLExecution
public import GraphQLPostgres
public import GraphQLSyntax
public import Postgres

/// Where a request comes from, as far as the transport knows.
public struct ClientAddress: Sendable, Hashable {
  public let ipAddress: String
  public let userAgent: String?

  public init(ipAddress: String, userAgent: String? = nil) {
    self.ipAddress = ipAddress
    self.userAgent = userAgent
  }

  /// Who counts as one where nobody is signed in; all whose address cannot be read count together.
  public var network: IPNetwork { IPAddress(ipAddress)?.subscriber ?? .unknown }
}

/// What the domains know of a request: the viewer, the database, the client. One value for each operation.
public struct AtlasRequest: DatabaseContext {
  public let database: Database
  public let events: any EventSource
  /// What the cursors of connections are signed with.
  public let cursors: CursorSigner
  public let client: ClientAddress
  /// Names the request in logs and in the audit trail.
  public let requestID: String
  /// What the statements must see; nil where there are no read replicas.
  public let consistency: Consistency?
  /// The transaction that all statements belong to; nil where each one stands for itself.
  public private(set) var transaction: Transaction?
  /// Whether what a viewer has shown is still good: subscriptions ask at each event.
  public let isCurrent: @Sendable (Viewer) -> Bool
  /// Where uses of fields are counted; nil where they are not.
  public let buckets: (any RateLimitStore)?
  /// What the limits said of this operation.
  public let allowance: Allowance
  /// Who is told that the viewer listens to a group; nil where nobody is.
  public let attendance: (any GroupAttendance)?
  /// For whom something is executed once; nil where it is for the viewer alone.
  public private(set) var audience: GroupAudience?
  private var sender: Viewer?
  private(set) var signIn = SignIn()

  public init(
    viewer: Viewer?, database: Database, events: any EventSource, cursors: CursorSigner, client: ClientAddress,
    consistency: Consistency? = nil, buckets: (any RateLimitStore)? = nil, allowance: Allowance = Allowance(),
    attendance: (any GroupAttendance)? = nil, requestID: String = PostgresUUID.random().description,
    isCurrent: @escaping @Sendable (Viewer) -> Bool = { _ in true }
  ) {
    self.isCurrent = isCurrent
    sender = viewer
    self.database = database
    self.events = events
    self.cursors = cursors
    self.client = client
    self.consistency = consistency
    self.buckets = buckets
    self.allowance = allowance
    self.attendance = attendance
    self.requestID = requestID
  }

  /// The user who sent the request or, after `login` and `register`, the one whom they signed in; nobody where a second
  /// factor is still owed.
  public var viewer: Viewer? { claimant.flatMap { $0.owesSecondFactor ? nil : $0 } }

  /// The viewer, or the one who will be when their second factor has come.
  public var claimant: Viewer? {
    audience?.noteViewerAsked()
    return signIn.viewer ?? sender
  }

  /// Whom this operation itself has signed in, wholly or not: the answer of `login` shows them the session they opened.
  public var signedIn: Viewer? { signIn.viewer }

  /// The same request for all members of a group, and for no viewer.
  func shared(by audience: GroupAudience) -> AtlasRequest {
    var request = self
    request.audience = audience
    request.sender = nil
    request.signIn = SignIn()
    return request
  }

  /// The same request with all its statements in a transaction. Whom it signs in is signed in nowhere else: the
  /// transaction may come to nothing.
  public func within(_ transaction: Transaction) -> AtlasRequest {
    var request = self
    request.transaction = transaction
    request.sender = claimant
    request.signIn = SignIn()
    return request
  }
}

extension ExecutionContext {
  /// The request behind this execution.
  public var request: AtlasRequest {
    guard let request = application as? AtlasRequest else {
      preconditionFailure("an execution of Atlas was begun without an AtlasRequest")
    }
    return request
  }

  public var viewer: Viewer? { request.viewer }

  /// The viewer, unless it is an API key that lacks a scope: what private objects are loaded for, by whatever way one
  /// comes to them. Fields with a rule of their own name their scopes in `@auth`.
  public func viewer(within scope: ApiKeyScope) -> Viewer? {
    guard let viewer, let scopes = viewer.scopes else { return viewer }
    return scopes.isDisjoint(with: [scope.rawValue, ApiKeyScope.adminAll.rawValue]) ? nil : viewer
  }

  /// The viewer.
  ///
  /// - Throws: `UNAUTHENTICATED` for visitors.
  public func requireViewer() throws(GraphQLError) -> Viewer {
    guard let viewer else { throw .unauthenticated() }
    return viewer
  }
}
