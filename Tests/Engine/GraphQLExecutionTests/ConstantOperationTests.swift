import GraphQLEngine
import GraphQLExecution
import GraphQLJSON
import Testing

@Suite("Operations about the schema alone")
struct ConstantOperationTests {
  @Test(
    "they are told from all others",
    arguments: [
      ("{ __schema { types { name } } }", true), ("{ __typename __type(name: \"Query\") { name } }", true),
      ("{ __typename number }", false), ("{ number }", false), ("mutation { __typename }", false),
      ("query ($name: String!) { __type(name: $name) { name } }", false),
      ("query ($all: Boolean!) { __type(name: \"Query\") { name kind @include(if: $all) } }", false),
    ])
  func recognised(query: String, isConstant: Bool) throws {
    let server = try TestServer("type Query { number: Int } type Mutation { number: Int }")
    let operation = try server.prepare(query, variables: ["name": .string("Query"), "all": .boolean(true)])
    #expect(operation.plan.isConstant == isConstant)
  }

  @Test("they are executed once, and answer the same bytes from then on")
  func once() async throws {
    let server = try TestServer("type Query { number: Int }")
    let operation = try server.prepare("{ __type(name: \"Query\") { fields { name } } }")
    let first = await server.engine.execute(operation, ExecutionContext())
    let second = await server.engine.execute(operation, ExecutionContext())
    #expect(String(decoding: first.body, as: UTF8.self) == #"{"data":{"__type":{"fields":[{"name":"number"}]}}}"#)
    #expect(first.body == second.body)
  }
}
