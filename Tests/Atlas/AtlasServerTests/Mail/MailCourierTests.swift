import LogTesting
import Mail
import Postgres
import Synchronization
import Testing

@testable import AtlasServer
@testable import Mail

/// Does with each mail what a test says, and remembers it.
private final class ScriptedSender: MailSender {
  private let seen = Mutex<[MailMessage]>([])
  private let behaviour: @Sendable (MailMessage) async throws(MailError) -> Void

  init(_ behaviour: @escaping @Sendable (MailMessage) async throws(MailError) -> Void = { _ in }) {
    self.behaviour = behaviour
  }

  var messages: [MailMessage] { seen.withLock { $0 } }

  func send(_ message: MailMessage) async throws(MailError) {
    seen.withLock { $0.append(message) }
    try await behaviour(message)
  }
}

/// An outbox of a test's own on the database of an instance.
private struct Post {
  let database: Database
  let outbox = MailOutbox(secret: Array("a secret of these tests, long enough".utf8))
  let lines = LoggedLines()

  init(_ instance: TestInstance) { database = instance.application.database }

  /// Runs a statement that sees all rows.
  @discardableResult
  func run(_ query: Query) async throws -> Rows { try await database.write(query.onBehalf(of: .system)) }

  @discardableResult
  func put(_ text: String = "Text with a secret") async throws -> PostgresUUID {
    let mail = try outbox.seal(subject: "Subject", text: text)
    try await run(
      """
      with account as (select u.id, u.email from users u where u.email = 'learner@atlas.example')
      \(fragment: mail.insertion)
      """)
    return mail.messageID
  }

  func courier(
    _ sender: ScriptedSender, outbox: MailOutbox? = nil, _ change: (inout MailCourierSettings) -> Void = { _ in }
  ) throws -> MailCourier {
    var settings = MailCourierSettings()
    change(&settings)
    return MailCourier(
      database: database, outbox: outbox ?? self.outbox, sender: sender,
      from: try MailAddress("no-reply@atlas.example"),
      logger: lines.logger, settings: settings)
  }

  /// As if a lease, or a pause, were over.
  func passTime() async throws {
    try await run("update outgoing_mails set due_at = now() - interval '1 second' where dead_at is null")
  }

  func count(_ condition: Query = "true") async throws -> Int64? {
    try await run("select count(*) from outgoing_mails where \(fragment: condition)").int(0, 0)
  }
}

@Suite("The courier: each mail at least once, and once where nothing breaks")
struct MailCourierTests {
  @Test("two couriers send each of many mails once, and leave nothing behind")
  func twoCouriers() async throws {
    try await withInstance { instance in
      let post = Post(instance)
      var ids: Set<PostgresUUID> = []
      for _ in 0..<40 { ids.insert(try await post.put()) }
      let (first, second) = (ScriptedSender(), ScriptedSender())
      async let one: Void = post.courier(first).deliverDue()
      async let other: Void = post.courier(second).deliverDue()
      _ = try await (one, other)
      let sent = (first.messages + second.messages).map(\.id)
      #expect(sent.count == 40 && Set(sent) == ids)
      #expect(try await post.count() == 0)
    }
  }

  @Test("a mail is sent to the owner with what was sealed, by its own identifier and date")
  func content() async throws {
    try await withInstance { instance in
      let post = Post(instance)
      let id = try await post.put("a\nb")
      let sender = ScriptedSender()
      try await post.courier(sender).deliverDue()
      let message = try #require(sender.messages.first)
      #expect(message.to.address == "learner@atlas.example" && message.subject == "Subject" && message.text == "a\nb")
      #expect(message.messageID == "\(id)@atlas.example")
    }
  }

  @Test("a mail whose courier died is sent when the lease is over, and what the dead one says no longer counts")
  func deadCourier() async throws {
    try await withInstance { instance in
      let post = Post(instance)
      let id = try await post.put()
      let claimed = try await post.database.write(CourierStatements.claim(limit: 10, lease: .seconds(30)))
      let lost = try #require(ClaimedMail.all(claimed).first)
      let sender = ScriptedSender()
      let courier = try post.courier(sender)
      try await courier.deliverDue()
      #expect(sender.messages.isEmpty, "the lease is good")
      #expect(try await post.count("due_at between now() + interval '20 s' and now() + interval '30 s'") == 1)

      try await post.passTime()
      let again = try await post.database.write(CourierStatements.claim(limit: 10, lease: .seconds(30)))
      #expect(ClaimedMail.all(again).map(\.attempts) == [2])
      for late in [
        CourierStatements.complete(lost), CourierStatements.postpone(lost, by: .zero, "late"),
        CourierStatements.bury(lost, "late"),
      ] { try await post.database.write(late) }
      #expect(try await post.count("attempts = 2 and failure is null and due_at > now()") == 1)

      try await post.passTime()
      try await courier.deliverDue()
      try await courier.deliverDue()
      #expect(sender.messages.map(\.id) == [id])
      #expect(try await post.count() == 0)
    }
  }

