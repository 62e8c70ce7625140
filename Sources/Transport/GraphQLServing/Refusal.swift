import GraphQLExecution
import GraphQLHTTP
import GraphQLJSON
import GraphQLSyntax

/// Why a request is not executed, and how HTTP says so.
struct Refusal: Error {
  let errors: GraphQLErrors
  let outcome: ResponseOutcome
  /// What the answer says in its header besides.
  var fields = HTTPFields()
  /// What the response says in its `extensions`.
  var extensions = JSONObject()

  /// The response as JSON.
  var body: [UInt8] {
    var body = errors.responseBody
    body.add(extensions: extensions)
    return body
  }

  /// The request errors of the engine.
  init(_ errors: GraphQLErrors) {
    self.errors = errors
    outcome = errors.errors.first?.code == .parseFailed ? .syntaxError : .requestError
  }

  /// The refusal of an application.
  init(_ refusal: RequestRefusal) {
    errors = GraphQLErrors([refusal.error])
    outcome = .refused(status: refusal.status)
    fields = refusal.fields
  }

  init(_ refusal: DocumentRefusal) {
    switch refusal {
    case .malformed(let message): self.init(message, .badUserInput, .refused(status: 400))
    case .notFound: self.init("PersistedQueryNotFound", "PERSISTED_QUERY_NOT_FOUND", .persistedQueryNotFound)
    case .notSupported:
      // Like the one above it makes a client send the text, and clients expect success.
      self.init("PersistedQueryNotSupported", "PERSISTED_QUERY_NOT_SUPPORTED", .persistedQueryNotFound)
    case .notAllowed:
      self.init(
        "Only documents that were released for this server are run.", "DOCUMENT_NOT_ALLOWED", .refused(status: 400))
    }
  }

  private init(_ message: String, _ code: ErrorCode, _ outcome: ResponseOutcome) {
    errors = GraphQLErrors([GraphQLError(message, code: code)])
    self.outcome = outcome
  }
}
