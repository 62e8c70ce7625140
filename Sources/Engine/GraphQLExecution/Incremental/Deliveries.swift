import GraphQLJSON
import GraphQLSyntax

/// What of a response is still to come, and in which order it may be told: the state of an incremental delivery.
///
/// A group is announced when one of its parents has been delivered, and its work begins then. A fragment is completed
/// when all work for it is done; fields that belong to several fragments are sent with the first of these. Groups that
/// nothing is executed for are never announced, and what they enclose does not wait for them.
struct Deliveries: Sendable {
  private enum Status {
    case waiting
    case announced
    case delivered
    case failed
  }

  private struct Entry {
    let group: DeliveryGroup
    var status = Status.waiting
    /// The number by which clients know it.
    var number = -1
    /// How much work is still to be done for it.
    var openParts = 0
    /// What was executed for it, by place in `parts`.
    var parts: [Int] = []
    /// Items that were executed together with those of other lists, before this one was announced.
    var heldItems: [(part: ItemsPart, hasMore: Bool)] = []
    /// Why it will have no data; told when it is announced.
    var failure: [GraphQLError]?
  }

  private struct Part {
    let content: FieldsPart
    var isSent = false
  }

  private var entries: [ObjectIdentifier: Entry] = [:]
  /// The groups that are not announced, and the fragments that are, in the order in which they were met.
  private var waiting: [DeliveryGroup] = []
  private var open: [DeliveryGroup] = []
  private var works: [LaterWork] = []
  private var parts: [Part] = []
  private var openCount = 0
  private var nextNumber = 0
  private var payload: IncrementalPayload

  init(shape: IncrementalDelivery) { payload = IncrementalPayload(shape: shape) }

  /// Whether another payload follows.
  var hasNext: Bool { openCount > 0 }

  /// Takes what the first response leaves open, and writes its members about that.
  mutating func begin(_ works: [LaterWork], closing json: inout JSONWriter) {
    guard !works.isEmpty else { return }
    add(works)
    settle()
    payload.writePending(into: &json)
    json.raw(",\"hasNext\":")
    json.boolean(hasNext)
    payload.clear()
  }

  /// The work that may begin now.
  mutating func takeWorks() -> [LaterWork] {
    var taken: [LaterWork] = []
    works.removeAll { work in
      let statuses = work.groups.joined().map { entries[ObjectIdentifier($0)]?.status }
      if statuses.contains(.announced) { taken.append(work) }
      // What nobody waits for any more is dropped.
      return statuses.contains(.announced) || !statuses.contains(.waiting)
    }
    return taken
  }

  /// Takes the results of one piece of work.
  mutating func finish(_ outcome: WorkOutcome) {
    add(outcome.later)
    switch outcome.parts {
    case .fields(let fields): for part in fields { finish(part) }
    case .items(let items, let next):
      for part in items { finish(part, hasMore: next != nil) }
      if let next { works.append(.items(next)) }
    }
    settle()
  }

  /// The payload that tells what has happened since the last one; nil where there is nothing to tell.
  ///
  /// - Parameter last: what the `extensions` of the last one hold.
  mutating func takePayload(last: () -> JSONObject) -> [UInt8]? {
    guard !payload.isEmpty || !hasNext else { return nil }
    let taken = payload.finish(hasNext: hasNext, extensions: hasNext ? JSONObject() : last())
    payload.clear()
    return taken
  }

  // MARK: Groups

  private mutating func add(_ later: [LaterWork]) {
    for work in later {
      for group in work.groups.joined() {
        let key = ObjectIdentifier(group)
        if entries[key] == nil {
          entries[key] = Entry(group: group)
          waiting.append(group)
        }
        entries[key]?.openParts += 1
      }
    }
    works += later
  }

  private mutating func finish(_ part: FieldsPart) {
    let place = parts.count
    if part.data != nil { parts.append(Part(content: part)) }
    for group in part.place.groups {
      let key = ObjectIdentifier(group)
      entries[key]?.openParts -= 1
      if part.data == nil {
        fail(group, part.errors)
      } else {
        entries[key]?.parts.append(place)
      }
    }
  }

