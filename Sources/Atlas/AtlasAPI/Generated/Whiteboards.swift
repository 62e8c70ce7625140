// Generated from the schema by `atlas codegen`. Do not edit.
// swift-format-ignore-file

public import GraphQLExecution
public import GraphQLSchema
public import GraphQLSyntax

extension API {
  /// A surface of elements. An operation is the Base64 of a JSON object: {"id": "e1", "value": {...}} puts an element in place
  /// of what had its id, {"id": "e1"} takes it away. Operations have one order, that of their revisions; the last one wins.
  /// An operation has at most 8 KB of JSON, an id 1 to 64 characters without control, quote or backslash, and a surface at
  /// most 5,000 elements whose ids and values have 700 KB.
  public enum Whiteboard: CompositeOutput {
    public static let typeName = "Whiteboard"

    /// The arguments of `operations`.
    public struct OperationsArguments: ArgumentSet {
      public let sinceRevision: Int
      public let first: Int

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        sinceRevision = try arguments.decode("sinceRevision")
        first = try arguments.decode("first")
      }
    }

    /// One resolver per field of `Whiteboard`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "Whiteboard" }
      public let id: FieldResolver<Source, NoArguments, ID>
      public let group: FieldResolver<Source, NoArguments, API.StudyGroup>
      /// The number of the last operation.
      public let revision: FieldResolver<Source, NoArguments, Int>
      /// All elements at this revision: the Base64 of a JSON object with the elements by their ids.
      public let snapshot: FieldResolver<Source, NoArguments, String>
      /// What followed a revision, in order; empty where the operations are compacted away: take the snapshot.
      public let operations: FieldResolver<Source, OperationsArguments, [API.WhiteboardOp]>
      public let updatedAt: FieldResolver<Source, NoArguments, DateTime>

      public init(
        id: FieldResolver<Source, NoArguments, ID>,
        group: FieldResolver<Source, NoArguments, API.StudyGroup>,
        revision: FieldResolver<Source, NoArguments, Int>,
        snapshot: FieldResolver<Source, NoArguments, String>,
        operations: FieldResolver<Source, OperationsArguments, [API.WhiteboardOp]>,
        updatedAt: FieldResolver<Source, NoArguments, DateTime>
      ) {
        self.id = id
        self.group = group
        self.revision = revision
        self.snapshot = snapshot
        self.operations = operations
        self.updatedAt = updatedAt
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("id", AnyFieldResolver(id)))
        list.append(("group", AnyFieldResolver(group)))
        list.append(("revision", AnyFieldResolver(revision)))
        list.append(("snapshot", AnyFieldResolver(snapshot)))
        list.append(("operations", AnyFieldResolver(operations)))
        list.append(("updatedAt", AnyFieldResolver(updatedAt)))
        return list
      }
    }
  }

  public enum WhiteboardOp: CompositeOutput {
    public static let typeName = "WhiteboardOp"

    /// One resolver per field of `WhiteboardOp`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "WhiteboardOp" }
      public let revision: FieldResolver<Source, NoArguments, Int>
      /// Null when the account is gone.
      public let author: FieldResolver<Source, NoArguments, API.User?>
      public let data: FieldResolver<Source, NoArguments, String>
      public let at: FieldResolver<Source, NoArguments, DateTime>

      public init(
        revision: FieldResolver<Source, NoArguments, Int>,
        author: FieldResolver<Source, NoArguments, API.User?>,
        data: FieldResolver<Source, NoArguments, String>,
        at: FieldResolver<Source, NoArguments, DateTime>
      ) {
        self.revision = revision
        self.author = author
        self.data = data
        self.at = at
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("revision", AnyFieldResolver(revision)))
        list.append(("author", AnyFieldResolver(author)))
        list.append(("data", AnyFieldResolver(data)))
        list.append(("at", AnyFieldResolver(at)))
        return list
      }
    }
  }

  public enum WhiteboardEvent: CompositeOutput {
    public static let typeName = "WhiteboardEvent"

    /// One resolver per field of `WhiteboardEvent`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "WhiteboardEvent" }
      public let groupId: FieldResolver<Source, NoArguments, ID>
      /// That of the last operation or of the snapshot. What is not above the client's own is known to it already.
      public let revision: FieldResolver<Source, NoArguments, Int>
      /// In order, without gaps.
      public let ops: FieldResolver<Source, NoArguments, [API.WhiteboardOp]>
      /// Set when the operations are too much or compacted away: replace everything.
      public let snapshot: FieldResolver<Source, NoArguments, String?>

      public init(
        groupId: FieldResolver<Source, NoArguments, ID>,
        revision: FieldResolver<Source, NoArguments, Int>,
        ops: FieldResolver<Source, NoArguments, [API.WhiteboardOp]>,
        snapshot: FieldResolver<Source, NoArguments, String?>
      ) {
        self.groupId = groupId
        self.revision = revision
        self.ops = ops
        self.snapshot = snapshot
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("groupId", AnyFieldResolver(groupId)))
        list.append(("revision", AnyFieldResolver(revision)))
        list.append(("ops", AnyFieldResolver(ops)))
        list.append(("snapshot", AnyFieldResolver(snapshot)))
        return list
      }
    }
  }

  public struct ApplyWhiteboardOpsInput: InputDecodable {
    public let groupId: ID
    /// The revision that the client has seen.
    public let baseRevision: Int
    public let ops: [String]
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("ApplyWhiteboardOpsInput") }
      groupId = try object.decode("groupId")
      baseRevision = try object.decode("baseRevision")
      ops = try object.decode("ops")
      given = object
    }
  }

  public enum ApplyWhiteboardOpsPayload: CompositeOutput {
    public static let typeName = "ApplyWhiteboardOpsPayload"

    /// One resolver per field of `ApplyWhiteboardOpsPayload`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "ApplyWhiteboardOpsPayload" }
      /// The revision of the last of these operations.
      public let revision: FieldResolver<Source, NoArguments, Int?>
      /// What was done behind baseRevision, by whomever, before these operations; null where it is compacted away or too much:
      /// take the snapshot.
      public let missed: FieldResolver<Source, NoArguments, [API.WhiteboardOp]?>
      public let userErrors: FieldResolver<Source, NoArguments, [API.UserError]>

      public init(
        revision: FieldResolver<Source, NoArguments, Int?>,
        missed: FieldResolver<Source, NoArguments, [API.WhiteboardOp]?>,
        userErrors: FieldResolver<Source, NoArguments, [API.UserError]>
      ) {
        self.revision = revision
        self.missed = missed
        self.userErrors = userErrors
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("revision", AnyFieldResolver(revision)))
        list.append(("missed", AnyFieldResolver(missed)))
        list.append(("userErrors", AnyFieldResolver(userErrors)))
        return list
      }
    }
  }
}
