import GraphQLWebSocket
import Synchronization

/// Counts the sockets of a server, and finds those of a user.
public final class SocketCensus: Sendable {
  private struct Claim {
    let handle: SocketHandle
    /// The bytes of the session's name.
    let session: [UInt8]?
  }

  private struct State {
    var count = 0
    /// By the code of their end.
    var ended: [UInt16: Int] = [:]
    /// By the bytes of the user's name: strings would also equate canonically equivalent ones.
    var users: [[UInt8]: [ObjectIdentifier: Claim]] = [:]
  }

  private let state = Mutex(State())

  /// A census without sockets.
  public init() {}

  /// How many sockets there are, those included that nobody has claimed yet.
  public var count: Int { state.withLock { $0.count } }

  /// How many sockets have ended, by the code that was sent first, by whichever side: 1006 where there was none. Codes
  /// of peers that RFC 6455 does not name count as 4999.
  public var endedCounts: [(code: UInt16, count: Int)] {
    state.withLock { $0.ended.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } }
  }

  /// How many sockets a user has.
  public func count(of user: String) -> Int {
    state.withLock { $0.users[Array(user.utf8)]?.count ?? 0 }
  }

  /// Ends the sockets of a user with 4403: whoever has lost their rights.
  public func end(user: String) { end(user: user) { _ in true } }

  /// Ends the sockets of some of a user's sessions with 4403: whoever has signed out.
  public func end(sessions: Set<String>, of user: String) {
    let names = Set(sessions.map { Array($0.utf8) })
    end(user: user) { $0.session.map(names.contains) ?? false }
  }

  private func end(user: String, where isConcerned: (Claim) -> Bool) {
    let claims = state.withLock { $0.users[Array(user.utf8)].map { $0.values.filter(isConcerned) } ?? [] }
    for claim in claims { claim.handle.revoke() }
  }

  /// Counts the end of a socket, whether it had entered or not.
  func noteEnd(_ code: UInt16) { state.withLock { $0.ended[code, default: 0] += 1 } }

  /// Counts a socket that begins; false where there are as many as may be.
  func enter(limit: Int) -> Bool {
    state.withLock { state in
      guard state.count < limit else { return false }
      state.count += 1
      return true
    }
  }

  /// Counts a socket for its user; false where they have as many as they may.
  func claim(_ handle: SocketHandle, for owner: SocketOwner, limit: Int) -> Bool {
    let key = Array(owner.user.utf8)
    let claim = Claim(handle: handle, session: owner.session.map { Array($0.utf8) })
    return state.withLock { state in
      guard state.users[key]?.count ?? 0 < limit else { return false }
      state.users[key, default: [:]][ObjectIdentifier(handle)] = claim
      return true
    }
  }

  /// Forgets a socket that entered, and its claim.
  func leave(_ handle: SocketHandle, user: String?) {
    state.withLock { state in
      state.count -= 1
      guard let key = user.map({ Array($0.utf8) }) else { return }
      state.users[key]?[ObjectIdentifier(handle)] = nil
      if state.users[key]?.isEmpty == true { state.users[key] = nil }
    }
  }
}
