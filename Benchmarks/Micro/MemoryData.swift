import GraphQLExecution

// The objects of schema.graphql as plain Swift values, and the data that graphql-js executes as well.

enum Category: String, EnumOutput {
  case flowchart = "FLOWCHART", sequence = "SEQUENCE", `class` = "CLASS", state = "STATE", er = "ER"
}

enum Role: String, EnumOutput {
  case student = "STUDENT", teacher = "TEACHER", admin = "ADMIN"
}

enum MemberRole: String, EnumOutput {
  case owner = "OWNER", member = "MEMBER"
}

struct User: ObjectSource {
  let id: ID
  let name: String
  let email: String
  let role: Role
  let bio: String?
}

struct Lab: ObjectSource {
  let id: ID
  let title: String
  let difficulty: Int
}

struct Diagram: ObjectSource {
  let id: ID
  let title: String
  let category: Category
  let mermaidSource: String
  let viewCount: Int
  let published: Bool
  let author: User
  let tags: [String]
  let labs: [Lab]
}

struct Member: ObjectSource {
  let role: MemberRole
  let user: User
}

struct Message: ObjectSource {
  let id: ID
  let content: String
  let author: User
}

struct StudyGroup: ObjectSource {
  let id: ID
  let name: String
  let topic: String
  let members: [Member]
  let messages: [Message]
}

struct Atom: ObjectSource {
  let id: ID
  let title: String
  let subject: String
  let summary: String
  let difficulty: Int
  let minutes: Int
  let mastery: Double
  let published: Bool
}

/// What the root fields answer from.
struct MemoryData: Sendable {
  let atoms: [Atom]
  let diagrams: [Diagram]
  let groups: [StudyGroup]
  let users: [User]

  init() {
    let users = (0..<50).map {
      User(id: ID("\($0)"), name: "User \($0)", email: "user\($0)@example.org", role: .student, bio: nil)
    }
    self.users = users
    atoms = (0..<1250).map {
      Atom(
        id: ID("\($0)"), title: "Atom \($0)", subject: "biology", summary: "Explains \($0)", difficulty: $0 % 5,
        minutes: $0 % 40, mastery: 0.5, published: true)
    }
    diagrams = (0..<50).map {
      Diagram(
        id: ID("\($0)"), title: "Diagram \($0)", category: .flowchart, mermaidSource: "graph TD; A-->B",
        viewCount: $0 * 7, published: true, author: users[$0], tags: ["one", "two"],
        labs: [Lab(id: ID("1"), title: "Lab", difficulty: 3)])
    }
    groups = (0..<20).map { group in
      StudyGroup(
        id: ID("\(group)"), name: "Group \(group)", topic: "Topic \(group)",
        members: (0..<20).map { Member(role: .member, user: users[(group + $0) % 50]) },
        messages: (0..<20).map {
          Message(
            id: ID("\(group * 20 + $0)"), content: "Message \($0) says \"hello\" to group \(group)",
            author: users[(group + $0 * 3) % 50])
        })
    }
  }
}
