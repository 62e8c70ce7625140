import GraphQLEngine
import GraphQLExecution
import GraphQLHTTP
import GraphQLJSON
import GraphQLSchema
import GraphQLSyntax

/// The engine behind the decisions of this module, to which whole requests are sent as published audits send them.
///
/// The audits are those of graphql-http 1.22.4, and keep their identifiers.
struct AuditServer {
  private let engine: Engine
  var settings = HTTPSettings()

  init(profile: StatusProfile = .classic) throws {
    let schema = try SchemaBuilder.build(
      """
      type Query { hello: String, broken: String, brokenRoot: String! }
      type Mutation { change: String }
      """)
    var resolvers = ResolverMap()
    resolvers.add("Query", "hello", AnyFieldResolver { parents, _, _ in .text("world", parents.count) })
    for field in ["broken", "brokenRoot"] {
      resolvers.add("Query", field, AnyFieldResolver { _, _, _ in throw GraphQLError("It broke.") })
    }
    resolvers.add("Mutation", "change", AnyFieldResolver { parents, _, _ in .text("changed", parents.count) })
    engine = Engine(try ExecutableSchema(schema, resolvers))
    settings.statusProfile = profile
  }

  /// Posts a body.
  func post(
    _ body: String, accept: String? = nil, contentType: String? = "application/json"
  ) async -> HTTPExchangeResponse {
    var fields: HTTPFields = [:]
    if let contentType { fields.append("Content-Type", contentType) }
    if let accept { fields.append("Accept", accept) }
    return await respond(HTTPRequestHead(method: "POST", target: "/graphql", fields: fields), body: Array(body.utf8))
  }

  /// Gets an answer to parameters, which are encoded here.
  func get(_ parameters: KeyValuePairs<String, String>, accept: String? = nil) async -> HTTPExchangeResponse {
    let query = parameters.map { "\($0.key)=\(Self.percentEncoded($0.value))" }.joined(separator: "&")
    return await respond(
      HTTPRequestHead(method: "GET", target: "/graphql?\(query)", fields: accept.map { ["Accept": $0] } ?? [:]),
      body: [])
  }

  private func respond(_ head: HTTPRequestHead, body: [UInt8]) async -> HTTPExchangeResponse {
    do throws(HTTPFault) {
      let exchange = try GraphQLExchange.decode(head, body: body.span, settings: settings)
      guard case .one(let request) = exchange.payload else { throw .badRequest("A list.") }
      return try await respond(exchange, request)
    } catch {
      return error.response
    }
  }

  private func respond(
    _ exchange: GraphQLExchange, _ request: GraphQLRequest
  ) async throws(HTTPFault) -> HTTPExchangeResponse {
    switch engine.prepare(request) {
    case .failure(let refusal):
      let outcome: ResponseOutcome =
        refusal.errors.contains { $0.code == .parseFailed } ? .syntaxError : .requestError
      let head = exchange.responseHead(for: outcome, in: exchange.formatForRequestError)
      return HTTPExchangeResponse(head: head, body: refusal.responseBody)
    case .success(let operation):
      let format = try exchange.format(for: operation.operationType == .mutation ? .mutation : .query)
      let result = await engine.execute(operation, ExecutionContext())
      let head = exchange.responseHead(for: result.errors.isEmpty ? .data : .dataWithErrors, in: format)
      return HTTPExchangeResponse(head: head, body: result.body)
    }
  }

  private static func percentEncoded(_ text: String) -> String {
    text.utf8.map { "%" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}

extension Resolution {
  /// The same text for every parent.
  fileprivate static func text(_ text: String, _ count: Int) -> Resolution {
    .ready(ColumnOf<String>.values([String](repeating: text, count: count)).column)
  }
}

extension HTTPExchangeResponse {
  /// What the body says under a key; nil when it is no JSON map or has no such key.
  func value(_ key: String) -> JSONValue? {
    try? JSONParser.parse(body).objectValue?[key]
  }

  /// The value of `Content-Type`.
  var contentType: String? { head.fields["Content-Type"] }

  /// Whether this is 200 with data and without errors.
  var isData: Bool { head.status == 200 && value("data") != nil && value("errors") == nil }
}

let graphQLResponseType = "application/graphql-response+json"
let jsonType = "application/json"
