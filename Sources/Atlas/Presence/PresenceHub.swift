import AtlasAPI
import AtlasKernel
import Postgres
import Synchronization

/// Who is there, with clock, locks and bus around the registry.
final class PresenceHub: Sendable {
  private struct State {
    var registry: PresenceRegistry
    /// Who waits for changes of which group.
    var watchers: [Int64: [Int: Bell]] = [:]
    var watcherCount = 0
  }

  let settings: PresenceSettings
  private let bus: TransientBus
  private let state: Mutex<State>
  private let newcomers = Bell()

  init(settings: PresenceSettings, bus: TransientBus) {
    self.settings = settings
    self.bus = bus
    state = Mutex(State(registry: PresenceRegistry(settings: settings)))
    bus.onConnect { [weak self] in self?.change { registry, _ in registry.askAll() } }
    bus.onMessage(of: PresenceMessage.topic) { [weak self] body, sender in
      guard let message = PresenceMessage(body) else { return }
      self?.change { $0.receive(message, from: sender, at: $1) }
    }
  }

  /// Changes the registry. What it wants said is put on the bus under the lock, in the order of the changes.
  @discardableResult
  private func change<Value: Sendable>(_ body: (inout PresenceRegistry, PresenceMoment) -> Value) -> Value {
    let (value, bells) = state.withLock { state in
      let value = body(&state.registry, .now)
      let effects = state.registry.takeEffects()
      for (part, message) in effects.messages.enumerated() { bus.send(message.transient(part: part)) }
      return (value, effects.groups.flatMap { state.watchers[$0].map { Array($0.values) } ?? [] })
    }
    for bell in bells { bell.ring() }
    return value
  }

  /// Who is there in a group.
  func people(in group: Int64) -> [Attendant] {
    state.withLock { $0.registry.people(in: group, at: .now) }
  }

  /// Somebody points at a diagram, at whatever instance.
  func noteFocus(of user: Int64, on diagram: Int64) {
    change { $0.noteFocus(of: user, on: diagram, at: $1) }
  }

  /// A bell that rings when something changes in a group, for as long as the token is kept.
  func watch(_ group: Int64) -> (bell: Bell, token: EndToken) {
    let bell = Bell()
    let id = state.withLock { state in
      state.watcherCount += 1
      state.watchers[group, default: [:]][state.watcherCount] = bell
      return state.watcherCount
    }
    return (bell, EndToken { [weak self] in self?.unwatch(group, id) })
  }

  private func unwatch(_ group: Int64, _ id: Int) {
    state.withLock { state in
      state.watchers[group]?[id] = nil
      if state.watchers[group]?.isEmpty == true { state.watchers[group] = nil }
    }
  }
}

extension PresenceHub: GroupAttendance {
  func enter(topic: String, _ viewer: Viewer) -> EndToken? {
    let name = "group:"
    guard topic.hasPrefix(name), let group = Int64(topic.dropFirst(name.count)) else { return nil }
    return enter(group: group, viewer)
  }

  /// The same by the group's row key. The guard in front of the stream lets in members, and admins besides.
  func enter(group: Int64, _ viewer: Viewer) -> EndToken {
    let attendee = Attendee(group: group, user: viewer.userID)
    let isMember: Bool? = viewer.satisfies(.admin) ? nil : true
    change { $0.enter(attendee, isMember: isMember, at: $1) }
    if isMember == nil { newcomers.ring() }
    return EndToken { [weak self] in self?.change { $0.leave(attendee, at: $1) } }
  }

  func noteActivity(of viewer: Viewer) {
    change { $0.noteActivity(of: viewer.userID, at: $1) }
  }
}

extension PresenceHub {
  /// Looks after who is there until the task is cancelled.
  func run(over database: Database) async {
    await withDiscardingTaskGroup { group in
      group.addTask {
        for await _ in self.newcomers.rings { await self.askForMembers(unknown: true, database) }
      }
      group.addTask {
        while (try? await Task.sleep(for: self.settings.tick)) != nil {
          guard self.change({ $0.tick(at: $1) }) else { continue }
          await self.askForMembers(unknown: false, database)
          self.change { $0.tellAll(at: $1) }
          self.wakeWatchers()
        }
      }
    }
  }

  /// Has all streams look whether their viewer's credentials have ended.
  private func wakeWatchers() {
    for bell in state.withLock({ $0.watchers.values.flatMap(\.values) }) { bell.ring() }
  }

  /// Tells the others that this instance stops.
  func sayGoodbye(over database: Database) async {
    guard state.withLock({ $0.registry.hasAnybody }) else { return }
    bus.send(PresenceMessage.goodbye.transient())
    await bus.flush(to: database)
  }

  /// Who is a member no more is there no more. While the database does not say, everybody counts as before.
  private func askForMembers(unknown: Bool, _ database: Database) async {
    let asked = state.withLock { $0.registry.attendees(unknown: unknown) }
    guard !asked.isEmpty, let members = try? await database.read(PresenceStatements.members(asked)) else { return }
    change { registry, _ in registry.setMembers(Attendee.read(members), among: asked) }
  }
}
