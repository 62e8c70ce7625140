import GraphQLHTTP
import GraphQLJSON
import Testing

/// What a server has to understand and to refuse.
@Suite struct AuditRequestTests {
  private let server: AuditServer

  init() throws { server = try AuditServer() }

  // MARK: Methods and bodies

  @Test("[HTTP 2C94] POST is accepted")
  func post() async {
    #expect(await server.post(#"{"query":"{ __typename }"}"#).isData)
  }

  @Test("[HTTP 03D4] POST of application/json is accepted")
  func json() async {
    #expect(await server.post(#"{"query":"{ __typename }"}"#, contentType: "application/json").isData)
  }

  @Test("[HTTP BF61] a body that says it is UTF-8 is read as UTF-8")
  func charset() async {
    let response = await server.post(
      #"{"query":"{ __type(name: \"Run🏃Swim🏊\") { name } }"}"#, contentType: "application/json; charset=utf-8")
    #expect(response.isData)
  }

  @Test("[HTTP 78D5] a body that does not say its charset is read as UTF-8")
  func noCharset() async {
    #expect(await server.post(#"{"query":"{ é: __typename }"}"#).head.status != 415)
    let response = await server.post(#"{"query":"{ __type(name: \"é\") { name } }"}"#)
    #expect(response.isData)
  }

  @Test("[HTTP 9ABE] POST without a content type is 415")
  func noContentType() async {
    #expect(await server.post("", contentType: nil).head.status == 415)
    #expect(await server.post(#"{"query":"{ __typename }"}"#, contentType: nil).head.status == 415)
  }

  @Test("[HTTP A5BF, B7N8] a missing or empty body is 400 with errors as JSON", arguments: ["", " ", "\r\n"])
  func noBody(body: String) async {
    let response = await server.post(body)
    #expect(response.head.status == 400)
    #expect(response.contentType == "application/json; charset=utf-8")
    #expect(response.value("errors")?.arrayValue?.count == 1)
  }

  @Test("[HTTP B6DC, BCF8] a body that is no JSON is 400 with errors as JSON")
  func noJSON() async {
    let response = await server.post(#"{ "not a JSON"#)
    #expect(response.head.status == 400)
    #expect(response.contentType == "application/json; charset=utf-8")
    #expect(response.value("errors")?.arrayValue?.count == 1)
  }

  // MARK: Parameters

  @Test("[HTTP 423L, 8764, 3E3A] a body without a query is 400", arguments: [graphQLResponseType, jsonType, nil])
  func noQuery(accept: String?) async {
    #expect(await server.post(#"{"notquery":"{ __typename }"}"#, accept: accept).head.status == 400)
    #expect(await server.post(#"{"qeury":"{ __typename }"}"#, accept: accept).head.status == 400)
  }

  @Test(
    "[HTTP LKJ0, LKJ1, LKJ2, LKJ3] a query that is a map, a number, a boolean or a list is 400",
    arguments: [#"{"obj":"ect"}"#, "0", "false", #"["array"]"#])
  func query(value: String) async {
    #expect(await server.post(#"{"query":\#(value)}"#).head.status == 400)
  }

  @Test("[HTTP 34A2, 13EE] a query that is a string is run", arguments: [graphQLResponseType, jsonType])
  func stringQuery(accept: String) async {
    #expect(await server.post(#"{"query":"{ __typename }"}"#, accept: accept).isData)
  }

  @Test(
    "[HTTP 6C00, 6C01, 6C02, 6C03] an operation name that is a map, a number, a boolean or a list is 400",
    arguments: [#"{"obj":"ect"}"#, "0", "false", #"["array"]"#])
  func operationName(value: String) async {
    #expect(await server.post(#"{"query":"{ __typename }","operationName":\#(value)}"#).head.status == 400)
  }

  @Test("[HTTP 8161, B8B3] an operation name that is a string selects", arguments: [graphQLResponseType, jsonType])
  func stringOperationName(accept: String) async {
    let body = #"{"operationName":"Query","query":"query Query { __typename } query Other { hello }"}"#
    let response = await server.post(body, accept: accept)
    #expect(response.isData)
    #expect(response.value("data")?.objectValue?["__typename"] == .string("Query"))
  }

  @Test(
    "[HTTP 94B0, 94B1, 94B2, 0220, 0221, 0222] variables, operationName and extensions may be null",
    arguments: ["variables", "operationName", "extensions"], [graphQLResponseType, jsonType])
  func nulls(parameter: String, accept: String) async {
    #expect(await server.post(#"{"query":"{ __typename }","\#(parameter)":null}"#, accept: accept).isData)
  }

  @Test(
    "[HTTP 4760, 4761, 4762, 4763] variables that are a string, a number, a boolean or a list are 400",
    arguments: [#""string""#, "0", "false", #"["array"]"#])
  func variables(value: String) async {
    #expect(await server.post(#"{"query":"{ __typename }","variables":\#(value)}"#).head.status == 400)
  }

  @Test("[HTTP 2EA1, 28B9] variables that are a map are used", arguments: [graphQLResponseType, jsonType])
  func mapVariables(accept: String) async {
    let body = #"{"query":"\#(Self.typeQuery)","variables":{"name":"Query"}}"#
    let response = await server.post(body, accept: accept)
    #expect(response.value("data")?.objectValue?["__type"]?.objectValue?["name"] == .string("Query"))
  }

  @Test(
    "[HTTP 58B0, 58B1, 58B2, 58B3] extensions that are a string, a number, a boolean or a list are 400",
    arguments: [#""string""#, "0", "false", #"["array"]"#])
  func extensions(value: String) async {
    #expect(await server.post(#"{"query":"{ __typename }","extensions":\#(value)}"#).head.status == 400)
  }

  @Test(
    "[HTTP 428F, 1B7A, 39AA] extensions that are a map are accepted", arguments: [graphQLResponseType, jsonType, nil])
  func mapExtensions(accept: String?) async {
    let body = #"{"query":"{ __typename }","extensions":{"some":"value"}}"#
    #expect(await server.post(body, accept: accept).isData)
  }

  // MARK: GET

  @Test("[HTTP 5A70] a query in a URL is accepted")
  func get() async {
    #expect(await server.get(["query": "{ __typename }"]).isData)
  }

  @Test("[HTTP D6D5, 6A70] variables in a URL are JSON", arguments: [graphQLResponseType, jsonType])
  func getVariables(accept: String) async {
    let response = await server.get(["query": Self.typeQuery, "variables": #"{"name":"Query"}"#], accept: accept)
    #expect(response.isData)
    #expect(response.value("data")?.objectValue?["__type"]?.objectValue?["name"] == .string("Query"))
  }

  @Test("[HTTP 9C48] a mutation by GET is 405, and it is the selected operation that counts")
  func getMutation() async {
    let refused = await server.get(["query": "mutation { __typename }"], accept: graphQLResponseType)
    #expect(refused.head.status == 405)
    #expect(refused.head.fields["Allow"] == "POST")
    let both = "query Read { hello } mutation Change { change }"
    #expect(await server.get(["query": both, "operationName": "Read"]).isData)
    #expect(await server.get(["query": both, "operationName": "Change"]).head.status == 405)
  }

  private static let typeQuery = "query Type($name: String!) { __type(name: $name) { name } }"
}
