import AtlasAPI
public import AtlasKernel
public import Postgres
import Synchronization

/// What this instance knows of access tokens that no longer count.
///
/// An access token is good for 15 minutes without anybody asking the database. So each instance keeps in memory which
/// sessions have ended and who got other roles, for as long as older tokens may be about. A mutation tells its own
/// instance before it answers. The others read it from the table of events, where the statement that ended something has
/// left a row: as soon as they are woken, and each second anyway.
///
/// While the database is away nothing can be heard, and tokens count as they did before: nothing that is guarded can be
/// answered without the database, and kept answers are not given after five seconds of silence. When the database is
/// back the events of the last minutes are read again, whatever the relay has seen: it may be another server.
public final class Revocations: Sendable {
  private struct Generation {
    var sessions: Set<Int64> = []
    var apiKeys: Set<Int64> = []
    var roles: [Int64: (names: Set<API.Role>, version: Int64)] = [:]
  }

  /// What is heard goes into the young generation; what is in the old one was heard one generation ago at most.
  private struct State {
    var young = Generation()
    var old = Generation()
    var turn = ContinuousClock.now
    var listener: (@Sendable (Revocation) -> Void)?
    var hasGap = false
  }

  /// How long something is remembered at least: longer than access tokens live, for clocks differ.
  private let memorySeconds: Int
  private let state = Mutex(State())
  private let gapEnds = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))

  /// - Parameter tokenLifetimeSeconds: how long access tokens are good.
  public init(tokenLifetimeSeconds: Int) { memorySeconds = tokenLifetimeSeconds + 60 }

  /// Says whom to tell of each revocation when it is heard of, once: who closes sockets and streams. It replaces the one
  /// before.
  public func onRevocation(_ listener: @escaping @Sendable (Revocation) -> Void) {
    state.withLock { $0.listener = listener }
  }

  /// Whether the viewer's session goes on and their roles are those of the token; of an API key, whether it was not
  /// revoked: its roles are looked up with it.
  public func isCurrent(_ viewer: Viewer) -> Bool {
    if case .apiKey(let id, _) = viewer.credential {
      return state.withLock { !$0.young.apiKeys.contains(id) && !$0.old.apiKeys.contains(id) }
    }
    guard let sessionID = viewer.sessionID else { return true }
    return state.withLock { state in
      if state.young.sessions.contains(sessionID) || state.old.sessions.contains(sessionID) { return false }
      let roles = state.young.roles[viewer.userID] ?? state.old.roles[viewer.userID]
      return roles.map { $0.names == viewer.roles } ?? true
    }
  }

  /// Takes note of a revocation that is committed. What is known already changes nothing.
  public func apply(_ revocation: Revocation, now: ContinuousClock.Instant = .now) {
    let listener = state.withLock { state in
      turn(&state, now)
      return Self.note(revocation, in: &state) ? state.listener : nil
    }
    listener?(revocation)
  }

  /// Returns: whether it is news.
  private static func note(_ revocation: Revocation, in state: inout State) -> Bool {
    switch revocation {
    case .sessions(let ids, _):
      let news = ids.filter { !state.young.sessions.contains($0) && !state.old.sessions.contains($0) }
      state.young.sessions.formUnion(news)
      return !news.isEmpty
    case .apiKeys(let ids, _):
      let news = ids.filter { !state.young.apiKeys.contains($0) && !state.old.apiKeys.contains($0) }
      state.young.apiKeys.formUnion(news)
      return !news.isEmpty
    case .roles(let names, let userID, let version):
      let known = state.young.roles[userID] ?? state.old.roles[userID]
      guard known.map({ $0.version < version }) ?? true else { return false }
      state.young.roles[userID] = (names, version)
      return true
    }
  }

  private func turn(_ state: inout State, _ now: ContinuousClock.Instant) {
    let age = now - state.turn
    guard age >= .seconds(memorySeconds) else { return }
    state.old = age >= .seconds(memorySeconds * 2) ? Generation() : state.young
    state.young = Generation()
    state.turn = now
  }
}

extension Revocations: EventObserver {
  public func observe(_ records: [EventRecord]) {
    for revocation in records.compactMap(Revocation.init) { apply(revocation) }
  }

  public func caughtUp(asOf moment: ContinuousClock.Instant) {
    let hadGap = state.withLock { state in
      defer { state.hasGap = false }
      return state.hasGap
    }
    if hadGap { gapEnds.continuation.yield() }
  }

  public func interrupted() { state.withLock { $0.hasGap = true } }

  /// Reads what was revoked while older tokens may still be about. To be called before the first request.
  public func load(from database: Database) async throws(PostgresError) {
    observe(RevocationStatements.records(try await database.read(RevocationStatements.recent(seconds: memorySeconds))))
  }

  /// Reads it again after each interruption, until the task is cancelled.
  public func follow(_ database: Database) async {
    for await _ in gapEnds.stream {
      do {
        try await load(from: database)
      } catch {
        // The relay tries again, too, and says when it has caught up.
        interrupted()
      }
    }
  }
}
