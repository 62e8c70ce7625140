// Generated from the schema by `atlas codegen`. Do not edit.
// swift-format-ignore-file

public import GraphQLExecution
public import GraphQLSchema
public import GraphQLSyntax

extension API {
  /// Whoever may read what a quiz is about may take it.
  public enum Quiz: CompositeOutput {
    public static let typeName = "Quiz"

    /// One resolver per field of `Quiz`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "Quiz" }
      public let id: FieldResolver<Source, NoArguments, ID>
      public let title: FieldResolver<Source, NoArguments, String>
      /// True for those that generateQuiz made.
      public let generated: FieldResolver<Source, NoArguments, Bool>
      public let questions: FieldResolver<Source, NoArguments, [API.QuizQuestion]>
      /// Which part of the questions must be answered right, 0 to 1.
      public let passScore: FieldResolver<Source, NoArguments, Double>
      /// The caller's own, latest first; at most 10.
      public let viewerAttempts: FieldResolver<Source, NoArguments, [API.QuizAttempt]>

      public init(
        id: FieldResolver<Source, NoArguments, ID>,
        title: FieldResolver<Source, NoArguments, String>,
        generated: FieldResolver<Source, NoArguments, Bool>,
        questions: FieldResolver<Source, NoArguments, [API.QuizQuestion]>,
        passScore: FieldResolver<Source, NoArguments, Double>,
        viewerAttempts: FieldResolver<Source, NoArguments, [API.QuizAttempt]>
      ) {
        self.id = id
        self.title = title
        self.generated = generated
        self.questions = questions
        self.passScore = passScore
        self.viewerAttempts = viewerAttempts
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("id", AnyFieldResolver(id)))
        list.append(("title", AnyFieldResolver(title)))
        list.append(("generated", AnyFieldResolver(generated)))
        list.append(("questions", AnyFieldResolver(questions)))
        list.append(("passScore", AnyFieldResolver(passScore)))
        list.append(("viewerAttempts", AnyFieldResolver(viewerAttempts)))
        return list
      }
    }
  }

  public enum QuizQuestion: CompositeOutput {
    public static let typeName = "QuizQuestion"

    /// One resolver per field of `QuizQuestion`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "QuizQuestion" }
      public let id: FieldResolver<Source, NoArguments, ID>
      public let prompt: FieldResolver<Source, NoArguments, String>
      public let options: FieldResolver<Source, NoArguments, [API.QuizOption]>
      /// Whether more than one option may be right.
      public let multiple: FieldResolver<Source, NoArguments, Bool>
      /// What the question was made of; empty until the caller has submitted the quiz, for it gives the answer away.
      public let citations: FieldResolver<Source, NoArguments, [API.Citation]>

      public init(
        id: FieldResolver<Source, NoArguments, ID>,
        prompt: FieldResolver<Source, NoArguments, String>,
        options: FieldResolver<Source, NoArguments, [API.QuizOption]>,
        multiple: FieldResolver<Source, NoArguments, Bool>,
        citations: FieldResolver<Source, NoArguments, [API.Citation]>
      ) {
        self.id = id
        self.prompt = prompt
        self.options = options
        self.multiple = multiple
        self.citations = citations
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("id", AnyFieldResolver(id)))
        list.append(("prompt", AnyFieldResolver(prompt)))
        list.append(("options", AnyFieldResolver(options)))
        list.append(("multiple", AnyFieldResolver(multiple)))
        list.append(("citations", AnyFieldResolver(citations)))
        return list
      }
    }
  }

  public enum QuizOption: CompositeOutput {
    public static let typeName = "QuizOption"

    /// One resolver per field of `QuizOption`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "QuizOption" }
      public let id: FieldResolver<Source, NoArguments, ID>
      public let text: FieldResolver<Source, NoArguments, String>
      /// Null until the caller has submitted the quiz.
      public let correct: FieldResolver<Source, NoArguments, Bool?>

      public init(
        id: FieldResolver<Source, NoArguments, ID>,
        text: FieldResolver<Source, NoArguments, String>,
        correct: FieldResolver<Source, NoArguments, Bool?>
      ) {
        self.id = id
        self.text = text
        self.correct = correct
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("id", AnyFieldResolver(id)))
        list.append(("text", AnyFieldResolver(text)))
        list.append(("correct", AnyFieldResolver(correct)))
        return list
      }
    }
  }

  public enum QuizAttempt: CompositeOutput {
    public static let typeName = "QuizAttempt"

    /// One resolver per field of `QuizAttempt`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "QuizAttempt" }
      public let id: FieldResolver<Source, NoArguments, ID>
      public let quiz: FieldResolver<Source, NoArguments, API.Quiz>
      /// 0 to 1.
      public let score: FieldResolver<Source, NoArguments, Double>
      public let passed: FieldResolver<Source, NoArguments, Bool>
      public let submittedAt: FieldResolver<Source, NoArguments, DateTime>
      public let answers: FieldResolver<Source, NoArguments, [API.QuizAnswer]>

      public init(
        id: FieldResolver<Source, NoArguments, ID>,
        quiz: FieldResolver<Source, NoArguments, API.Quiz>,
        score: FieldResolver<Source, NoArguments, Double>,
        passed: FieldResolver<Source, NoArguments, Bool>,
        submittedAt: FieldResolver<Source, NoArguments, DateTime>,
        answers: FieldResolver<Source, NoArguments, [API.QuizAnswer]>
      ) {
        self.id = id
        self.quiz = quiz
        self.score = score
        self.passed = passed
        self.submittedAt = submittedAt
        self.answers = answers
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("id", AnyFieldResolver(id)))
        list.append(("quiz", AnyFieldResolver(quiz)))
        list.append(("score", AnyFieldResolver(score)))
        list.append(("passed", AnyFieldResolver(passed)))
        list.append(("submittedAt", AnyFieldResolver(submittedAt)))
        list.append(("answers", AnyFieldResolver(answers)))
        return list
      }
    }
  }

  public enum QuizAnswer: CompositeOutput {
    public static let typeName = "QuizAnswer"

    /// One resolver per field of `QuizAnswer`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "QuizAnswer" }
      public let questionId: FieldResolver<Source, NoArguments, ID>
      public let optionIds: FieldResolver<Source, NoArguments, [ID]>
      public let correct: FieldResolver<Source, NoArguments, Bool>
      /// The passage that says why.
      public let explanation: FieldResolver<Source, NoArguments, String?>

      public init(
        questionId: FieldResolver<Source, NoArguments, ID>,
        optionIds: FieldResolver<Source, NoArguments, [ID]>,
        correct: FieldResolver<Source, NoArguments, Bool>,
        explanation: FieldResolver<Source, NoArguments, String?>
      ) {
        self.questionId = questionId
        self.optionIds = optionIds
        self.correct = correct
        self.explanation = explanation
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("questionId", AnyFieldResolver(questionId)))
        list.append(("optionIds", AnyFieldResolver(optionIds)))
        list.append(("correct", AnyFieldResolver(correct)))
        list.append(("explanation", AnyFieldResolver(explanation)))
        return list
      }
    }
  }

  public struct QuizAnswerInput: InputDecodable {
    public let questionId: ID
    public let optionIds: [ID]
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("QuizAnswerInput") }
      questionId = try object.decode("questionId")
      optionIds = try object.decode("optionIds")
      given = object
    }
  }

  public struct SubmitQuizInput: InputDecodable {
    public let quizId: ID
    /// A question that is left out is answered wrong.
    public let answers: [API.QuizAnswerInput]
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("SubmitQuizInput") }
      quizId = try object.decode("quizId")
      answers = try object.decode("answers")
      given = object
    }
  }

  public enum SubmitQuizPayload: CompositeOutput {
    public static let typeName = "SubmitQuizPayload"

    /// One resolver per field of `SubmitQuizPayload`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "SubmitQuizPayload" }
      public let attempt: FieldResolver<Source, NoArguments, API.QuizAttempt?>
      public let progress: FieldResolver<Source, NoArguments, API.Progress?>
      public let userErrors: FieldResolver<Source, NoArguments, [API.UserError]>

      public init(
        attempt: FieldResolver<Source, NoArguments, API.QuizAttempt?>,
        progress: FieldResolver<Source, NoArguments, API.Progress?>,
        userErrors: FieldResolver<Source, NoArguments, [API.UserError]>
      ) {
        self.attempt = attempt
        self.progress = progress
        self.userErrors = userErrors
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("attempt", AnyFieldResolver(attempt)))
        list.append(("progress", AnyFieldResolver(progress)))
        list.append(("userErrors", AnyFieldResolver(userErrors)))
        return list
      }
    }
  }

  public struct GenerateQuizInput: InputDecodable {
    public let subject: API.TutorSubjectInput
    public let questions: Int?
    public let difficulty: API.Difficulty?
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("GenerateQuizInput") }
      subject = try object.decode("subject")
      questions = try object.decode("questions")
      difficulty = try object.decode("difficulty")
      given = object
    }
  }

  public enum GenerateQuizPayload: CompositeOutput {
    public static let typeName = "GenerateQuizPayload"

    /// One resolver per field of `GenerateQuizPayload`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "GenerateQuizPayload" }
      /// What makes the quiz, when a model is asked; null when the quiz is there.
      public let job: FieldResolver<Source, NoArguments, API.Job?>
      /// Null while a job makes it. The same input answers the same quiz as long as its subject is what it was.
      public let quiz: FieldResolver<Source, NoArguments, API.Quiz?>
      public let userErrors: FieldResolver<Source, NoArguments, [API.UserError]>

      public init(
        job: FieldResolver<Source, NoArguments, API.Job?>,
        quiz: FieldResolver<Source, NoArguments, API.Quiz?>,
        userErrors: FieldResolver<Source, NoArguments, [API.UserError]>
      ) {
        self.job = job
        self.quiz = quiz
        self.userErrors = userErrors
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("job", AnyFieldResolver(job)))
        list.append(("quiz", AnyFieldResolver(quiz)))
        list.append(("userErrors", AnyFieldResolver(userErrors)))
        return list
      }
    }
  }
}
