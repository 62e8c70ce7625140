// Which server answers a read: a replica that has come far enough, or the primary.
//
// Worked example: the floor of a read is 5/20, replica A has replayed 5/10. The read waits, and A is asked every two
// milliseconds. At 5/21 the read goes to A; if A has not come so far after fifty milliseconds, it goes to the primary.
// When A still stood at 5/10 then, the reads after it go to the primary at once, until A moves.

import CLibPQ
import DequeModule

/// What a server's answer about its position in the log is for.
enum PositionQuestion {
  /// The lag of the replicas: the primary was asked at this moment.
  case sample(Instant)
  /// How far the replica of the connection has come.
  case replay

  var text: String {
    switch self {
    case .sample: PendingPosition.query.text
    // A replica that was promoted goes its own way: its positions no longer say what it has of the primary's log.
    case .replay: "select case when pg_is_in_recovery() then pg_last_wal_replay_lsn() end"
    }
  }
}

extension LoopCore {
  private enum Choice {
    case replica(Int, Connection)
    case wait
    case primary
  }

  /// Takes a read that a replica may answer.
  func admitToReplicas(_ statement: PendingRows) {
    replicas.lastUse = now
    let end = min(now + replicas.waitLimit, statement.deadline)
    replicas.waiting.append(Replicas.WaitingRead(statement: statement, end: end))
  }

  /// Sends the reads that know where to go; the others go on waiting.
  func dispatchToReplicas() {
    guard !replicas.waiting.isEmpty else { return }
    var reads = Deque<Replicas.WaitingRead>()
    swap(&reads, &replicas.waiting)
    for read in reads where !read.statement.outcome.isSettled {
      let statement = read.statement
      switch choice(for: statement, mayWait: now < read.end) {
      case .wait: replicas.waiting.append(read)
      case .primary: sendToPrimary(statement)
      case .replica(let index, let connection):
        statement.consistency?.stay(with: index)
        replicas.first &+= 1
        if connection.send(statement) {
          note(deadlineOf: statement)
        } else {
          sendToPrimary(statement)
          lost(connection)
        }
      }
    }
  }

  private func sendToPrimary(_ statement: PendingRows) {
    statement.consistency?.turnToPrimary()
    queue.append(statement)
    note(deadlineOf: statement)
  }

  private func choice(for statement: PendingRows, mayWait: Bool) -> Choice {
    guard let consistency = statement.consistency else { return .primary }
    var isAwaited = false
    var best: (index: Int, connection: Connection)?
    for index in candidates(consistency.route) {
      guard let replayed = freshPosition(of: replicas.all[index]) else { continue }
      if let floor = consistency.floor, replayed < floor {
        if !mayWait { replicas.all[index].stalledAt = replayed }
        isAwaited = isAwaited || replicas.all[index].stalledAt != replayed
      } else if let connection = leastLoaded(in: replicas.all[index].slots),
        connection.load < best?.connection.load ?? .max
      {
        best = (index, connection)
      }
    }
    if let best { return .replica(best.index, best.connection) }
    return isAwaited && mayWait ? .wait : .primary
  }

  private func candidates(_ route: Consistency.Route) -> [Int] {
    switch route {
    case .primary: []
    case .replica(let index): [index]
    case .open: replicas.all.indices.map { ($0 + replicas.first) % replicas.all.count }
    }
  }

  /// How far a replica has come; nil when that is not known, or too far behind.
  private func freshPosition(of replica: Replica) -> LogPosition? {
    guard let replayed = replica.replayed else { return nil }
    if let moment = replicas.samples.latestMoment(before: replayed), now - moment <= replicas.lagLimit {
      return replayed
    }
    // When the primary is gone, all that is known of its log must do: then the replicas answer what they can.
    guard isWithoutConnection, let newest = replicas.samples.newest, newest.position <= replayed else { return nil }
    return replayed
  }

  /// Asks the servers where they are, as long as somebody reads from replicas.
  func tendReplicas() {
    guard !replicas.isEmpty, replicas.areUsed(at: now) else { return }
    if replicas.nextSample ?? now <= now {
      replicas.nextSample = now + Replicas.interval
      if let primary = leastLoaded(in: primarySlots) { ask(.sample(now), on: primary) }
    }
    for index in replicas.all.indices {
      closeIfSilent(replicas.all[index])
      guard replicas.nextQuestion(to: replicas.all[index]) ?? now <= now else { continue }
      replicas.all[index].asked = now
      guard let connection = leastLoaded(in: replicas.all[index].slots) else { continue }
      replicas.all[index].isAsked = true
      ask(.replay, on: connection)
    }
  }

  /// A server that vanished without a word would keep its reads until their deadline. Something slow looks the same,
  /// but not on all connections at once.
  private func closeIfSilent(_ replica: Replica) {
    let connections = slots[replica.slots].compactMap(\.connection)
    let isSilent = connections.allSatisfy { !$0.inFlight.isEmpty && now - $0.lastProgress > Self.silenceLimit }
    guard isSilent else { return }
    for connection in connections { lost(connection) }
  }

  private func ask(_ question: PositionQuestion, on connection: Connection) {
    if connection.inFlight.isEmpty { connection.lastProgress = now }
    if !connection.sendControl(.position(question), text: question.text) { lost(connection) }
  }

  /// Asks where a write that was just sent ends: the question travels with it, behind its commit.
  func askForEnd(of write: PendingRows, on connection: Connection) {
    guard !replicas.isEmpty, let consistency = write.consistency, let loop else { return }
    switch write.kind {
    case .read, .inTransaction: return
    case .write, .commit: break
    }
    let question = PendingRows(
      PendingPosition.query, kind: .read, deadline: write.deadline, patience: write.patience, loop: loop)
    consistency.note(question, behind: write)
    if !connection.send(question) {
      fail(question, PostgresError(.connectionLost, "the connection broke"))
      lost(connection)
    }
  }

  /// Takes in what a server says about its position.
  func received(_ answer: Result<Rows, PostgresError>, to question: PositionQuestion, on connection: Connection) {
    let position = (try? answer.get())?.string(0, 0).flatMap { LogPosition($0) }
    switch question {
    case .sample(let moment):
      guard let position else { return }
      if let newest = replicas.samples.newest, position < newest.position { forgetReplicas() }
      replicas.samples.add(LogSamples.Sample(moment: moment, position: position), keeping: replicas.lagLimit)
    case .replay:
      guard let index = connection.replica, !connection.isRetiring else { return }
      replicas.all[index].isAsked = false
      let known = replicas.all[index].replayed
      replicas.all[index].replayed = position.map { max(known ?? $0, $0) }
    }
  }

  /// Another server is the primary now, with a shorter log.
  private func forgetReplicas() {
    for index in replicas.all.indices { replicas.all[index].forget() }
  }

  /// A connection to a replica was opened. Connections that lead to another server than this one are let go: all
  /// positions of a replica must come from one server.
  func welcome(_ connection: Connection, server: String) {
    guard let index = connection.replica, replicas.all[index].server != server else { return }
    replicas.all[index].server = server
    replicas.all[index].forget()
    retire(replicas.all[index].slots, except: connection)
  }

  /// A connection to a replica broke.
  func farewell(_ connection: Connection) {
    if let index = connection.replica { replicas.all[index].forget() }
  }

  private static let silenceLimit = Duration.seconds(2)
}
