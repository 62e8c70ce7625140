import AtlasAPI
import Crypto
import Testing

@testable import Identity

@Suite("What is known of API keys, and who asks")
struct ApiKeyringStateTests {
  private typealias State = ApiKeyringState<Int>
  private let start = ContinuousClock.now
  private let one = SHA256.hash(data: [1])
  private let other = SHA256.hash(data: [2])

  private func key(_ id: Int64) -> KnownApiKey {
    KnownApiKey(
      id: id, userID: 1, roles: [.student], scopes: ["tutor:ask"], expiresAt: DateTime(microsecondsSince1970: 0))
  }

  @Test("an answer is good for five seconds from when it was asked for, a negative one too")
  func lifetime() {
    var state = State()
    #expect(state.ask(one, 1, now: start).isWaitAndRead)
    #expect(state.ask(other, 2, now: start).isWait)
    #expect(Set(state.beginReading(now: start) ?? []) == [one, other])
    #expect(state.endReading([one: key(1)]).count == 2)
    #expect(state.beginReading(now: start) == nil)
    #expect(state.known(one, now: start + .seconds(4.9)) == .some(key(1)))
    #expect(state.known(other, now: start + .seconds(4.9)) == .some(nil))
    #expect(state.known(one, now: start + .seconds(5)) == nil)
    #expect(state.known(other, now: start + .seconds(5)) == nil)
  }

  @Test("one statement is under way at a time, whoever asks, and who asks for the same waits for it")
  func singleFlight() {
    var state = State()
    #expect(state.ask(one, 1, now: start).isWaitAndRead)
    #expect(state.beginReading(now: start) == [one])
    for waiter in 2..<50 { #expect(state.ask(one, waiter, now: start).isWait) }
    for waiter in 50..<60 { #expect(state.ask(SHA256.hash(data: [UInt8(waiter)]), waiter, now: start).isWait) }
    #expect(state.endReading([one: key(1)]).map(\.waiters.count) == [49])
    #expect(state.beginReading(now: start)?.count == 10)
    #expect(state.endReading([:]).count == 10)
    #expect(state.beginReading(now: start) == nil)
    #expect(state.ask(SHA256.hash(data: [99]), 1, now: start).isWaitAndRead)
  }

  @Test("what was asked before something changed is not kept, and nobody who comes later waits for it")
  func forgetting() {
    var state = State()
    #expect(state.ask(one, 1, now: start).isWaitAndRead)
    #expect(state.beginReading(now: start) == [one])
    state.forget { $0.id == 1 }
    #expect(state.ask(one, 2, now: start).isWait)
    #expect(state.endReading([one: key(1)]).map(\.waiters) == [[1]])
    #expect(state.known(one, now: start) == nil)
    #expect(state.beginReading(now: start) == [one])
    #expect(state.endReading([one: key(1), other: key(2)]).map(\.waiters) == [[2]])
    #expect(state.known(one, now: start) == .some(key(1)))
    state.forget { $0.id == 2 }
    #expect(state.known(one, now: start) == .some(key(1)))
    state.forget { $0.id == 1 }
    #expect(state.known(one, now: start) == nil)
  }

  @Test("a statement that failed leaves nothing behind, and the next one is sent")
  func failure() {
    var state = State()
    #expect(state.ask(one, 1, now: start).isWaitAndRead)
    #expect(state.beginReading(now: start) == [one])
    #expect(state.endReading(nil).map(\.waiters) == [[1]])
    #expect(state.known(one, now: start) == nil)
    #expect(state.beginReading(now: start) == nil)
    #expect(state.ask(one, 2, now: start).isWaitAndRead)
  }

  @Test("neither those who wait nor what is kept grows beyond its limit")
  func limits() {
    var state = State(entryLimit: 10, waiterLimit: 3)
    #expect(state.ask(one, 1, now: start).isWaitAndRead)
    #expect(state.ask(one, 2, now: start).isWait)
    #expect(state.ask(other, 3, now: start).isWait)
    #expect(state.ask(other, 4, now: start).isRefuse)
    #expect(state.beginReading(now: start)?.count == 2)
    #expect(state.ask(other, 5, now: start).isRefuse)
    _ = state.endReading([:])
    #expect(state.beginReading(now: start) == nil)
    for number in 0..<UInt8(100) {
      let hash = SHA256.hash(data: [3, number])
      #expect(state.ask(hash, 1, now: start).isWaitAndRead)
      #expect(state.beginReading(now: start) == [hash])
      _ = state.endReading([:])
      #expect(state.beginReading(now: start) == nil)
      #expect(state.count <= 10)
    }
  }
}

extension ApiKeyringState.Step {
  fileprivate var isWait: Bool { if case .wait = self { true } else { false } }
  fileprivate var isWaitAndRead: Bool { if case .waitAndRead = self { true } else { false } }
  fileprivate var isRefuse: Bool { if case .refuse = self { true } else { false } }
}
