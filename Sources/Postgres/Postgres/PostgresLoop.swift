// A thread that waits for database sockets and also runs the tasks that use them.
//
// Neighbours: LoopCore.swift decides what to send where; Database.swift owns the loops.
// Invariant: `core` is touched only by the loop's own thread. Everybody else posts to the inbox.
// A turn is: take the inbox, run the tasks' jobs, send what they submitted, wait for sockets, read, and again.

import CLibPQ
import Glibc
import Synchronization

/// A thread of its own that serves a few connections, and an executor for the tasks that query them.
///
/// A task that prefers this executor submits and receives without changing threads.
public final class PostgresLoop: TaskExecutor {
  private struct Inbox {
    var jobs: [UnownedJob] = []
    var statements: [PendingRows] = []
    var actions: [@Sendable (LoopCore) -> Void] = []
    var isSleeping = false
    var isStopped = false

    var isEmpty: Bool { jobs.isEmpty && statements.isEmpty && actions.isEmpty }
  }

  private let inbox = Mutex(Inbox())
  private let poller = SocketPoller()
  private let thread = Atomic<UInt>(0)
  private let busyness = Atomic<Int>(0)
  private let waiting = Atomic<Int>(0)
  private let inFlight = Atomic<Int>(0)
  /// Told of each statement that ends; nil where nobody counts them.
  let statementEnded: (@Sendable (StatementEnd) -> Void)?
  /// Safe: only the loop's thread touches it, see `isCurrent`.
  private nonisolated(unsafe) let confinedCore: LoopCore
  private var core: LoopCore { unsafe confinedCore }

  init(settings: LoopSettings, connector: Connector) {
    statementEnded = settings.statementEnded
    unsafe confinedCore = LoopCore(settings: settings, connector: connector, poller: poller)
    let isStarted = DetachedThread.start { self.run() }
    precondition(isStarted, "the system has no thread for a database loop")
  }

  /// Whether the calling thread is the loop's.
  public var isCurrent: Bool {
    thread.load(ordering: .relaxed) == UInt(pthread_self())
  }

  /// Takes a task's next job. Called by the runtime.
  public func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    if isCurrent, !core.isFinished { return core.jobs.append(job) }
    let isTaken = post { inbox in inbox.jobs.append(job) }
    // The loop is over, but its tasks are not: they go on where all others run.
    if !isTaken { globalConcurrentExecutor.enqueue(ExecutorJob(job)) }
  }

  /// Roughly how much there is to do: what was waiting or in flight at the end of the last turn, and the operations
  /// that were sent here since.
  var load: Int { busyness.load(ordering: .relaxed) }

  /// How many statements and transactions waited for a connection at the end of the last turn.
  var waitingCount: Int { waiting.load(ordering: .relaxed) }

  /// How many statements were in flight then.
  var inFlightCount: Int { inFlight.load(ordering: .relaxed) }

  /// An operation is on its way to this loop.
  func noteOperation() { busyness.add(1, ordering: .relaxed) }

  func submit(_ statement: PendingRows) {
    if isCurrent, !core.isFinished { return core.submitted.append(statement) }
    let isTaken = post { $0.statements.append(statement) }
    if !isTaken { statement.settle(.failure(PostgresError(.closed, "the database is closed"))) }
  }

  /// Runs an action on the loop's thread, soon; dropped when the loop is over.
  @discardableResult
  func perform(_ action: @escaping @Sendable (LoopCore) -> Void) -> Bool {
    post { $0.actions.append(action) }
  }

  @discardableResult
  private func post(_ add: (inout Inbox) -> Void) -> Bool {
    let (isTaken, mustWake) = inbox.withLock { inbox in
      guard !inbox.isStopped else { return (false, false) }
      add(&inbox)
      defer { inbox.isSleeping = false }
      return (true, inbox.isSleeping)
    }
    if mustWake { poller.wake() }
    return isTaken
  }

  private func run() {
    thread.store(UInt(pthread_self()), ordering: .relaxed)
    core.loop = self
    while true {
      takeInbox()
      runJobs()
      core.turn()
      waiting.store(core.waitingCount, ordering: .relaxed)
      inFlight.store(core.inFlightCount, ordering: .relaxed)
      if core.settings.isOneOfSeveral { busyness.store(core.jobs.count + core.load, ordering: .relaxed) }
      if core.isFinished, stop() { break }
      let mayWait = inbox.withLock { inbox in
        inbox.isSleeping = inbox.isEmpty && core.jobs.isEmpty && core.submitted.isEmpty
        return inbox.isSleeping
      }
      core.wait(atMost: mayWait ? nil : .zero)
    }
    // From here on this thread's number may be given to another thread.
    thread.store(0, ordering: .relaxed)
    core.loop = nil
  }

  private func takeInbox() {
    let actions = inbox.withLock { inbox in
      inbox.isSleeping = false
      core.jobs.append(contentsOf: inbox.jobs)
      inbox.jobs.removeAll(keepingCapacity: true)
      core.submitted.append(contentsOf: inbox.statements)
      inbox.statements.removeAll(keepingCapacity: true)
      defer { inbox.actions = [] }
      return inbox.actions
    }
    for action in actions { action(core) }
  }

  /// Runs jobs until none is left, but only so many that sockets are not forgotten.
  private func runJobs() {
    var count = 0
    while !core.jobs.isEmpty, count < 1_024 {
      var batch: [UnownedJob] = []
      swap(&batch, &core.jobs)
      count += batch.count
      for job in batch { unsafe job.runSynchronously(on: asUnownedTaskExecutor()) }
    }
  }

  /// Closes the inbox; false when something came in at the last moment.
  private func stop() -> Bool {
    inbox.withLock { inbox in
      guard inbox.isEmpty, core.jobs.isEmpty, core.submitted.isEmpty else { return false }
      inbox.isStopped = true
      return true
    }
  }
}
