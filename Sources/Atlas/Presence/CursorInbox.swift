/// The cursors that wait for one subscriber: the newest of each peer, so that memory is bounded and nobody waits for
/// whoever is slow. A value without clock and locks.
///
/// Who is a peer is asked for a while, and only when somebody moves: what comes after that while is kept until it was
/// asked anew.
struct CursorInbox {
  /// How many users have a place at most; beyond it, the one who has waited longest loses theirs.
  static let limit = 500

  private var newest: [Int64: PeerCursor] = [:]
  /// Whose turn it is.
  private var turns: [Int64] = []
  private var peers: Set<Int64> = []
  private var peersEnd: ContinuousClock.Instant?

  /// Whether somebody has moved and the peers must be asked for.
  func wantsPeers(at now: ContinuousClock.Instant) -> Bool { !turns.isEmpty && !knowsPeers(at: now) }

  /// Takes a cursor; whether it is kept.
  mutating func put(_ cursor: PeerCursor, at now: ContinuousClock.Instant) -> Bool {
    guard !knowsPeers(at: now) || peers.contains(cursor.user) else { return false }
    if newest.updateValue(cursor, forKey: cursor.user) == nil { turns.append(cursor.user) }
    if turns.count > Self.limit { newest[turns.removeFirst()] = nil }
    return true
  }

  /// The peers, who are known until a moment.
  mutating func setPeers(_ users: Set<Int64>, until end: ContinuousClock.Instant) {
    peers = users
    peersEnd = end
    turns.removeAll { !users.contains($0) }
    newest = newest.filter { users.contains($0.key) }
  }

  /// The newest cursor of the peer whose turn it is; nil where none waits, or the peers must be asked for.
  mutating func next(at now: ContinuousClock.Instant) -> PeerCursor? {
    guard !turns.isEmpty, knowsPeers(at: now) else { return nil }
    return newest.removeValue(forKey: turns.removeFirst())
  }

  private func knowsPeers(at now: ContinuousClock.Instant) -> Bool { peersEnd.map { now < $0 } ?? false }
}
