// Generated from the schema by `atlas codegen`. Do not edit.
// swift-format-ignore-file

public import GraphQLExecution
public import GraphQLJSON
public import GraphQLSchema
public import GraphQLSyntax

extension API {
  /// What this operation costs, and what its sender has left. Where something is not limited, its numbers are 0.
  public enum RateLimit: CompositeOutput {
    public static let typeName = "RateLimit"

    /// One resolver per field of `RateLimit`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "RateLimit" }
      /// Points of this operation before it ran.
      public let requestedCost: FieldResolver<Source, NoArguments, Int>
      /// Points that a full bucket holds.
      public let limit: FieldResolver<Source, NoArguments, Int>
      /// Points left, this operation taken off.
      public let remaining: FieldResolver<Source, NoArguments, Int>
      /// Points that come back each second.
      public let restorePerSecond: FieldResolver<Source, NoArguments, Double>
      /// When the bucket is full again if nothing more is asked.
      public let resetAt: FieldResolver<Source, NoArguments, DateTime>
      /// Requests that may be sent each minute.
      public let requestsPerMinute: FieldResolver<Source, NoArguments, Int>
      public let requestsRemaining: FieldResolver<Source, NoArguments, Int>
      /// How many objects the answer can hold at most.
      public let nodeCount: FieldResolver<Source, NoArguments, Int>

      public init(
        requestedCost: FieldResolver<Source, NoArguments, Int>,
        limit: FieldResolver<Source, NoArguments, Int>,
        remaining: FieldResolver<Source, NoArguments, Int>,
        restorePerSecond: FieldResolver<Source, NoArguments, Double>,
        resetAt: FieldResolver<Source, NoArguments, DateTime>,
        requestsPerMinute: FieldResolver<Source, NoArguments, Int>,
        requestsRemaining: FieldResolver<Source, NoArguments, Int>,
        nodeCount: FieldResolver<Source, NoArguments, Int>
      ) {
        self.requestedCost = requestedCost
        self.limit = limit
        self.remaining = remaining
        self.restorePerSecond = restorePerSecond
        self.resetAt = resetAt
        self.requestsPerMinute = requestsPerMinute
        self.requestsRemaining = requestsRemaining
        self.nodeCount = nodeCount
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("requestedCost", AnyFieldResolver(requestedCost)))
        list.append(("limit", AnyFieldResolver(limit)))
        list.append(("remaining", AnyFieldResolver(remaining)))
        list.append(("restorePerSecond", AnyFieldResolver(restorePerSecond)))
        list.append(("resetAt", AnyFieldResolver(resetAt)))
        list.append(("requestsPerMinute", AnyFieldResolver(requestsPerMinute)))
        list.append(("requestsRemaining", AnyFieldResolver(requestsRemaining)))
        list.append(("nodeCount", AnyFieldResolver(nodeCount)))
        return list
      }
    }
  }

  /// Something that touched security, or that an administrator did. Never changed, never removed.
  public enum AuditEvent: CompositeOutput {
    public static let typeName = "AuditEvent"

    /// One resolver per field of `AuditEvent`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "AuditEvent" }
      public let id: FieldResolver<Source, NoArguments, ID>
      public let at: FieldResolver<Source, NoArguments, DateTime>
      /// Null where nobody was signed in, and where the account is gone.
      public let actor: FieldResolver<Source, NoArguments, API.User?>
      /// What happened: identity.logged_in, identity.role_granted...
      public let action: FieldResolver<Source, NoArguments, String>
      /// What it was done to.
      public let subject: FieldResolver<Source, NoArguments, API.Node?>
      public let ipAddress: FieldResolver<Source, NoArguments, String?>
      public let userAgent: FieldResolver<Source, NoArguments, String?>
      /// The request, as in logs and in the header X-Request-ID.
      public let requestId: FieldResolver<Source, NoArguments, String>
      public let details: FieldResolver<Source, NoArguments, JSONValue?>

      public init(
        id: FieldResolver<Source, NoArguments, ID>,
        at: FieldResolver<Source, NoArguments, DateTime>,
        actor: FieldResolver<Source, NoArguments, API.User?>,
        action: FieldResolver<Source, NoArguments, String>,
        subject: FieldResolver<Source, NoArguments, API.Node?>,
        ipAddress: FieldResolver<Source, NoArguments, String?>,
        userAgent: FieldResolver<Source, NoArguments, String?>,
        requestId: FieldResolver<Source, NoArguments, String>,
        details: FieldResolver<Source, NoArguments, JSONValue?>
      ) {
        self.id = id
        self.at = at
        self.actor = actor
        self.action = action
        self.subject = subject
        self.ipAddress = ipAddress
        self.userAgent = userAgent
        self.requestId = requestId
        self.details = details
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("id", AnyFieldResolver(id)))
        list.append(("at", AnyFieldResolver(at)))
        list.append(("actor", AnyFieldResolver(actor)))
        list.append(("action", AnyFieldResolver(action)))
        list.append(("subject", AnyFieldResolver(subject)))
        list.append(("ipAddress", AnyFieldResolver(ipAddress)))
        list.append(("userAgent", AnyFieldResolver(userAgent)))
        list.append(("requestId", AnyFieldResolver(requestId)))
        list.append(("details", AnyFieldResolver(details)))
        return list
      }
    }
  }

  public enum AuditEventConnection: CompositeOutput {
    public static let typeName = "AuditEventConnection"

    /// One resolver per field of `AuditEventConnection`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "AuditEventConnection" }
      public let edges: FieldResolver<Source, NoArguments, [API.AuditEventEdge]>
      public let nodes: FieldResolver<Source, NoArguments, [API.AuditEvent]>
      public let pageInfo: FieldResolver<Source, NoArguments, API.PageInfo>

      public init(
        edges: FieldResolver<Source, NoArguments, [API.AuditEventEdge]>,
        nodes: FieldResolver<Source, NoArguments, [API.AuditEvent]>,
        pageInfo: FieldResolver<Source, NoArguments, API.PageInfo>
      ) {
        self.edges = edges
        self.nodes = nodes
        self.pageInfo = pageInfo
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("edges", AnyFieldResolver(edges)))
        list.append(("nodes", AnyFieldResolver(nodes)))
        list.append(("pageInfo", AnyFieldResolver(pageInfo)))
        return list
      }
    }
  }

  public enum AuditEventEdge: CompositeOutput {
    public static let typeName = "AuditEventEdge"

    /// One resolver per field of `AuditEventEdge`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "AuditEventEdge" }
      public let cursor: FieldResolver<Source, NoArguments, String>
      public let node: FieldResolver<Source, NoArguments, API.AuditEvent>

      public init(
        cursor: FieldResolver<Source, NoArguments, String>,
        node: FieldResolver<Source, NoArguments, API.AuditEvent>
      ) {
        self.cursor = cursor
        self.node = node
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("cursor", AnyFieldResolver(cursor)))
        list.append(("node", AnyFieldResolver(node)))
        return list
      }
    }
  }

  /// Conditions on audit events; all that are given must hold.
  public struct AuditFilter: InputDecodable {
    public let actorId: ID?
    public let action: String?
    public let subjectId: ID?
    public let range: API.DateTimeRange?
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("AuditFilter") }
      actorId = try object.decode("actorId")
      action = try object.decode("action")
      subjectId = try object.decode("subjectId")
      range = try object.decode("range")
      given = object
    }
  }
}
