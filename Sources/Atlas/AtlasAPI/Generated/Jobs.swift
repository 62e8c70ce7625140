// Generated from the schema by `atlas codegen`. Do not edit.
// swift-format-ignore-file

public import GraphQLExecution
public import GraphQLSchema
public import GraphQLSyntax

extension API {
  /// Work that goes on behind the scenes, for the user who asked for it.
  public enum Job: CompositeOutput {
    public static let typeName = "Job"

    /// One resolver per field of `Job`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "Job" }
      public let id: FieldResolver<Source, NoArguments, ID>
      public let createdAt: FieldResolver<Source, NoArguments, DateTime>
      public let updatedAt: FieldResolver<Source, NoArguments, DateTime>
      public let kind: FieldResolver<Source, NoArguments, API.JobKind>
      public let state: FieldResolver<Source, NoArguments, API.JobState>
      /// 0 to 100; null before it began.
      public let percent: FieldResolver<Source, NoArguments, Double?>
      /// What it is at, in a word.
      public let stage: FieldResolver<Source, NoArguments, String?>
      /// How often it was begun: more than once where whoever did it was lost.
      public let attempts: FieldResolver<Source, NoArguments, Int>
      /// Why it failed, or why the last attempt did.
      public let error: FieldResolver<Source, NoArguments, String?>
      /// What it made; null before it succeeded.
      public let result: FieldResolver<Source, NoArguments, API.JobResult?>
      public let finishedAt: FieldResolver<Source, NoArguments, DateTime?>

      public init(
        id: FieldResolver<Source, NoArguments, ID>,
        createdAt: FieldResolver<Source, NoArguments, DateTime>,
        updatedAt: FieldResolver<Source, NoArguments, DateTime>,
        kind: FieldResolver<Source, NoArguments, API.JobKind>,
        state: FieldResolver<Source, NoArguments, API.JobState>,
        percent: FieldResolver<Source, NoArguments, Double?>,
        stage: FieldResolver<Source, NoArguments, String?>,
        attempts: FieldResolver<Source, NoArguments, Int>,
        error: FieldResolver<Source, NoArguments, String?>,
        result: FieldResolver<Source, NoArguments, API.JobResult?>,
        finishedAt: FieldResolver<Source, NoArguments, DateTime?>
      ) {
        self.id = id
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.kind = kind
        self.state = state
        self.percent = percent
        self.stage = stage
        self.attempts = attempts
        self.error = error
        self.result = result
        self.finishedAt = finishedAt
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("id", AnyFieldResolver(id)))
        list.append(("createdAt", AnyFieldResolver(createdAt)))
        list.append(("updatedAt", AnyFieldResolver(updatedAt)))
        list.append(("kind", AnyFieldResolver(kind)))
        list.append(("state", AnyFieldResolver(state)))
        list.append(("percent", AnyFieldResolver(percent)))
        list.append(("stage", AnyFieldResolver(stage)))
        list.append(("attempts", AnyFieldResolver(attempts)))
        list.append(("error", AnyFieldResolver(error)))
        list.append(("result", AnyFieldResolver(result)))
        list.append(("finishedAt", AnyFieldResolver(finishedAt)))
        return list
      }
    }
  }

  /// What jobs do.
  public enum JobKind: String, EnumOutput, CaseIterable {
    case atomizeContent = "ATOMIZE_CONTENT"
    case generateQuiz = "GENERATE_QUIZ"
    case provisionLab = "PROVISION_LAB"
    case buildReport = "BUILD_REPORT"
    case exportData = "EXPORT_DATA"
  }

  /// How far a job has come.
  public enum JobState: String, EnumOutput, CaseIterable {
    case queued = "QUEUED"
    case running = "RUNNING"
    case succeeded = "SUCCEEDED"
    case failed = "FAILED"
    case canceled = "CANCELED"
  }

  /// What jobs make.
  public enum JobResult: CompositeOutput {
    public static let typeName = "JobResult"
  }

  public struct CancelJobInput: InputDecodable {
    public let jobId: ID
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("CancelJobInput") }
      jobId = try object.decode("jobId")
      given = object
    }
  }

  public enum CancelJobPayload: CompositeOutput {
    public static let typeName = "CancelJobPayload"

    /// One resolver per field of `CancelJobPayload`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "CancelJobPayload" }
      /// CANCELED if it had not begun; else it stops at its next step.
      public let job: FieldResolver<Source, NoArguments, API.Job?>
      public let userErrors: FieldResolver<Source, NoArguments, [API.UserError]>

      public init(
        job: FieldResolver<Source, NoArguments, API.Job?>,
        userErrors: FieldResolver<Source, NoArguments, [API.UserError]>
      ) {
        self.job = job
        self.userErrors = userErrors
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("job", AnyFieldResolver(job)))
        list.append(("userErrors", AnyFieldResolver(userErrors)))
        return list
      }
    }
  }
}
