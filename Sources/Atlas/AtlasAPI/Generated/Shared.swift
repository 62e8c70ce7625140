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

  /// A stretch of time: from is inside it, to is not. A missing end is open.
  public struct DateTimeRange: InputDecodable {
    public let from: DateTime?
    public let to: DateTime?

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("DateTimeRange") }
      from = try object.decode("from")
      to = try object.decode("to")
    }
  }

  /// Whatever a learner can study, and what events, citations and conversations can be about.
  public enum LearningItem: CompositeOutput {
    public static let typeName = "LearningItem"
  }
}
