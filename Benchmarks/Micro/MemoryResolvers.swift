import GraphQLExecution
import GraphQLSyntax

private enum DiagramType: CompositeOutput { static let typeName = "Diagram" }
private enum UserType: CompositeOutput { static let typeName = "User" }
private enum LabType: CompositeOutput { static let typeName = "Lab" }
private enum StudyGroupType: CompositeOutput { static let typeName = "StudyGroup" }
private enum MemberType: CompositeOutput { static let typeName = "Member" }
private enum MessageType: CompositeOutput { static let typeName = "Message" }
private enum AtomType: CompositeOutput { static let typeName = "Atom" }

private struct FirstArgument: ArgumentSet {
  let first: Int

  init(_ arguments: InputArguments) throws(GraphQLError) { first = try arguments.decode("first") }
}

private struct IdentifierArgument: ArgumentSet {
  let id: ID

  init(_ arguments: InputArguments) throws(GraphQLError) { id = try arguments.decode("id") }
}

private struct PostMessageArguments: ArgumentSet {
  let authorId: ID
  let content: String

  init(_ arguments: InputArguments) throws(GraphQLError) {
    authorId = try arguments.decode("authorId")
    content = try arguments.decode("content")
  }
}

private func value<Source: ObjectSource, Output: LeafOutput>(
  _ transform: @escaping @Sendable (Source) -> Output
) -> AnyFieldResolver {
  AnyFieldResolver(FieldResolver<Source, NoArguments, Output>.value(transform))
}

extension ResolverMap {
  /// Every field of schema.graphql over values in memory.
  init(_ data: MemoryData) {
    self.init()
    addRoots(data)
    addObjects()
    addLeaves()
  }

  private mutating func addRoots(_ data: MemoryData) {
    let diagram = FieldResolver<Root, IdentifierArgument, DiagramType?>.batch { _, arguments, _ in
      .objects([data.diagrams.first { $0.id == arguments.id }])
    }
    let diagrams = FieldResolver<Root, FirstArgument, [DiagramType]>.batch { _, arguments, _ in
      .lists([Array(data.diagrams.prefix(arguments.first))])
    }
    let groups = FieldResolver<Root, FirstArgument, [StudyGroupType]>.batch { _, arguments, _ in
      .lists([Array(data.groups.prefix(arguments.first))])
    }
    let atoms = FieldResolver<Root, FirstArgument, [AtomType]>.batch { _, arguments, _ in
      .lists([Array(data.atoms.prefix(arguments.first))])
    }
    let post = FieldResolver<Root, PostMessageArguments, MessageType>.batch { _, arguments, _ in
      let author = data.users.first { $0.id == arguments.authorId } ?? data.users[0]
      return .objects([Message(id: ID("1"), content: arguments.content, author: author)])
    }
    add("Query", "diagram", AnyFieldResolver(diagram))
    add("Query", "diagrams", AnyFieldResolver(diagrams))
    add("Query", "studyGroups", AnyFieldResolver(groups))
    add("Query", "atoms", AnyFieldResolver(atoms))
    add("Mutation", "postMessage", AnyFieldResolver(post))
  }

  private mutating func addObjects() {
    let diagramAuthor = FieldResolver<Diagram, NoArguments, UserType>.batch { diagrams, _, _ in
      .objects(diagrams.map(\.author))
    }
    let labs = FieldResolver<Diagram, NoArguments, [LabType]>.batch { diagrams, _, _ in .lists(diagrams.map(\.labs)) }
    let members = FieldResolver<StudyGroup, FirstArgument, [MemberType]>.batch { groups, arguments, _ in
      .lists(groups.map { Array($0.members.prefix(arguments.first)) })
    }
    let messages = FieldResolver<StudyGroup, FirstArgument, [MessageType]>.batch { groups, arguments, _ in
      .lists(groups.map { Array($0.messages.prefix(arguments.first)) })
    }
    let user = FieldResolver<Member, NoArguments, UserType>.batch { members, _, _ in .objects(members.map(\.user)) }
    let author = FieldResolver<Message, NoArguments, UserType>.batch { messages, _, _ in
      .objects(messages.map(\.author))
    }
    add("Diagram", "author", AnyFieldResolver(diagramAuthor))
    add("Diagram", "labs", AnyFieldResolver(labs))
    add("StudyGroup", "members", AnyFieldResolver(members))
    add("StudyGroup", "messages", AnyFieldResolver(messages))
    add("Member", "user", AnyFieldResolver(user))
    add("Message", "author", AnyFieldResolver(author))
  }

  private mutating func addLeaves() {
    add("User", "id", value { (user: User) in user.id })
    add("User", "name", value { (user: User) in user.name })
    add("User", "email", value { (user: User) in user.email })
    add("User", "role", value { (user: User) in user.role })
    add("User", "bio", value { (user: User) in user.bio })
    add("Diagram", "id", value { (diagram: Diagram) in diagram.id })
    add("Diagram", "title", value { (diagram: Diagram) in diagram.title })
    add("Diagram", "category", value { (diagram: Diagram) in diagram.category })
    add("Diagram", "mermaidSource", value { (diagram: Diagram) in diagram.mermaidSource })
    add("Diagram", "viewCount", value { (diagram: Diagram) in diagram.viewCount })
    add("Diagram", "published", value { (diagram: Diagram) in diagram.published })
    add("Diagram", "tags", value { (diagram: Diagram) in diagram.tags })
    add("Lab", "id", value { (lab: Lab) in lab.id })
    add("Lab", "title", value { (lab: Lab) in lab.title })
    add("Lab", "difficulty", value { (lab: Lab) in lab.difficulty })
    add("StudyGroup", "id", value { (group: StudyGroup) in group.id })
    add("StudyGroup", "name", value { (group: StudyGroup) in group.name })
    add("StudyGroup", "topic", value { (group: StudyGroup) in group.topic })
    add("Member", "role", value { (member: Member) in member.role })
    add("Message", "id", value { (message: Message) in message.id })
    add("Message", "content", value { (message: Message) in message.content })
    add("Atom", "id", value { (atom: Atom) in atom.id })
    add("Atom", "title", value { (atom: Atom) in atom.title })
    add("Atom", "subject", value { (atom: Atom) in atom.subject })
    add("Atom", "summary", value { (atom: Atom) in atom.summary })
    add("Atom", "difficulty", value { (atom: Atom) in atom.difficulty })
    add("Atom", "minutes", value { (atom: Atom) in atom.minutes })
    add("Atom", "mastery", value { (atom: Atom) in atom.mastery })
    add("Atom", "published", value { (atom: Atom) in atom.published })
  }
}
