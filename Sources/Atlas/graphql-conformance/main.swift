// graphql-conformance: answers conformance cases, one JSON object per line in, one per line out.
// Neighbours: the engine's modules, through the operation tables of this folder.
// Invariant: every line gets exactly one answer, and the answer is flushed before the next line is read.
import Glibc
import GraphQLJSON

/// One operation: from the members of the case to the members of the answer. Nil where the case cannot be done.
typealias ConformanceOperation = @Sendable (JSONObject) async -> JSONObject?

let operations = [
  SyntaxOperations.table, SchemaOperations.table, ValidateOperations.table, ExecuteOperations.table,
].reduce(into: [String: ConformanceOperation]()) { all, table in all.merge(table) { first, _ in first } }

let limits = JSONParser.Limits(
  depth: 2000, membersPerObject: 100_000, elementsPerArray: 1_000_000, bytesPerNumber: 100_000)

while let line = readLine(strippingNewline: true) {
  if line.isEmpty { continue }
  var answer = JSONObject()
  do throws(JSONError) {
    let request = try JSONParser.parse(line, limits: limits).objectValue ?? JSONObject()
    answer.append(key: "id", value: request["id"] ?? .null)
    let result = await operations[request["op"]?.stringValue ?? ""]?(request)
    answer.members += (result ?? ["unsupported": .boolean(true)]).members
  } catch {
    answer["id"] = .null
    answer["fault"] = .string(error.description)
  }
  print(String(decoding: JSONValue.object(answer).serialized(), as: UTF8.self))
  fflush(nil)
}
