import GraphQLExecution
import GraphQLPostgres
import GraphQLSchema
import GraphQLSyntax
import Postgres

/// The root fields, and everything put together.
enum Roots {
  /// - Throws: where a field of the schema has no resolver.
  static func makeExecutable() throws -> ExecutableSchema {
    let documents = try API.sdl.map { try Parser.parse($0.text) }
    var map = ResolverMap()
    map.add(UserRow.fields)
    map.add(DiagramRow.fields)
    map.add(LabRow.fields)
    map.add(StudyGroupRow.fields)
    map.add(MemberRow.fields)
    map.add(MessageRow.fields)
    map.add(AtomRow.fields)
    map.add(query)
    map.add(mutation)
    map.add(
      entity: "User",
      RowLoader<UserRow>(key: UserRow.id, selecting: { keys, selected, _ in Statements.users(keys, selected) }))
    return try ExecutableSchema(SchemaBuilder.build(documents), map)
  }

  private static var query: API.Query.Fields<Root> {
    API.Query.Fields(
      diagram: .row(of: DiagramRow.self) { Statements.diagram(try key($0.id), $1) },
      diagrams: .rows(of: DiagramRow.self) {
        Statements.diagrams(first: $0.first, after: $0.after, $1)
      },
      studyGroups: .rows(of: StudyGroupRow.self) { arguments, _ in
        Statements.studyGroups(first: arguments.first, after: arguments.after)
      },
      atoms: .rows(of: AtomRow.self) { arguments, _ in
        Statements.atoms(first: arguments.first, after: arguments.after)
      })
  }

  private static var mutation: API.Mutation.Fields<Root> {
    API.Mutation.Fields(
      postMessage: .write(
        of: MessageRow.self,
        joined: [JoinedRecord(UserRow.self, of: "User", key: UserRow.id, columnPrefix: "author.")]
      ) { arguments, selected in
        Statements.postMessage(
          group: try key(arguments.groupId), author: try key(arguments.authorId), content: arguments.content, selected)
      })
  }

  private static func key(_ id: ID) throws(GraphQLError) -> Int64 {
    guard let key = Int64(id.value) else { throw GraphQLError("An id is a number.", code: .badUserInput) }
    return key
  }
}
