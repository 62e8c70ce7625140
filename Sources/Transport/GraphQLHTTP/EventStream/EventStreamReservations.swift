/// The server's side of the single connection mode of GraphQL over server-sent events: a value that takes requests,
/// reports of operations and the time, and returns answers and actions.
///
/// Invariant: a reservation that is gone asks for nothing more, and every operation begun in it has ended or been
/// stopped. A token names one reservation and one stream, ever.
public struct EventStreamReservations: Sendable {
  let settings: EventStreamSettings
  var reservations: [EventStreamToken: EventStreamReservation] = [:]
  private var counts: [[UInt8]: Int] = [:]
  var lastSerial: UInt64 = 0
  private var isShutDown = false

  /// No reservations yet.
  public init(settings: EventStreamSettings = EventStreamSettings()) { self.settings = settings }

  /// Whether there is nothing to look after.
  public var isEmpty: Bool { reservations.isEmpty }

  /// The number of reservations and open streams.
  public var count: Int { reservations.count }

  /// Reserves a stream (`PUT`).
  ///
  /// - Parameter presented: a token that came with the request. One that is in use is not reserved twice; for any other,
  ///   tokens of other users included, a new one is made.
  /// - Throws: 409; 429 and 503 where there are too many reservations of the user and in all.
  public mutating func reserve(
    _ client: EventStreamClient, presented: String? = nil, now: ContinuousClock.Instant
  ) throws(HTTPFault) -> EventStreamToken {
    if let presented, let token = EventStreamToken(presented), let taken = reservations[token],
      taken.client.isSameUser(as: client)
    {
      throw .eventStreamConflict("This event stream is reserved already")
    }
    guard !isShutDown, reservations.count < settings.reservationLimit else {
      throw .overloaded(retryAfterSeconds: 5)
    }
    guard counts[client.account, default: 0] < settings.reservationsPerUser else {
      throw .tooManyEventStreams("There are already \(settings.reservationsPerUser) event streams")
    }
    let token = EventStreamToken()
    reservations[token] = EventStreamReservation(client: client, until: now + settings.reservationTimeout, now: now)
    counts[client.account, default: 0] += 1
    return token
  }

  /// Claims the stream of a reservation for a request that asks for it. `begin` must follow while the reservation lasts.
  ///
  /// Browsers can send nothing but the token when they open a stream, which is why there are tokens: a request without
  /// a user may open the stream of one, but do nothing else with it.
  ///
  /// - Throws: 404 for tokens that are unknown or of another user, 409 for a second stream.
  public mutating func claim(
    _ token: String, _ client: EventStreamClient, now: ContinuousClock.Instant
  ) throws(HTTPFault) -> EventStreamToken {
    let (token, reservation) = try find(token, now) { client.user == nil || $0.client.isSameUser(as: client) }
    guard case .reserved(let until) = reservation.phase else {
      throw .eventStreamConflict("This event stream is open already")
    }
    reservations[token]?.phase = .claimed(until: until)
    // The stream lives as long as the credentials it was opened with; without any, as long as the reservation's.
    if client.user != nil { reservations[token]?.client = client }
    return token
  }

  /// Opens a claimed stream.
  ///
  /// - Returns: false where the reservation is gone.
  public mutating func begin(_ token: EventStreamToken, now: ContinuousClock.Instant) -> Bool {
    guard case .claimed = reservations[token]?.phase else { return false }
    reservations[token]?.phase = .open
    reservations[token]?.owesComment = true
    reservations[token]?.lastWrite = now
    return true
  }

  /// Takes what is to be written to an open stream next: one piece, empty where there is nothing; nil at the end.
  public mutating func takePiece(_ token: EventStreamToken, now: ContinuousClock.Instant) -> [UInt8]? {
    reservations[token]?.takePiece(at: now)
  }

  /// Notes that the piece has left.
  public mutating func written(_ token: EventStreamToken, now: ContinuousClock.Instant) -> [EventStreamAction] {
    guard let left = reservations[token]?.leaving else { return [] }
    reservations[token]?.leaving = []
    reservations[token]?.writingSince = nil
    reservations[token]?.lastWrite = now
    return left.map { .settle(event: $0) }
  }

  /// Forgets a reservation whose stream has closed: the token is gone, and all its operations end.
  public mutating func close(_ token: EventStreamToken) -> [EventStreamAction] {
    guard let reservation = reservations.removeValue(forKey: token) else { return [] }
    let account = reservation.client.account
    let count = counts[account, default: 1] - 1
    counts[account] = count > 0 ? count : nil
    return reservation.remains
  }

  /// Looks what the time has brought; to be asked about once a second.
  public mutating func sweep(now: ContinuousClock.Instant) -> [EventStreamAction] {
    var actions: [EventStreamAction] = []
    for (token, reservation) in reservations {
      if reservation.isOver(at: now, settings) {
        actions += end(token)
        continue
      }
      actions += expireOperations(token, reservation, now)
      if reservation.needsComment(at: now, settings), !reservation.owesComment {
        reservations[token]?.owesComment = true
        actions.append(.write(token))
      }
    }
    return actions
  }

  /// Ends everything, for good.
  public mutating func shutDown() -> [EventStreamAction] {
    isShutDown = true
    return reservations.keys.flatMap { end($0) }
  }

  /// Gives up a reservation, and its stream where there is one.
  mutating func end(_ token: EventStreamToken) -> [EventStreamAction] {
    close(token) + [.endStream(token)]
  }

  /// The reservation of a token for a client who may know of it.
  func find(
    _ text: String, _ now: ContinuousClock.Instant, _ isAllowed: (EventStreamReservation) -> Bool
  ) throws(HTTPFault) -> (EventStreamToken, EventStreamReservation) {
    guard let token = EventStreamToken(text), let reservation = reservations[token], isAllowed(reservation),
      !reservation.isOver(at: now, settings)
    else { throw .eventStreamNotFound }
    return (token, reservation)
  }
}
