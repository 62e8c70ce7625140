// Generated from the schema by `atlas codegen`. Do not edit.
// swift-format-ignore-file

public import GraphQLExecution
public import GraphQLSchema
public import GraphQLSyntax

extension API {
  /// A member of a group who is there.
  public enum Presence: CompositeOutput {
    public static let typeName = "Presence"

    /// One resolver per field of `Presence`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "Presence" }
      public let user: FieldResolver<Source, NoArguments, API.User>
      public let state: FieldResolver<Source, NoArguments, API.PresenceState>
      /// Since when they are in this state.
      public let since: FieldResolver<Source, NoArguments, DateTime>
      /// What they look at, as far as their client tells by moveCursor.
      public let focus: FieldResolver<Source, NoArguments, API.LearningItem?>

      public init(
        user: FieldResolver<Source, NoArguments, API.User>,
        state: FieldResolver<Source, NoArguments, API.PresenceState>,
        since: FieldResolver<Source, NoArguments, DateTime>,
        focus: FieldResolver<Source, NoArguments, API.LearningItem?>
      ) {
        self.user = user
        self.state = state
        self.since = since
        self.focus = focus
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("user", AnyFieldResolver(user)))
        list.append(("state", AnyFieldResolver(state)))
        list.append(("since", AnyFieldResolver(since)))
        list.append(("focus", AnyFieldResolver(focus)))
        return list
      }
    }
  }

  public enum PresenceState: String, EnumOutput, CaseIterable {
    /// Listens to the group.
    case online = "ONLINE"
    /// Listens, but has done nothing for five minutes.
    case idle = "IDLE"
    case offline = "OFFLINE"
  }

  /// Who came and who went.
  public enum GroupPresence: CompositeOutput {
    public static let typeName = "GroupPresence"

    /// One resolver per field of `GroupPresence`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "GroupPresence" }
      public let groupId: FieldResolver<Source, NoArguments, ID>
      /// Came, or is in another state.
      public let joined: FieldResolver<Source, NoArguments, [API.Presence]>
      public let left: FieldResolver<Source, NoArguments, [API.Presence]>
      /// How many are there, idle ones included.
      public let online: FieldResolver<Source, NoArguments, Int>

      public init(
        groupId: FieldResolver<Source, NoArguments, ID>,
        joined: FieldResolver<Source, NoArguments, [API.Presence]>,
        left: FieldResolver<Source, NoArguments, [API.Presence]>,
        online: FieldResolver<Source, NoArguments, Int>
      ) {
        self.groupId = groupId
        self.joined = joined
        self.left = left
        self.online = online
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("groupId", AnyFieldResolver(groupId)))
        list.append(("joined", AnyFieldResolver(joined)))
        list.append(("left", AnyFieldResolver(left)))
        list.append(("online", AnyFieldResolver(online)))
        return list
      }
    }
  }

  /// Where a peer points. A peer is who shares a study group with the caller.
  public enum PeerCursor: CompositeOutput {
    public static let typeName = "PeerCursor"

    /// One resolver per field of `PeerCursor`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "PeerCursor" }
      public let user: FieldResolver<Source, NoArguments, API.User>
      public let diagramId: FieldResolver<Source, NoArguments, ID>
      public let position: FieldResolver<Source, NoArguments, API.CursorPosition>
      public let at: FieldResolver<Source, NoArguments, DateTime>

      public init(
        user: FieldResolver<Source, NoArguments, API.User>,
        diagramId: FieldResolver<Source, NoArguments, ID>,
        position: FieldResolver<Source, NoArguments, API.CursorPosition>,
        at: FieldResolver<Source, NoArguments, DateTime>
      ) {
        self.user = user
        self.diagramId = diagramId
        self.position = position
        self.at = at
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("user", AnyFieldResolver(user)))
        list.append(("diagramId", AnyFieldResolver(diagramId)))
        list.append(("position", AnyFieldResolver(position)))
        list.append(("at", AnyFieldResolver(at)))
        return list
      }
    }
  }

  public enum CursorPosition: CompositeOutput {
    public static let typeName = "CursorPosition"

    /// One resolver per field of `CursorPosition`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "CursorPosition" }
      public let x: FieldResolver<Source, NoArguments, Double>
      public let y: FieldResolver<Source, NoArguments, Double>
      public let selection: FieldResolver<Source, NoArguments, String?>

      public init(
        x: FieldResolver<Source, NoArguments, Double>,
        y: FieldResolver<Source, NoArguments, Double>,
        selection: FieldResolver<Source, NoArguments, String?>
      ) {
        self.x = x
        self.y = y
        self.selection = selection
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("x", AnyFieldResolver(x)))
        list.append(("y", AnyFieldResolver(y)))
        list.append(("selection", AnyFieldResolver(selection)))
        return list
      }
    }
  }

  public struct CursorPositionInput: InputDecodable {
    public let x: Double
    public let y: Double
    public let selection: String?
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("CursorPositionInput") }
      x = try object.decode("x")
      y = try object.decode("y")
      selection = try object.decode("selection")
      given = object
    }
  }

  public struct MoveCursorInput: InputDecodable {
    public let diagramId: ID
    public let position: API.CursorPositionInput
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("MoveCursorInput") }
      diagramId = try object.decode("diagramId")
      position = try object.decode("position")
      given = object
    }
  }

  public enum MoveCursorPayload: CompositeOutput {
    public static let typeName = "MoveCursorPayload"

    /// One resolver per field of `MoveCursorPayload`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "MoveCursorPayload" }
      public let accepted: FieldResolver<Source, NoArguments, Bool>
      public let userErrors: FieldResolver<Source, NoArguments, [API.UserError]>

      public init(
        accepted: FieldResolver<Source, NoArguments, Bool>,
        userErrors: FieldResolver<Source, NoArguments, [API.UserError]>
      ) {
        self.accepted = accepted
        self.userErrors = userErrors
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("accepted", AnyFieldResolver(accepted)))
        list.append(("userErrors", AnyFieldResolver(userErrors)))
        return list
      }
    }
  }
}
