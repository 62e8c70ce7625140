public import GraphQLExecution
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
}

/// What the domains know of a request: the viewer, the database, the client. One value for each operation.
public struct AtlasRequest: Sendable {
  public let database: Database
  public let events: any EventSource
  public let client: ClientAddress
  /// Names the request in logs and in the audit trail.
  public let requestID: String
  private let sender: Viewer?
  let signIn = SignIn()

  public init(
    viewer: Viewer?, database: Database, events: any EventSource, client: ClientAddress,
    requestID: String = PostgresUUID.random().description
  ) {
    sender = viewer
    self.database = database
    self.events = events
    self.client = client
    self.requestID = requestID
  }

  /// The user who sent the request or, after `login` and `register`, the one whom they signed in.
  public var viewer: Viewer? { signIn.viewer ?? sender }
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

  /// The viewer.
  ///
  /// - Throws: `UNAUTHENTICATED` for visitors.
  public func requireViewer() throws(GraphQLError) -> Viewer {
    guard let viewer else { throw .unauthenticated() }
    return viewer
  }

  /// Sends a read; it shares a round trip with the others of its wave.
  public func submit(_ query: Query) -> PendingRows { request.database.submit(query, deadline: deadline) }

  /// Reads and waits.
  public func read(_ query: Query) async throws(PostgresError) -> Rows {
    try await request.database.read(query, deadline: deadline)
  }

  /// Writes with one statement, which is atomic by itself.
  public func write(_ query: Query) async throws(PostgresError) -> Rows {
    try await request.database.write(query, deadline: deadline)
  }

  /// Runs several statements as one transaction, again after a serialisation failure.
  public func transaction<Value: Sendable>(
    _ body: @escaping @Sendable (Transaction) async throws -> Value
  ) async throws -> Value {
    try await request.database.transaction(deadline: deadline, body)
  }
}

extension FieldResolver {
  /// A column from one statement for all parents. The statement is sent at once; those of a wave travel together.
  public static func query(
    _ query: @escaping @Sendable (Batch<Source>, Arguments, ExecutionContext) throws -> Query,
    _ column: @escaping @Sendable (Rows, Batch<Source>, Arguments, ExecutionContext) throws -> ColumnOf<Output>
  ) -> Self {
    Self { parents, arguments, context in
      let pending = context.submit(try query(parents, arguments, context))
      return .pending { try column(try await pending.rows(), parents, arguments, context).column }
    }
  }
}

extension FieldResolver where Source: RowRecord {
  /// An object of another type, by the row key in a column.
  public static func reference<Composite: CompositeOutput>(_ column: RowColumn<Int64?>) -> Self
  where Output == Composite? {
    Self { parents, _, _ in .loading(LoadRequest(Composite.typeName, keys: parents.storage.values(column))) }
  }
}

extension FieldResolver where Source: RowRecord, Output: CompositeOutput {
  /// An object of another type, by the row key in a column.
  public static func reference(_ column: RowColumn<Int64>) -> Self {
    Self { parents, _, _ in
      .loading(LoadRequest(Output.typeName, keys: parents.storage.values(column).map { Optional($0) }))
    }
  }
}

/// An entity loader over one statement that takes row keys.
public struct RowLoader<Record: RowRecord>: EntityLoader {
  private let key: RowColumn<Int64>
  private let query: @Sendable ([Int64], ExecutionContext) throws -> Query

  /// - Parameters:
  ///   - key: the column of the row key.
  ///   - query: the statement for a set of keys; it leaves out what the viewer may not see.
  public init(key: RowColumn<Int64>, _ query: @escaping @Sendable ([Int64], ExecutionContext) throws -> Query) {
    self.key = key
    self.query = query
  }

  public func load(
    _ keys: [Int64], _ context: ExecutionContext
  ) throws -> @Sendable () async throws -> LoadedEntities<Int64, Record> {
    let pending = context.submit(try query(keys, context))
    return {
      let storage = RowStorage<Record>(try await pending.rows())
      return LoadedEntities(keys: storage.values(key), storage: storage)
    }
  }
}
