public import GraphQLJSON
public import Postgres
import Synchronization

/// Carries between the instances what is not stored: who is there, where they point.
///
/// Messages travel as payloads of NOTIFY, by a statement of their own and never in a transaction of a request, since NOTIFY
/// takes a lock of the whole database at commit. An instance notifies at most every 50 ms; what comes meanwhile waits,
/// the newest of each key. Whoever sends must count on losses: while the database is away, or a connection is opened
/// again, messages are lost.
public final class TransientBus: Sendable {
  /// Takes a message of another instance; must be quick.
  public typealias Receiver = @Sendable (_ body: JSONValue, _ sender: String) -> Void

  private struct State {
    var outbox = TransientOutbox()
    var receivers: [String: Receiver] = [:]
    var onConnect: (@Sendable () -> Void)?
  }

  /// Names this instance to the others.
  public let instance = PostgresUUID.random().description
  private let interval: Duration
  private let state = Mutex(State())
  private let bell = Bell()

  /// - Parameter interval: how long it rests between two notifications.
  public init(interval: Duration = .milliseconds(50)) { self.interval = interval }

  /// Says who takes the messages of a topic. Replaces the one before.
  public func onMessage(of topic: String, _ receiver: @escaping Receiver) {
    state.withLock { $0.receivers[topic] = receiver }
  }

  /// Says whom to tell each time that the others can be heard from now on. Replaces the one before.
  public func onConnect(_ receiver: @escaping @Sendable () -> Void) {
    state.withLock { $0.onConnect = receiver }
  }

  /// Sends a message to the other instances, soon. Never waits.
  public func send(_ message: TransientMessage) {
    state.withLock { $0.outbox.put(message) }
    bell.ring()
  }

  /// Sends and receives until the task is cancelled.
  public func run(over database: Database) async {
    await withDiscardingTaskGroup { group in
      group.addTask { await self.listen(database.configuration.connectionString) }
      group.addTask {
        for await _ in self.bell.rings {
          await self.flush(to: database)
          try? await Task.sleep(for: self.interval)
        }
      }
    }
  }

  /// Sends at once what waits, as far as it fits into one statement. What cannot be sent is lost.
  public func flush(to database: Database) async {
    let (payloads, isEmpty) = state.withLock { ($0.outbox.takePayloads(from: instance), $0.outbox.isEmpty) }
    guard !payloads.isEmpty else { return }
    _ = try? await database.write(TransientBusStatements.notify(payloads), deadline: .now + .seconds(2))
    if !isEmpty { bell.ring() }
  }

  private func listen(_ connectionString: String) async {
    let listener = NotificationListener(
      connectionString: connectionString, channel: TransientBusStatements.channel, bufferSize: TransientOutbox.limit)
    for await arrival in listener.arrivals {
      switch arrival {
      case .connected: state.withLock { $0.onConnect }?()
      case .notification(let payload): receive(payload)
      }
    }
    listener.close()
  }

  private func receive(_ text: String) {
    guard let payload = TransientPayload(text), payload.sender != instance else { return }
    let receivers = state.withLock { $0.receivers }
    for message in payload.messages { receivers[message.topic]?(message.body, payload.sender) }
  }
}
