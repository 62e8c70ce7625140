import CLibPQ
import DequeModule

extension Connection {
  /// Puts a statement into the pipeline. False when the connection is broken; nothing of the statement was sent then.
  func send(_ statement: PendingRows) -> Bool {
    let isAlone =
      statement.kind == .write || statement.kind == .commit || statement.loopState.needsOwnSync
      || statement.arrivals != nil
    let isAmongOthers = lease == nil && audience(of: statement) != audience
    if isAlone || isAmongOthers { guard sync(settling: nil) else { return false } }
    if let text = pendingBegin {
      pendingBegin = nil
      guard sendControl(.begin, text: text.description) else { return false }
    }
    guard sendAudience(of: statement), sendPrepared(statement.query, for: statement) else { return false }
    if statementCount == 0 { lastProgress = core.now }
    statement.loopState.place = .sent(self)
    statement.loopState.isOnReplica = replica != nil
    inFlight.append(.execute(statement))
    if inFlight.count == 1 { beginHead() }
    statementCount += 1
    load += statement.kind == .write ? Self.writeLoad : 1
    openSegment += 1
    isDirty = true
    if isAlone { _ = sync(settling: statement.kind == .write ? statement : nil) }
    return true
  }

  /// Sends a statement of our own; it is followed by a sync at the end of the turn.
  func sendControl(_ control: Control, text: String) -> Bool {
    guard unsafe PQsendQueryParams(opened.handle, text, 0, nil, nil, nil, nil, 0) == 1 else { return false }
    inFlight.append(.control(control))
    openSegment += 1
    isDirty = true
    return true
  }

  /// Ends the segment, if one is open.
  func sync(settling write: PendingRows?) -> Bool {
    guard openSegment > 0 else { return true }
    guard unsafe PQpipelineSync(opened.handle) == 1 else { return false }
    openSegment = 0
    if lease == nil { audience = nil }
    inFlight.append(.sync(write))
    return true
  }

  /// Ends the turn: closes the segment and pushes the bytes out. False when the connection is broken.
  func flush() -> Bool {
    isDirty = false
    guard sync(settling: nil) else { return false }
    let status = unsafe PQflush(opened.handle)
    isWaitingToWrite = status == 1
    return status >= 0
  }

  /// Deallocates what the bounded set of prepared statements dropped.
  func deallocateDropped() {
    guard !prepared.dropped.isEmpty, isShared else { return }
    for name in prepared.takeDropped() {
      if !sendControl(.deallocate(name), text: "deallocate \(name)") { prepared.putBack(name) }
    }
  }

  /// Says whose private rows the statement sees, unless its segment or its transaction has said so.
  ///
  /// In a transaction an ordinary statement behind one on behalf of somebody sees nothing again: no savepoint keeps an
  /// audience, and none comes back with it. The ordinary one has a segment of its own, since in a transaction that has
  /// failed nothing can be said any more, and a rollback to a savepoint must get through all the same.
  private func sendAudience(of statement: PendingRows) -> Bool {
    guard let security = core.settings.rowSecurity, statement.kind != .commit else { return true }
    let wanted = audience(of: statement)
    guard wanted != audience else { return true }
    let query = security.statement(for: wanted)
    guard sendPrepared(query, for: statement) else { return false }
    inFlight.append(.control(.audience(statement, StatementKey(query))))
    openSegment += 1
    isDirty = true
    audience = wanted
    return wanted != nil || sync(settling: nil)
  }

  private func audience(of statement: PendingRows) -> Audience? {
    core.settings.rowSecurity == nil ? nil : statement.query.audience
  }

  private func sendPrepared(_ query: Query, for statement: PendingRows) -> Bool {
    core.parameters.load(query.binds)
    let key = StatementKey(text: query.text, typeIDs: core.parameters.typeIDs)
    let name: String
    if let known = prepared.name(for: key) {
      name = known
    } else {
      name = prepared.insert(key)
      guard prepare(query, key: key, name: name) else {
        prepared.forgetUnknown(key, name: name)
        return false
      }
      inFlight.append(.prepare(statement, key, name: name))
      openSegment += 1
      isDirty = true
    }
    let handle = unsafe opened.handle
    let count = Int32(clamping: query.binds.count)
    return unsafe core.parameters.withPointers { values, lengths, formats in
      unsafe PQsendQueryPrepared(handle, name, count, values, lengths, formats, 0) == 1
    }
  }

  private func prepare(_ query: Query, key: StatementKey, name: String) -> Bool {
    unsafe key.typeIDs.withUnsafeBufferPointer { types in
      unsafe PQsendPrepare(opened.handle, name, query.text, Int32(clamping: types.count), types.baseAddress) == 1
    }
  }
}
