/// How to reach a database and how much of it to use.
public struct DatabaseConfiguration: Sendable {
  /// A libpq connection string: `key=value` pairs or a `postgresql://` URI. `host=a,b` with
  /// `target_session_attrs=read-write` follows a failover.
  public var connectionString: String
  /// Threads that serve connections and run tasks.
  public var loopCount = 1
  /// Connections of each loop to each server. One of them is never given to a transaction.
  public var connectionsPerLoop = 4
  /// All connections to each server, shared out over the loops as evenly as possible, at least one to each. Nil:
  /// `connectionsPerLoop` for each loop.
  public var connectionCount: Int?
  /// How to reach the read replicas, streaming standbys of this database: each string leads to one server, not to a
  /// pooler or balancer in front of several.
  public var replicaConnectionStrings: [String] = []
  /// A replica that is further behind than this gets no reads. Less than 300 ms is too little to be measured.
  public var replicaLagLimit: Duration = .seconds(1)
  /// How long a read waits for a replica to come as far as it must; then the primary answers it.
  public var replicaWait: Duration = .milliseconds(50)
  /// How many statements of a loop may wait for a connection; more are refused as overloaded.
  public var queueLimit = 4_096
  /// How many statements may be in flight on one connection.
  public var pipelineDepth = 32
  /// How many prepared statements a connection keeps.
  public var preparedStatementLimit = 200
  /// The deadline of a statement or transaction that is given none. The server stops any statement soon after it too;
  /// only a transaction with a later deadline may have slower ones.
  public var defaultTimeout: Duration = .seconds(5)
  /// How long a statement waits while there is no connection at all.
  public var connectionWait: Duration = .milliseconds(2_500)
  /// How long `start` waits for the first connection.
  public var startTimeout: Duration = .seconds(10)
  /// How long a statement waits for a lock.
  public var lockTimeout: Duration = .seconds(2)
  /// How long a transaction may do nothing before the server ends it.
  public var idleInTransactionTimeout: Duration = .seconds(15)
  /// The search path of every session.
  public var searchPath = "public"
  /// How the policies of the tables learn for whom a statement runs; nil: there are none to tell.
  public var rowSecurity: RowSecurity?
  /// Told of each statement that ends, on the thread where it does: it must not wait. Nil where nobody counts them.
  public var statementEnded: (@Sendable (StatementEnd) -> Void)?
  /// What the server shows as the name of the application.
  public var applicationName = "atlas"

  /// The defaults, for this database.
  public init(connectionString: String) {
    self.connectionString = connectionString
  }

  /// The connections of one loop to one server.
  func connectionCount(ofLoop index: Int) -> Int {
    guard let connectionCount else { return max(1, connectionsPerLoop) }
    let loops = max(1, loopCount)
    return max(1, connectionCount / loops + (index < connectionCount % loops ? 1 : 0))
  }

  /// What a loop needs to use the replicas.
  var replicaSettings: ReplicaSettings {
    var settings = ReplicaSettings(lagLimit: replicaLagLimit, waitLimit: replicaWait)
    settings.servers = replicaConnectionStrings.map { ReplicaSettings.Access(connector: connector(to: $0)) }
    return settings
  }

  func connector(to connectionString: String) -> Connector {
    Connector(connectionString: connectionString, applicationName: applicationName, session: session)
  }

  var session: Connector.SessionSettings {
    Connector.SessionSettings(
      statementTimeout: defaultTimeout + .milliseconds(250), lockTimeout: lockTimeout,
      idleInTransactionTimeout: idleInTransactionTimeout, searchPath: searchPath, role: rowSecurity?.role)
  }
}