  private mutating func finish(_ part: ItemsPart, hasMore: Bool) {
    let group = part.place.group
    guard let entry = entries[ObjectIdentifier(group)], entry.status != .failed else { return }
    guard entry.status != .waiting else {
      entries[ObjectIdentifier(group)]?.heldItems.append((part, hasMore))
      return
    }
    if part.items != nil || !part.errors.isEmpty { payload.addItems(part, number: entry.number) }
    if let failure = part.failure { return fail(group, failure) }
    if !hasMore { close(group, .delivered, errors: []) }
  }

  /// Ends a group without its data.
  private mutating func fail(_ group: DeliveryGroup, _ errors: [GraphQLError]) {
    switch entries[ObjectIdentifier(group)]?.status {
    case .waiting: entries[ObjectIdentifier(group)]?.failure = errors
    case .announced: close(group, .failed, errors: errors)
    case .delivered, .failed, nil: break
    }
  }

  private mutating func close(_ group: DeliveryGroup, _ status: Status, errors: [GraphQLError]) {
    guard let entry = entries[ObjectIdentifier(group)] else { return }
    payload.addCompleted(group, number: entry.number, errors: errors)
    entries[ObjectIdentifier(group)]?.status = status
    openCount -= 1
  }

  /// Announces what may be announced and completes what is complete, until nothing changes.
  private mutating func settle() {
    while announce() || complete() {}
  }

  private mutating func announce() -> Bool {
    let candidates = waiting
    waiting = []
    for group in candidates {
      switch readiness(of: group) {
      case .now:
        entries[ObjectIdentifier(group)]?.status = .announced
        entries[ObjectIdentifier(group)]?.number = nextNumber
        payload.addPending(group, number: nextNumber)
        nextNumber += 1
        openCount += 1
        begin(group)
      case .never: entries[ObjectIdentifier(group)]?.status = .failed
      case .later: waiting.append(group)
      }
    }
    return waiting.count < candidates.count
  }

  /// Tells of an announced group what is known already.
  private mutating func begin(_ group: DeliveryGroup) {
    guard let entry = entries[ObjectIdentifier(group)] else { return }
    if let failure = entry.failure { return close(group, .failed, errors: failure) }
    guard group.isStream else { return open.append(group) }
    entries[ObjectIdentifier(group)]?.heldItems = []
    for held in entry.heldItems { finish(held.part, hasMore: held.hasMore) }
  }

  private enum Readiness {
    case now, later, never
  }

  private func readiness(of group: DeliveryGroup) -> Readiness {
    if group.parents.isEmpty { return .now }
    let parents = group.parents.map { parent in
      let entry = entries[ObjectIdentifier(parent)]
      return switch entry?.status {
      // Nothing is executed for it, so that it comes with what encloses it.
      case nil: readiness(of: parent)
      case .delivered: Readiness.now
      // Items have been sent when what is below them is known.
      case .announced: parent.isStream ? Readiness.now : .later
      case .waiting: Readiness.later
      case .failed: parent.isStream && entry?.number != -1 ? Readiness.now : .never
      }
    }
    return parents.contains(.now) ? .now : parents.contains(.later) ? .later : .never
  }

  /// Sends the fragments for which all work is done.
  private mutating func complete() -> Bool {
    var hasChanged = false
    let candidates = open
    open = []
    for group in candidates {
      guard let entry = entries[ObjectIdentifier(group)], entry.status == .announced else { continue }
      guard entry.openParts == 0 else {
        open.append(group)
        continue
      }
      for part in entry.parts where !parts[part].isSent {
        parts[part].isSent = true
        send(parts[part].content, with: entry)
      }
      close(group, .delivered, errors: [])
      hasChanged = true
    }
    return hasChanged
  }

  /// Sends fields under the group whose path is nearest to theirs.
  private mutating func send(_ part: FieldsPart, with entry: Entry) {
    var best = entry
    for group in part.place.groups {
      guard let other = entries[ObjectIdentifier(group)], other.status == .announced,
        group.path.count > best.group.path.count
      else { continue }
      best = other
    }
    payload.addFields(part, best.group, number: best.number)
  }
}
