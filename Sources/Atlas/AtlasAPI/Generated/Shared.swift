// Generated from the schema by `atlas codegen`. Do not edit.
// swift-format-ignore-file

public import GraphQLExecution
public import GraphQLSchema
public import GraphQLSyntax

extension API {
  /// Opaque global ids. Root fields also take the bare row id, so that clients written against the contract keep working.
  public enum Node: CompositeOutput {
    public static let typeName = "Node"
  }

  /// Says when it was made and last changed.
  public enum Timestamped: CompositeOutput {
    public static let typeName = "Timestamped"
  }

  /// Rises by one with each change, so that a client can tell which of two copies is newer.
  public enum Versioned: CompositeOutput {
    public static let typeName = "Versioned"
  }

  /// Where a page lies in its connection, after the Relay specification.
  public enum PageInfo: CompositeOutput {
    public static let typeName = "PageInfo"

    /// One resolver per field of `PageInfo`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "PageInfo" }
      /// True when more follows endCursor. When paging backwards, true if the server can tell cheaply.
      public let hasNextPage: FieldResolver<Source, NoArguments, Bool>
      /// True when more precedes startCursor. When paging forwards, true if the server can tell cheaply.
      public let hasPreviousPage: FieldResolver<Source, NoArguments, Bool>
      /// Cursor of the first edge; null on an empty page. Send it as before.
      public let startCursor: FieldResolver<Source, NoArguments, String?>
      /// Cursor of the last edge; null on an empty page. Send it as after.
      public let endCursor: FieldResolver<Source, NoArguments, String?>

