/// One reservation or open stream, and what belongs to it.
///
/// Phases and their exits:
/// - `reserved`: to `claimed` by the request for the stream; gone when the time is over.
/// - `claimed`: to `open` when the answer begins; gone when it does not within the same time.
/// - `open`: gone when the stream closes.
struct EventStreamReservation: Sendable {
  enum Phase: Sendable, Equatable {
    case reserved(until: ContinuousClock.Instant)
    case claimed(until: ContinuousClock.Instant)
    case open
  }

  /// An active operation, and when the credentials that began it end.
  struct Operation: Sendable {
    let operation: EventStreamOperation
    let credentialsEnd: ContinuousClock.Instant?
  }

  /// An event that has not been taken for writing.
  struct Waiting: Sendable {
    let serial: UInt64
    let operation: EventStreamOperation
    let bytes: [UInt8]
  }

  var client: EventStreamClient
  var phase: Phase
  /// The active operations by the bytes of their id.
  var operations: [[UInt8]: Operation] = [:]
  var waiting: [Waiting] = []
  private(set) var waitingBytes = 0
  /// The events of the piece that is being written.
  var leaving: [UInt64] = []
  /// Since when a piece is being written; nil between two.
  var writingSince: ContinuousClock.Instant?
  var lastWrite: ContinuousClock.Instant
  /// Whether the next piece begins with a comment.
  var owesComment = false

  init(client: EventStreamClient, until: ContinuousClock.Instant, now: ContinuousClock.Instant) {
    self.client = client
    phase = .reserved(until: until)
    lastWrite = now
  }

  /// Whether it was given up at a moment: it waited too long, its credentials ended, or its client does not read.
  func isOver(at now: ContinuousClock.Instant, _ settings: EventStreamSettings) -> Bool {
    if let end = client.credentialsEnd, end <= now { return true }
    switch phase {
    case .reserved(let until), .claimed(let until): return until <= now
    case .open: return writingSince.map { $0 + settings.stallTimeout <= now } ?? false
    }
  }

  /// Whether nothing was written for so long that a comment is due.
  func needsComment(at now: ContinuousClock.Instant, _ settings: EventStreamSettings) -> Bool {
    phase == .open && writingSince == nil && waiting.isEmpty && lastWrite + settings.heartbeat <= now
  }

  /// Whether an event may wait. One that finds nothing before it always may, else large results could never be sent.
  func hasRoom(for bytes: Int, _ settings: EventStreamSettings) -> Bool {
    waiting.isEmpty
      || waiting.count < settings.waitingEventsLimit && bytes <= settings.waitingBytesLimit - waitingBytes
  }

  mutating func append(_ event: Waiting) {
    waiting.append(event)
    waitingBytes += event.bytes.count
  }

  /// Takes back what an operation has said and is not being written.
  ///
  /// - Returns: the events.
  mutating func withdraw(_ operation: EventStreamOperation) -> [UInt64] {
    let withdrawn = waiting.filter { $0.operation == operation }
    waiting.removeAll { $0.operation == operation }
    waitingBytes -= withdrawn.reduce(0) { $0 + $1.bytes.count }
    return withdrawn.map(\.serial)
  }

  /// Takes all that waits as one piece; empty when there is nothing.
  mutating func takePiece(at now: ContinuousClock.Instant) -> [UInt8] {
    var piece = owesComment ? EventStreamFraming.heartbeat : []
    owesComment = false
    if piece.isEmpty, waiting.count == 1 {
      piece = waiting[0].bytes
    } else {
      piece.reserveCapacity(piece.count + waitingBytes)
      for event in waiting { piece.append(contentsOf: event.bytes) }
    }
    leaving += waiting.map(\.serial)
    waiting = []
    waitingBytes = 0
    if !piece.isEmpty { writingSince = now }
    return piece
  }

  /// Everything that ends with the reservation: operations in the order in which they began, then the events.
  var remains: [EventStreamAction] {
    let operations = operations.values.map(\.operation).sorted { $0.serial < $1.serial }
    let events = leaving + waiting.map(\.serial)
    return operations.map { .stopOperation($0) } + events.map { .settle(event: $0) }
  }
}
