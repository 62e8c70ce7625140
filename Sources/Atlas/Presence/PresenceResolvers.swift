import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import Postgres

extension Attendant {
  /// The resolvers of `Presence`. What somebody looks at is null for whoever may not see it.
  static let fields = API.Presence.Fields<Attendant>(
    user: .reference { $0.user },
    state: .value { $0.state },
    since: .value { $0.since },
    focus: FieldResolver { people, _, _ in
      .loading(LoadRequest(people.map { person in person.focus.map { (API.Diagram.typeName, $0) } }))
    })
}

extension GroupPresenceChange {
  /// The resolvers of `GroupPresence`.
  static let fields = API.GroupPresence.Fields<GroupPresenceChange>(
    groupId: .value { GlobalID(.group, $0.group).id },
    joined: .batch { changes, _, _ in .lists(changes.map(\.joined)) },
    left: .batch { changes, _, _ in .lists(changes.map(\.left)) },
    online: .value { $0.online })
}

extension PresenceHub {
  /// `StudyGroup.presence`: who is there, and a member at this moment.
  func presence(in groups: [Int64], _ context: ExecutionContext) async throws -> ColumnOf<[API.Presence]> {
    let lists = groups.map { group in (group: group, people: people(in: group)) }
    let attendees = lists.flatMap { list in list.people.map { Attendee(group: list.group, user: $0.user) } }
    guard !attendees.isEmpty else { return .lists(lists.map(\.people)) }
    let members = Attendee.read(try await context.read(PresenceStatements.members(attendees)))
    return .lists(
      lists.map { list in
        list.people.filter { members.contains(Attendee(group: list.group, user: $0.user)) }
      })
  }
}
