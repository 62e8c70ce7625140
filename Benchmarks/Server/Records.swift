import GraphQLExecution
public import GraphQLPostgres

/// A user as statements answer it.
struct UserRow: RowRecord {
  static let id = RowColumn<Int64>("id")

  let row: Row

  static let fields = API.User.Fields<UserRow>(
    id: .column(RowColumn("id")),
    name: .column(RowColumn("name")),
    email: .column(RowColumn("email")),
    role: .column(RowColumn("role")),
    bio: .column(RowColumn("bio")))
}

/// A diagram; its author, tags and labs come by one statement each, however many diagrams there are.
struct DiagramRow: RowRecord {
  static let id = RowColumn<Int64>("id")

  let row: Row

  static let fields = API.Diagram.Fields<DiagramRow>(
    id: .column(RowColumn("id")),
    title: .column(RowColumn("title")),
    category: .column(RowColumn("category")),
    mermaidSource: .column(RowColumn("mermaid_source")),
    viewCount: .column(RowColumn("view_count")),
    published: .column(RowColumn("published")),
    author: .reference(RowColumn<Int64>("author_id")),
    tags: .cells(of: RowColumn("tag"), key: id) { diagrams, _ in Statements.tags(diagrams) },
    labs: .rows(of: LabRow.self, key: id) { diagrams, _, _ in Statements.labs(diagrams) })
}

/// A lab.
struct LabRow: RowRecord {
  let row: Row

  static let fields = API.Lab.Fields<LabRow>(
    id: .column(RowColumn("id")),
    title: .column(RowColumn("title")),
    difficulty: .column(RowColumn("difficulty")))
}

/// A study group.
struct StudyGroupRow: RowRecord {
  static let id = RowColumn<Int64>("id")

  let row: Row

  static let fields = API.StudyGroup.Fields<StudyGroupRow>(
    id: .column(RowColumn("id")),
    name: .column(RowColumn("name")),
    topic: .column(RowColumn("topic")),
    members: .rows(of: MemberRow.self, key: id) { groups, arguments, _ in
      Statements.members(groups, first: arguments.first)
    },
    messages: .rows(of: MessageRow.self, key: id) { groups, arguments, _ in
      Statements.messages(groups, first: arguments.first)
    })
}

/// A member of a group.
struct MemberRow: RowRecord {
  let row: Row

  static let fields = API.Member.Fields<MemberRow>(
    role: .column(RowColumn("role")),
    user: .reference(RowColumn<Int64>("user_id")))
}

/// A message of a group.
struct MessageRow: RowRecord {
  let row: Row

  static let fields = API.Message.Fields<MessageRow>(
    id: .column(RowColumn("id")),
    content: .column(RowColumn("content")),
    author: .reference(RowColumn<Int64>("author_id")))
}

/// An atom.
struct AtomRow: RowRecord {
  let row: Row

  static let fields = API.Atom.Fields<AtomRow>(
    id: .column(RowColumn("id")),
    title: .column(RowColumn("title")),
    subject: .column(RowColumn("subject")),
    summary: .column(RowColumn("summary")),
    difficulty: .column(RowColumn("difficulty")),
    minutes: .column(RowColumn("minutes")),
    mastery: .column(RowColumn("mastery")),
    published: .column(RowColumn("published")))
}

// The enums stand as their value names in the database.
extension API.Role: CellOutput {}
extension API.MemberRole: CellOutput {}
extension API.DiagramCategory: CellOutput {}
