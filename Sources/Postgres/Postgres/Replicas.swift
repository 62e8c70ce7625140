import DequeModule

/// What a loop knows of one replica.
struct Replica {
  /// The places of its connections.
  let slots: Range<Int>
  let access: ReplicaSettings.Access
  /// What tells the server from others, and from itself before a restart.
  var server: String?
  /// How far it has replayed for certain; nil when that is not known, or when it is no replica any more.
  var replayed: LogPosition?
  /// Where it stood when a read waited for it in vain. As long as it stands there, no other read waits for it.
  var stalledAt: LogPosition?
  /// When it was last asked how far it is.
  var asked: Instant?
  /// Whether the answer is still to come.
  var isAsked = false

  init(slots: Range<Int>, access: ReplicaSettings.Access) {
    self.slots = slots
    self.access = access
  }

  /// Forgets how far it is, and asks again at once. After a crash it may come back a little behind.
  mutating func forget() {
    replayed = nil
    asked = nil
    isAsked = false
  }
}

/// What a loop knows of all replicas, and the reads that have not found their server yet.
struct Replicas {
  /// A read that waits until a replica has come far enough.
  struct WaitingRead {
    var statement: PendingRows
    /// When it is sent to the primary.
    var end: Instant
  }

  let lagLimit: Duration
  let waitLimit: Duration
  var all: [Replica] = []
  var waiting = Deque<WaitingRead>()
  var samples = LogSamples()
  var nextSample: Instant?
  var lastUse: Instant?
  /// Which of them is looked at first; changes with each read, so that equals take turns.
  var first = 0

  init(_ settings: ReplicaSettings, slotsBefore: Int) {
    lagLimit = settings.lagLimit
    waitLimit = settings.waitLimit
    var start = slotsBefore
    for access in settings.servers {
      all.append(Replica(slots: start..<start + settings.connectionCount, access: access))
      start += settings.connectionCount
    }
  }

  var isEmpty: Bool { all.isEmpty }

  /// Whether somebody reads, so that it matters how far they are.
  func areUsed(at now: Instant) -> Bool {
    if !waiting.isEmpty { return true }
    guard let lastUse else { return false }
    return now - lastUse < Self.useEnd
  }

  /// When a replica is to be asked again.
  func nextQuestion(to replica: Replica) -> Instant? {
    guard let asked = replica.asked else { return nil }
    return asked + (waiting.isEmpty || replica.isAsked ? Self.interval : Self.shortInterval)
  }

  /// When something is due though no socket stirs.
  func nextTimer(at now: Instant) -> Instant? {
    guard areUsed(at: now) else { return nil }
    var next = waiting.lazy.map(\.end).min()
    for moment in all.map(nextQuestion) + [nextSample] {
      guard let moment else { return now }
      next = min(next ?? moment, moment)
    }
    return next
  }

  /// How often the servers are asked where they are.
  static let interval = Duration.milliseconds(100)
  /// The same while reads wait for the answer.
  private static let shortInterval = Duration.milliseconds(2)
  /// How long the asking goes on after the last read.
  private static let useEnd = Duration.seconds(2)
}

/// What a loop needs to know of the configuration to use replicas.
struct ReplicaSettings: Sendable {
  struct Access: Sendable {
    var connector: Connector
    /// Connects and sends cancel requests, shared with the other loops. No server waits behind another one's silence.
    var helpers = BlockingJobs(limit: 2)
  }

  var servers: [Access] = []
  /// The connections to each of them.
  var connectionCount = 1
  var lagLimit = Duration.seconds(1)
  var waitLimit = Duration.milliseconds(50)
  /// Told of each connection that opens or ends.
  var connectionCountChanged: @Sendable (Int) -> Void = { _ in }
}
