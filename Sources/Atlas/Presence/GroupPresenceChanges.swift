import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLSyntax
import Synchronization

/// `GroupPresence` of the schema: how a group differs from what its subscriber was told before.
struct GroupPresenceChange: ObjectSource, Equatable {
  let group: Int64
  let joined: [Attendant]
  let left: [Attendant]
  let online: Int

  /// Nil where nobody came, went, or is in another state.
  ///
  /// - Parameter before: who was there; nil for the first time, which is always told.
  init?(in group: Int64, from before: [Attendant]?, to now: [Attendant], at moment: DateTime) {
    let old = Dictionary(uniqueKeysWithValues: (before ?? []).map { ($0.user, $0) })
    let present = Set(now.map(\.user))
    joined = now.filter { old[$0.user]?.state != $0.state }
    left = (before ?? []).filter { !present.contains($0.user) }.map {
      Attendant(user: $0.user, state: .offline, since: moment, focus: nil)
    }
    if before != nil, joined.isEmpty, left.isEmpty { return nil }
    self.group = group
    online = now.count
  }
}

extension PresenceHub {
  /// The changes of a group: first those who are there, then differences, gathered for a moment. Only what was told last is
  /// kept for a subscriber, however slow it is.
  func changes(in group: Int64, _ context: ExecutionContext) throws -> SourceStream {
    let viewer = try context.requireViewer()
    let isCurrent = context.request.isCurrent
    let attendance = enter(group: group, viewer)
    let (bell, watch) = watch(group)
    let told = Mutex<[Attendant]?>(nil)
    return SourceStream(
      AsyncThrowingStream { [settings] in
        defer { withExtendedLifetime((attendance, watch)) {} }
        while !Task.isCancelled {
          guard isCurrent(viewer) else { throw GraphQLError.credentialsEnded() }
          let people = self.people(in: group)
          let change = told.withLock { told in
            defer { told = people }
            return GroupPresenceChange(in: group, from: told, to: people, at: .now)
          }
          if let change { return SourceEvent(change) }
          await bell.wait()
          try? await Task.sleep(for: settings.changePause)
        }
        return nil
      })
  }
}
