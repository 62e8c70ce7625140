import Crypto

/// What is known of secrets for some seconds, and who waits to learn more: the decisions of `ApiKeyring`.
///
/// One statement is under way at a time, for all secrets that came since the last one. Whatever strangers send, the
/// database sees one statement per round trip of it.
struct ApiKeyringState<Waiter> {
  typealias Instant = ContinuousClock.Instant

  /// What a caller has to do.
  enum Step {
    /// Nothing: this is known, nil for a secret that no good key has.
    case answer(KnownApiKey?)
    /// The waiter will be told.
    case wait
    /// The waiter will be told, and the caller sees to it that statements are sent.
    case waitAndRead
    /// Too many wait already.
    case refuse
  }

  private struct Entry {
    let key: KnownApiKey?
    let goodUntil: Instant
  }

  private let lifetime: Duration
  private let generationLimit: Int
  private let waiterLimit: Int
  private var young: [SHA256Digest: Entry] = [:]
  private var old: [SHA256Digest: Entry] = [:]
  private var waiting: [SHA256Digest: [Waiter]] = [:]
  private var asked: [SHA256Digest: [Waiter]] = [:]
  private var waiterCount = 0
  private var isReading = false
  private var sentAt: Instant?
  /// Whether something was forgotten while the statement is under way: it may have seen what no longer is.
  private var isAnswerStale = false

  /// - Parameters:
  ///   - lifetime: how long an answer is good, from when its statement was sent.
  ///   - entryLimit: how many answers are kept.
  ///   - waiterLimit: how many may wait.
  init(lifetime: Duration = .seconds(5), entryLimit: Int = 10_000, waiterLimit: Int = 1_000) {
    self.lifetime = lifetime
    generationLimit = max(1, entryLimit / 2)
    self.waiterLimit = waiterLimit
  }

  /// How many answers are kept.
  var count: Int { young.count + old.count }

  /// What is known of a secret; nil where it must be asked for.
  func known(_ hash: SHA256Digest, now: Instant) -> KnownApiKey?? {
    guard let entry = young[hash] ?? old[hash], now < entry.goodUntil else { return nil }
    return .some(entry.key)
  }

  /// Somebody wants to know.
  mutating func ask(_ hash: SHA256Digest, _ waiter: Waiter, now: Instant) -> Step {
    if let known = known(hash, now: now) { return .answer(known) }
    guard waiterCount < waiterLimit else { return .refuse }
    waiterCount += 1
    if !isAnswerStale, asked[hash] != nil {
      asked[hash]?.append(waiter)
      return .wait
    }
    waiting[hash, default: []].append(waiter)
    if isReading { return .wait }
    isReading = true
    return .waitAndRead
  }

  /// The secrets for the next statement; nil when nobody waits, and then the reading has ended.
  mutating func beginReading(now: Instant) -> [SHA256Digest]? {
    guard !waiting.isEmpty else {
      isReading = false
      return nil
    }
    swap(&asked, &waiting)
    sentAt = now
    isAnswerStale = false
    return Array(asked.keys)
  }

  /// The statement has answered; without an answer it has failed, and nothing is kept.
  ///
  /// - Returns: who is to be told, with what they asked for.
  mutating func endReading(_ found: [SHA256Digest: KnownApiKey]?) -> [(hash: SHA256Digest, waiters: [Waiter])] {
    let told = asked.map { (hash: $0.key, waiters: $0.value) }
    asked = [:]
    waiterCount -= told.reduce(0) { $0 + $1.waiters.count }
    if let found, let sentAt, !isAnswerStale {
      for each in told { keep(Entry(key: found[each.hash], goodUntil: sentAt + lifetime), each.hash) }
    }
    isAnswerStale = false
    return told
  }

  /// Something has changed about these keys.
  mutating func forget(where isMeant: @Sendable (KnownApiKey) -> Bool) {
    isAnswerStale = !asked.isEmpty
    young = young.filter { $0.value.key.map { !isMeant($0) } ?? true }
    old = old.filter { $0.value.key.map { !isMeant($0) } ?? true }
  }

  private mutating func keep(_ entry: Entry, _ hash: SHA256Digest) {
    if young.count >= generationLimit, young[hash] == nil {
      old = young
      young = [:]
    }
    young[hash] = entry
  }
}
