import AtlasAPI
import DemoContent
import LogTesting
import Postgres
import Push
import Testing

@testable import AtlasServer
@testable import Notifications

@Suite("Couriers of pushes: who does not answer holds up nobody else")
struct PushCourierTests {
  @Test(
    "many devices that do not answer hold up neither mails nor the pushes of others; a stop costs them no try",
    .timeLimit(.minutes(2)))
  func silentDevices() async throws {
    try await withNotifications { bench in
      let other = try await NotificationBench(bench.instance, .instructor)
      for number in 1...4 { _ = try await bench.register("silent-token-\(number)-of-a-telephone") }
      _ = try await other.register("a-token-of-a-telephone")
      let sender = SilentPushSender()
      let courier = bench.courier([.android: sender]) { $0.parallelPushes = 3 }
      let running = Task { await courier.run() }
      try await bench.raise()
      for await _ in sender.silences.prefix(2) {}
      try await bench.run("update users set email_verified = true where id = \(bench.user)")
      try await bench.raise()
      try await other.raise()
      for await _ in sender.sendings { break }
      while try await bench.deliveries("d.channel = 'EMAIL' and d.outcome = 'SENT'") == 0 { await Task.yield() }
      #expect(try await bench.deliveries("d.channel = 'PUSH' and d.attempts > 0") == 2, "two of one user at once")
      running.cancel()
      await running.value
      #expect(try await bench.deliveries("d.channel = 'PUSH' and d.attempts = 0 and d.outcome is null") == 8)
      #expect(try await other.deliveries("d.channel = 'PUSH' and d.outcome = 'SENT'") == 1)
    }
  }

  @Test("a device that fails three times in a row rests, also from what is new, until it has rested")
  func rest() async throws {
    try await withNotifications { bench in
      _ = try await bench.register("a-token-of-a-telephone")
      let sender = ScriptedPushSender { $0 <= 3 ? .later(.seconds(3_600)) : .sent }
      let courier = bench.courier([.android: sender])
      try await bench.raise()
      for _ in 1...3 {
        try await bench.passTime()
        try await courier.round()
      }
      #expect(sender.messages.count == 3)
      try await bench.raise()
      try await courier.round()
      #expect(sender.messages.count == 3)
      #expect(try await bench.deliveries("d.due_at > now() + interval '30 seconds' and d.attempts = 0") == 1)
      try await bench.passTime()
      try await courier.round()
      #expect(sender.messages.count == 5)
      let rows = try await bench.run("select failures::bigint from devices where rests_until is null")
      #expect(rows.int(0, 0) == 0)
    }
  }

  @Test("a service that is away for hours costs no push; after a day it is given up")
  func age() async throws {
    try await withNotifications { bench in
      _ = try await bench.register("a-token-of-a-telephone")
      try await bench.raise()
      let courier = bench.courier([.android: ScriptedPushSender { _ in .later(.seconds(3_600)) }])
      for _ in 1...15 {
        try await bench.passTime()
        try await courier.round()
      }
      #expect(try await bench.deliveries("d.attempts = 15 and d.outcome is null") == 1)
      try await bench.run("update notification_deliveries set first_tried_at = now() - interval '1 day'")
      try await bench.passTime()
      try await courier.round()
      #expect(try await bench.deliveries("d.attempts = 16 and d.outcome = 'GIVEN_UP'") == 1)
    }
  }

  @Test("while our credentials are not taken pushes wait, and one line says so")
  func credentials() async throws {
    try await withNotifications { bench in
      for number in 1...3 { _ = try await bench.register("token-\(number)-of-a-telephone") }
      try await bench.raise()
      let lines = LoggedLines()
      let sender = ScriptedPushSender { $0 <= 3 ? .blocked("status 401") : .sent }
      let courier = bench.courier([.android: sender], logger: lines.logger)
      try await courier.round()
      #expect(try await bench.deliveries("d.due_at > now() + interval '59 minutes' and d.outcome is null") == 3)
      #expect(lines.all.filter { $0.contains("credentials") }.count == 1)
      try await bench.passTime()
      try await courier.round()
      #expect(try await bench.deliveries("d.outcome = 'SENT'") == 3)
    }
  }
}

/// Never answers tokens that begin with `silent`, and sends the others.
private final class SilentPushSender: PushSender {
  let silences: AsyncStream<Void>
  let sendings: AsyncStream<Void>
  private let silence: AsyncStream<Void>.Continuation
  private let sending: AsyncStream<Void>.Continuation

  init() {
    (silences, silence) = AsyncStream.makeStream()
    (sendings, sending) = AsyncStream.makeStream()
  }

  func send(_ message: PushMessage, to token: String) async -> PushOutcome {
    guard token.hasPrefix("silent") else {
      sending.yield()
      return .sent
    }
    silence.yield()
    let (answers, never) = AsyncStream.makeStream(of: Void.self)
    defer { never.finish() }
    for await _ in answers {}
    return .later(nil)
  }
}