  @Test("a mail that fails waits, and the wait is not longer than its limit")
  func backOff() async throws {
    try await withInstance { instance in
      let post = Post(instance)
      try await post.put()
      let courier = try post.courier(ScriptedSender { _ throws(MailError) in throw .transient("busy") }) {
        $0.firstPause = .seconds(1_000_000)
        $0.longestPause = .seconds(1_000_000)
      }
      try await courier.deliverDue()
      #expect(
        try await post.count(
          """
          attempts = 1 and dead_at is null and failure = 'busy' and sealed is not null
            and due_at between now() and now() + interval '1000000 s'
          """) == 1)
    }
  }

  @Test("a mail that fails eight times is given up, and its content forgotten")
  func giveUp() async throws {
    try await withInstance { instance in
      let post = Post(instance)
      try await post.put()
      let sender = ScriptedSender { _ throws(MailError) in throw .transient("busy") }
      let courier = try post.courier(sender) { $0.firstPause = .zero }
      // Times are kept to the millisecond: a mail may be due a moment later only.
      while try await post.count("dead_at is null") == 1 { try await courier.deliverDue() }
      #expect(sender.messages.count == 8)
      #expect(try await post.count("attempts = 8 and dead_at is not null and sealed is null and failure = 'busy'") == 1)
    }
  }

  @Test("a refusal for good ends the first try, and old dead mails are forgotten with it")
  func permanent() async throws {
    try await withInstance { instance in
      let post = Post(instance)
      let sender = ScriptedSender { _ throws(MailError) in throw .permanent("no such mailbox") }
      let courier = try post.courier(sender)
      try await post.put()
      try await courier.deliverDue()
      #expect(sender.messages.count == 1)
      #expect(try await post.count("attempts = 1 and dead_at is not null and sealed is null") == 1)
      try await post.run("update outgoing_mails set dead_at = now() - interval '31 days'")
      try await post.put()
      try await courier.deliverDue()
      #expect(try await post.count() == 1)
    }
  }

  @Test("a mail that kills each courier that takes it is given up without another try")
  func poison() async throws {
    try await withInstance { instance in
      let post = Post(instance)
      try await post.put()
      for _ in 0..<8 {
        try await post.database.write(CourierStatements.claim(limit: 1, lease: .zero))
        try await post.passTime()
      }
      let sender = ScriptedSender()
      try await post.courier(sender).deliverDue()
      #expect(sender.messages.isEmpty)
      #expect(try await post.count("dead_at is not null") == 1)
    }
  }

  @Test("a mail that was sealed with another secret is given up, not sent")
  func otherSecret() async throws {
    try await withInstance { instance in
      let post = Post(instance)
      try await post.put()
      let sender = ScriptedSender()
      let other = MailOutbox(secret: Array("another secret of these tests, also long".utf8))
      try await post.courier(sender, outbox: other).deliverDue()
      #expect(sender.messages.isEmpty)
      #expect(try await post.count("dead_at is not null") == 1)
    }
  }

  @Test("failures are logged without address and text")
  func logs() async throws {
    try await withInstance { instance in
      let post = Post(instance)
      let id = try await post.put()
      try await post.courier(ScriptedSender { _ throws(MailError) in throw .transient("busy") }).deliverDue()
      try await post.passTime()
      try await post.courier(ScriptedSender { _ throws(MailError) in throw .permanent("no") }).deliverDue()
      let all = post.lines.all
      let lines = all.filter { $0.contains("\(id)") }
      // On a busy machine the next try comes before the first round is over.
      #expect(lines.count >= 2 && lines.dropLast().allSatisfy { $0.hasPrefix("warning ") }, "\(all)")
      #expect(lines.last?.hasPrefix("error ") == true, "\(all)")
      #expect(!lines.joined().contains("learner") && !lines.joined().contains("secret"))
    }
  }

  @Test("a running courier sends when it is woken, and a mail on its way arrives although the courier is to stop")
  func stopping() async throws {
    try await withInstance { instance in
      let post = Post(instance)
      let (begun, hasBegun) = AsyncStream.makeStream(of: Void.self)
      let (gate, opening) = AsyncStream.makeStream(of: Void.self)
      let sender = ScriptedSender { _ throws(MailError) in
        hasBegun.finish()
        for await _ in gate {}
        if Task.isCancelled { throw .transient("cancelled") }
      }
      let courier = try post.courier(sender) {
        $0.pollInterval = .seconds(3_600)
        $0.stopGrace = .seconds(3_600)
      }
      try await post.put()
      let running = Task { await courier.run() }
      for await _ in begun {}
      running.cancel()
      opening.finish()
      await running.value
      #expect(sender.messages.count == 1)
      #expect(try await post.count() == 0)
    }
  }

  @Test("a mail that does not end within the grace is cut off, and stays for another try")
  func cutOff() async throws {
    try await withInstance { instance in
      let post = Post(instance)
      let (begun, hasBegun) = AsyncStream.makeStream(of: Void.self)
      let sender = ScriptedSender { _ throws(MailError) in
        hasBegun.finish()
        try? await Task.sleep(for: .seconds(3_600))
        throw .transient("cancelled")
      }
      let courier = try post.courier(sender) { $0.stopGrace = .milliseconds(10) }
      try await post.put()
      let running = Task { await courier.run() }
      for await _ in begun {}
      running.cancel()
      await running.value
      #expect(try await post.count("dead_at is null and sealed is not null") == 1)
      try await post.passTime()
      let next = ScriptedSender()
      try await post.courier(next).deliverDue()
      #expect(next.messages.count == 1)
    }
  }
}
