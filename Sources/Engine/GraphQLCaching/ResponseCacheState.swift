/// What the cache knows: answers, evictions, and the executions that others wait for. Changes answer what to do; it is
/// done after unlocking.
///
/// Evictions are counted. Each tag has the number of its last eviction, each answer that of the moment when its reading
/// began; an answer is current while none of its tags has a higher number. So evicting a tag costs one store however many
/// answers carry it, and an answer that was read before an eviction and is stored after it is stale from birth. What is
/// stale takes room until it is looked for or its generation goes.
struct ResponseCacheState: Sendable {
  /// What an execution that others wait for came to.
  enum Outcome: Sendable {
    case response(CachedResponse)
    /// There is no answer to share.
    case failed
    /// The execution was given up; another may take its place.
    case abandoned
  }

  typealias Waiter = CheckedContinuation<Outcome, Never>

  enum Start {
    case hit(CachedResponse)
    /// Nobody reads this: the caller does, and must `finish` it.
    case lead(Reading)
    /// Somebody does: wait for that reading.
    case wait(UInt64)
  }

  /// A reading under way.
  struct Reading: Sendable {
    let id: UInt64
    let stamp: UInt64
    let tags: [Int]
    let readAt: ContinuousClock.Instant
    var waiters: [UInt64: Waiter] = [:]
  }

  /// Objects without end may be asked for by id; when their tags are too many, everything begins anew.
  private let tagLimit: Int
  /// One large answer must not sweep out hundreds of small ones.
  private let responseLimit: Int
  private let unconfirmedLimit: Duration?
  private var responses: GenerationalCache<ResponseKey, CachedResponse>
  private var evictions: UInt64 = 0
  /// Everything with a lower stamp is stale.
  private var floor: UInt64 = 0
  private var tagNumbers: [String: Int] = [:]
  private var struckAt: [UInt64] = []
  private var confirmedAt: ContinuousClock.Instant?
  private var readings: [UInt64: Reading] = [:]
  private var readingOfKey: [ResponseKey: UInt64] = [:]
  private var lastID: UInt64 = 0
  private(set) var counts = CacheCounts()

  init(_ settings: ResponseCacheSettings) {
    tagLimit = settings.tagLimit
    responseLimit = settings.byteLimit / 16
    unconfirmedLimit = settings.unconfirmedLimit
    responses = GenerationalCache(byteLimit: settings.byteLimit)
  }

  // MARK: Finding

  mutating func find(_ key: ResponseKey, _ now: ContinuousClock.Instant) -> CachedResponse? {
    guard let response = responses.find(key) else { return nil }
    guard now < response.expiresAt, isCurrent(response.stamp, response.tags) else {
      responses.remove(key)
      return nil
    }
    return isConfirmed(response, now) ? response : nil
  }

  private func isCurrent(_ stamp: UInt64, _ tags: [Int]) -> Bool {
    stamp >= floor && tags.allSatisfy { struckAt[$0] <= stamp }
  }

  /// Whether the answer was true a short while ago at the latest: it was read then, or all evictions up to then are known.
  private func isConfirmed(_ response: CachedResponse, _ now: ContinuousClock.Instant) -> Bool {
    guard let unconfirmedLimit else { return true }
    let knownAt = confirmedAt.map { max($0, response.readAt) } ?? response.readAt
    return now - knownAt <= unconfirmedLimit
  }

  // MARK: Reading

  mutating func start(_ key: ResponseKey, _ now: ContinuousClock.Instant) -> Start {
    if let response = find(key, now) {
      counts.hits += 1
      return .hit(response)
    }
    if let id = readingOfKey[key], let reading = readings[id], isCurrent(reading.stamp, reading.tags) {
      counts.hits += 1
      return .wait(id)
    }
    counts.misses += 1
    let tags = numbers(of: key.policy.tags(key.values))
    lastID += 1
    let reading = Reading(id: lastID, stamp: evictions, tags: tags, readAt: now)
    readings[lastID] = reading
    // One that was overtaken by an eviction keeps its waiters, who came before that, and gets no more.
    readingOfKey[key] = lastID
    return .lead(reading)
  }

  /// Makes a waiter wait; an outcome where there is nothing to wait for any more.
  mutating func wait(_ waiter: Waiter, number: UInt64, for reading: UInt64) -> Outcome? {
    guard readings[reading] != nil else { return .abandoned }
    readings[reading]?.waiters[number] = waiter
    return nil
  }

  mutating func removeWaiter(_ number: UInt64, of reading: UInt64) -> Waiter? {
    readings[reading]?.waiters.removeValue(forKey: number)
  }

  mutating func nextNumber() -> UInt64 {
    lastID += 1
    return lastID
  }

  /// Ends a reading and keeps what it brought.
  ///
  /// - Parameter body: the answer; nil where there is none to keep.
  /// - Returns: what may be sent to all who waited, and the waiters.
  mutating func finish(
    _ reading: Reading, _ key: ResponseKey, body: [UInt8]?
  ) -> (response: CachedResponse?, waiters: [Waiter]) {
    let waiters = readings.removeValue(forKey: reading.id).map { Array($0.waiters.values) } ?? []
    if readingOfKey[key] == reading.id { readingOfKey[key] = nil }
    guard let body else { return (nil, waiters) }
    let isCurrent = isCurrent(reading.stamp, reading.tags)
    // What was overtaken may still be sent to those who asked before, and then nobody may keep it.
    let lifetime = isCurrent ? key.policy.maxAge : 0
    let response = CachedResponse(
      body: body, isPrivate: key.policy.isPrivate, readAt: reading.readAt,
      expiresAt: reading.readAt + .seconds(lifetime), stamp: reading.stamp, tags: reading.tags)
    let bytes = body.count + key.byteCount + reading.tags.count * 8 + 512
    if isCurrent, bytes <= responseLimit { responses.insert(response, for: key, bytes: bytes) }
    return (response, waiters)
  }

  // MARK: Evicting

  mutating func evict(_ list: [Eviction]) {
    guard !list.isEmpty else { return }
    evictions += 1
    for eviction in list {
      guard let tags = eviction.tags else { return forgetAll() }
      for tag in tags {
        // A tag without a number is carried by no answer and no reading.
        if let number = tagNumbers[tag] { struckAt[number] = evictions }
      }
    }
  }

  mutating func confirm(_ moment: ContinuousClock.Instant) {
    confirmedAt = confirmedAt.map { max($0, moment) } ?? moment
  }

  private mutating func forgetAll() {
    floor = evictions
    responses.removeAll()
    tagNumbers = [:]
    struckAt = []
  }

  private mutating func numbers(of tags: [String]) -> [Int] {
    if tagNumbers.count > tagLimit {
      evictions += 1
      forgetAll()
    }
    return tags.map { tag in
      if let number = tagNumbers[tag] { return number }
      tagNumbers[tag] = struckAt.count
      struckAt.append(0)
      return struckAt.count - 1
    }
  }

  /// For tests.
  var count: Int { responses.count }

  /// What the answers take, roughly.
  var bytes: Int { responses.bytes }
}