      public init(
        hasNextPage: FieldResolver<Source, NoArguments, Bool>,
        hasPreviousPage: FieldResolver<Source, NoArguments, Bool>,
        startCursor: FieldResolver<Source, NoArguments, String?>,
        endCursor: FieldResolver<Source, NoArguments, String?>
      ) {
        self.hasNextPage = hasNextPage
        self.hasPreviousPage = hasPreviousPage
        self.startCursor = startCursor
        self.endCursor = endCursor
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("hasNextPage", AnyFieldResolver(hasNextPage)))
        list.append(("hasPreviousPage", AnyFieldResolver(hasPreviousPage)))
        list.append(("startCursor", AnyFieldResolver(startCursor)))
        list.append(("endCursor", AnyFieldResolver(endCursor)))
        return list
      }
    }
  }

  /// How much a learner should already know.
  public enum Difficulty: String, EnumOutput, CaseIterable {
    case beginner = "BEGINNER"
    case intermediate = "INTERMEDIATE"
    case advanced = "ADVANCED"
    case expert = "EXPERT"
  }

  /// Which way a list runs.
  public enum OrderDirection: String, EnumOutput, CaseIterable {
    case asc = "ASC"
    case desc = "DESC"
  }

  /// A stretch of time: from is inside it, to is not. A missing end is open.
  public struct DateTimeRange: InputDecodable {
    public let from: DateTime?
    public let to: DateTime?
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("DateTimeRange") }
      from = try object.decode("from")
      to = try object.decode("to")
      given = object
    }
  }

  /// Whatever a learner can study, and what events, citations and conversations can be about.
  public enum LearningItem: CompositeOutput {
    public static let typeName = "LearningItem"
  }

  /// Why a mutation did nothing: something about its input or the state of things that the caller can mend. Mutations that
  /// answer a payload tell it here; the payload's other fields are null then.
  public enum UserError: CompositeOutput {
    public static let typeName = "UserError"
  }

  /// Kinds of user errors.
  public enum UserErrorCode: String, EnumOutput, CaseIterable {
    case blank = "BLANK"
    case tooShort = "TOO_SHORT"
    case tooLong = "TOO_LONG"
    case invalid = "INVALID"
    case taken = "TAKEN"
    case notFound = "NOT_FOUND"
    case forbidden = "FORBIDDEN"
    case conflict = "CONFLICT"
    case staleVersion = "STALE_VERSION"
    case quotaExceeded = "QUOTA_EXCEEDED"
    case rateLimited = "RATE_LIMITED"
    case state = "STATE"
    case unavailable = "UNAVAILABLE"
  }

  /// A value of the input that will not do.
  public enum InputError: CompositeOutput {
    public static let typeName = "InputError"

    /// One resolver per field of `InputError`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "InputError" }
      public let message: FieldResolver<Source, NoArguments, String>
      public let code: FieldResolver<Source, NoArguments, API.UserErrorCode>
      public let field: FieldResolver<Source, NoArguments, [String]?>

      public init(
        message: FieldResolver<Source, NoArguments, String>,
        code: FieldResolver<Source, NoArguments, API.UserErrorCode>,
        field: FieldResolver<Source, NoArguments, [String]?>
      ) {
        self.message = message
        self.code = code
        self.field = field
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("message", AnyFieldResolver(message)))
        list.append(("code", AnyFieldResolver(code)))
        list.append(("field", AnyFieldResolver(field)))
        return list
      }
    }
  }

  /// The input names something that is not there, or that the caller may not see.
  public enum NotFoundError: CompositeOutput {
    public static let typeName = "NotFoundError"

    /// One resolver per field of `NotFoundError`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "NotFoundError" }
      public let message: FieldResolver<Source, NoArguments, String>
      public let code: FieldResolver<Source, NoArguments, API.UserErrorCode>
      public let field: FieldResolver<Source, NoArguments, [String]?>
      public let missingId: FieldResolver<Source, NoArguments, ID?>

      public init(
        message: FieldResolver<Source, NoArguments, String>,
        code: FieldResolver<Source, NoArguments, API.UserErrorCode>,
        field: FieldResolver<Source, NoArguments, [String]?>,
        missingId: FieldResolver<Source, NoArguments, ID?>
      ) {
        self.message = message
        self.code = code
        self.field = field
        self.missingId = missingId
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("message", AnyFieldResolver(message)))
        list.append(("code", AnyFieldResolver(code)))
        list.append(("field", AnyFieldResolver(field)))
        list.append(("missingId", AnyFieldResolver(missingId)))
        return list
      }
    }
  }

  /// Somebody else changed the object after it was read.
  public enum StaleVersionError: CompositeOutput {
    public static let typeName = "StaleVersionError"

    /// One resolver per field of `StaleVersionError`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "StaleVersionError" }
      public let message: FieldResolver<Source, NoArguments, String>
      public let code: FieldResolver<Source, NoArguments, API.UserErrorCode>
      public let field: FieldResolver<Source, NoArguments, [String]?>
      public let currentVersion: FieldResolver<Source, NoArguments, Int>
      /// The object as it is now, so that the client can merge without another trip.
      public let current: FieldResolver<Source, NoArguments, API.Node?>

      public init(
        message: FieldResolver<Source, NoArguments, String>,
        code: FieldResolver<Source, NoArguments, API.UserErrorCode>,
        field: FieldResolver<Source, NoArguments, [String]?>,
        currentVersion: FieldResolver<Source, NoArguments, Int>,
        current: FieldResolver<Source, NoArguments, API.Node?>
      ) {
        self.message = message
        self.code = code
        self.field = field
        self.currentVersion = currentVersion
        self.current = current
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("message", AnyFieldResolver(message)))
        list.append(("code", AnyFieldResolver(code)))
        list.append(("field", AnyFieldResolver(field)))
        list.append(("currentVersion", AnyFieldResolver(currentVersion)))
        list.append(("current", AnyFieldResolver(current)))
        return list
      }
    }
  }

  /// More than what is allowed for a while.
  public enum QuotaError: CompositeOutput {
    public static let typeName = "QuotaError"

    /// One resolver per field of `QuotaError`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "QuotaError" }
      public let message: FieldResolver<Source, NoArguments, String>
      public let code: FieldResolver<Source, NoArguments, API.UserErrorCode>
      public let field: FieldResolver<Source, NoArguments, [String]?>
      public let limit: FieldResolver<Source, NoArguments, Int>
      public let used: FieldResolver<Source, NoArguments, Int>
      public let resetsAt: FieldResolver<Source, NoArguments, DateTime>

      public init(
        message: FieldResolver<Source, NoArguments, String>,
        code: FieldResolver<Source, NoArguments, API.UserErrorCode>,
        field: FieldResolver<Source, NoArguments, [String]?>,
        limit: FieldResolver<Source, NoArguments, Int>,
        used: FieldResolver<Source, NoArguments, Int>,
        resetsAt: FieldResolver<Source, NoArguments, DateTime>
      ) {
        self.message = message
        self.code = code
        self.field = field
        self.limit = limit
        self.used = used
        self.resetsAt = resetsAt
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("message", AnyFieldResolver(message)))
        list.append(("code", AnyFieldResolver(code)))
        list.append(("field", AnyFieldResolver(field)))
        list.append(("limit", AnyFieldResolver(limit)))
        list.append(("used", AnyFieldResolver(used)))
        list.append(("resetsAt", AnyFieldResolver(resetsAt)))
        return list
      }
    }
  }

  /// The object is in a state that does not allow it.
  public enum StateError: CompositeOutput {
    public static let typeName = "StateError"

    /// One resolver per field of `StateError`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "StateError" }
      public let message: FieldResolver<Source, NoArguments, String>
      public let code: FieldResolver<Source, NoArguments, API.UserErrorCode>
      public let field: FieldResolver<Source, NoArguments, [String]?>
      public let currentState: FieldResolver<Source, NoArguments, String>
      public let allowedStates: FieldResolver<Source, NoArguments, [String]>

      public init(
        message: FieldResolver<Source, NoArguments, String>,
        code: FieldResolver<Source, NoArguments, API.UserErrorCode>,
        field: FieldResolver<Source, NoArguments, [String]?>,
        currentState: FieldResolver<Source, NoArguments, String>,
        allowedStates: FieldResolver<Source, NoArguments, [String]>
      ) {
        self.message = message
        self.code = code
        self.field = field
        self.currentState = currentState
        self.allowedStates = allowedStates
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("message", AnyFieldResolver(message)))
        list.append(("code", AnyFieldResolver(code)))
        list.append(("field", AnyFieldResolver(field)))
        list.append(("currentState", AnyFieldResolver(currentState)))
        list.append(("allowedStates", AnyFieldResolver(allowedStates)))
        return list
      }
    }
  }
}
