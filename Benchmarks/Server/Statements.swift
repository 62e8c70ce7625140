import GraphQLExecution
import GraphQLPostgres
import Postgres

/// Every statement of the server: the same as those of the other servers and of Benchmarks/Data/batched.
enum Statements {
  /// Keys as the columns have them: an array of another type would be compared element by element.
  private static func narrow(_ keys: [Int64]) -> [Int32] { keys.map { Int32(truncatingIfNeeded: $0) } }

  private static let diagramColumns = ColumnList(
    "id", "title", "category", "mermaid_source", "view_count", "published", "author_id")
  private static let userColumns = ColumnList("id", "name", "email", "role", "bio", required: ["id"])

  static func diagram(_ id: Int64, _ selected: Selected) -> Query {
    Query(
      "bench.diagram",
      """
      select \(diagramColumns, selected) from diagrams
      where id = \(id)
      """)
  }

  static func diagrams(first: Int, after: Int, _ selected: Selected) -> Query {
    Query(
      "bench.diagrams",
      """
      select \(diagramColumns, selected) from diagrams
      where id > \(after) order by id limit \(first)
      """)
  }

  static func users(_ ids: [Int64], _ selected: Selected) -> Query {
    Query("bench.users", "select \(userColumns, selected) from users where id = any(\(narrow(ids)))")
  }

  static func tags(_ diagrams: [Int64]) -> Query {
    Query(
      "bench.tags",
      """
      select diagram_id as parent_id, tag from diagram_tags
      where diagram_id = any(\(narrow(diagrams))) order by diagram_id, tag
      """)
  }

  static func labs(_ diagrams: [Int64]) -> Query {
    Query(
      "bench.labs",
      """
      select x.diagram_id as parent_id, l.id, l.title, l.difficulty
      from lab_diagrams x join labs l on l.id = x.lab_id
      where x.diagram_id = any(\(narrow(diagrams))) order by x.diagram_id, l.id
      """)
  }

  static func studyGroups(first: Int, after: Int) -> Query {
    Query(
      "bench.studyGroups",
      "select id, name, topic from study_groups where id > \(after) order by id limit \(first)")
  }

  static func members(_ groups: [Int64], first: Int) -> Query {
    Query(
      "bench.members",
      """
      select group_id as parent_id, user_id, role from group_members
      where group_id = any(\(narrow(groups))) and position <= \(first) order by group_id, position
      """)
  }

  static func messages(_ groups: [Int64], first: Int) -> Query {
    Query(
      "bench.messages",
      """
      select m.group_id as parent_id, m.id, m.author_id, m.content
      from unnest(\(narrow(groups))) as g(id)
      cross join lateral (
        select group_id, id, author_id, content from messages where group_id = g.id order by id limit \(first)
      ) as m
      """)
  }

  static func atoms(first: Int, after: Int) -> Query {
    Query(
      "bench.atoms",
      """
      select id, title, subject, summary, difficulty, minutes, mastery, published from atoms
      where id > \(after) order by id limit \(first)
      """)
  }

  /// The author comes along where it is asked for: one statement for the mutation and its answer.
  static func postMessage(group: Int64, author: Int64, content: String, _ selected: Selected) -> Query {
    let insert: Query = """
      insert into messages (group_id, author_id, content) values (\(group), \(author), \(content))
      returning id, content, author_id
      """
    guard selected.contains("author_id") else { return Query("bench.postMessage", insert) }
    return Query(
      "bench.postMessage",
      """
      with m as (\(fragment: insert))
      select m.id, m.content, m.author_id, u.id as "author.id", u.name as "author.name", u.email as "author.email",
        u.role as "author.role", u.bio as "author.bio"
      from m join users u on u.id = m.author_id
      """)
  }
}
