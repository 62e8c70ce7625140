import GraphQLHTTP
import GraphQLJSON
import Testing

@Suite struct UploadFaultTests {
  /// A form that is refused with 400 and a message that begins like this.
  private func expect(
    _ form: Form, _ message: String, isCutOff: Bool = false, sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let fault = try await (isCutOff ? form : form.closed).fault { $0.batchLimit = 2 }
    #expect(fault?.status == 400, sourceLocation: sourceLocation)
    #expect(fault?.message.hasPrefix(message) == true, "\(fault?.message ?? "")", sourceLocation: sourceLocation)
  }

  private let operations = #"{"query":"{a}","variables":{"file":null,"list":[null,1],"text":"x"}}"#

  @Test("[UPL operations] missing is 400")
  func noOperations() async throws {
    try await expect(Form(), "The form has no part \"operations\"")
    try await expect(Form().adding("map", "{}"), "The part \"map\" stands before \"operations\"")
    try await expect(Form().adding("0", "x"), "The part \"0\" stands before \"operations\"")
  }

  @Test("[UPL operations] no JSON, no map and no request are 400")
  func badOperations() async throws {
    try await expect(Form.upload("{"), "The part \"operations\" is not valid JSON")
    try await expect(Form.upload(""), "The part \"operations\" is not valid JSON")
    for text in ["1", "null", "\"x\"", "true"] {
      try await expect(Form.upload(text), "The part \"operations\" must hold a map")
    }
    try await expect(Form.upload("{}", map: "{}"), "The request has no \"query\"")
    try await expect(Form.upload(#"{"query":1}"#, map: "{}"), "\"query\" must be a string")
    try await expect(Form.upload("[]", map: "{}"), "The list of requests is empty")
  }

  @Test("[UPL map] missing is 400")
  func noMap() async throws {
    try await expect(Form().adding("operations", operations), "The form has no part \"map\"")
    try await expect(
      Form().adding("operations", operations).adding("0", "x"), "The part \"0\" stands before \"map\"")
  }

  @Test("[UPL map] no JSON and another shape are 400")
  func badMap() async throws {
    try await expect(Form.upload(map: "{"), "The part \"map\" is not valid JSON")
    for text in ["1", "null", "[]", "\"x\""] {
      try await expect(Form.upload(map: text), "The part \"map\" must hold a map")
    }
    for text in [#"{"0":"variables.file"}"#, #"{"0":null}"#, #"{"0":{}}"#] {
      try await expect(Form.upload(map: text), "The part \"map\" must hold a list of paths for \"0\"")
    }
    try await expect(Form.upload(map: #"{"0":[1]}"#), "The part \"map\" has a path for \"0\" that is no string")
    try await expect(Form.upload(map: #"{"0":[],"0":[]}"#), "The part \"map\" is not valid JSON: A key appears twice")
  }

  @Test(
    "[UPL path] one that does not exist or leads to no null is 400",
    arguments: [
      "variables.other", "variables.file.0", "variables.list", "variables.list.1", "variables.list.2",
      "variables.list.-1", "variables.list.00", "variables.list.+0", "variables.list.x", "variables.list.",
      "variables.text", "variables", "variables.", "variables..file", "variables.list.99999999999999999999",
    ])
  func badPaths(path: String) async throws {
    let form = Form.upload(operations, map: #"{"0":["\#(path)"]}"#)
    try await expect(form, "The path \"\(path)\" of the part \"map\" leads to no null in \"operations\"")
  }

  @Test("[UPL path] one that does not lead into the variables is 400")
  func otherPaths() async throws {
    for path in ["", "query", "extensions.x", "0.variables.file", "file"] {
      let form = Form.upload(#"{"query":null,"extensions":{"x":null}}"#, map: #"{"0":["\#(path)"]}"#)
      try await expect(form, "The path \"\(path)\" of the part \"map\" must begin with \"variables\"")
    }
    let list = Form.upload(#"[{"query":"{a}","variables":{"file":null}}]"#, map: #"{"0":["variables.file"]}"#)
    try await expect(list, "The path \"variables.file\" of the part \"map\" must begin with an index")
    let outside = Form.upload(#"[{"query":"{a}","variables":{"file":null}}]"#, map: #"{"0":["1.variables.file"]}"#)
    try await expect(outside, "The path \"1.variables.file\" of the part \"map\" leads to no null")
  }

  @Test("[UPL path] one that is named twice, or has far too many keys, is 400")
  func strangePaths() async throws {
    let twice = Form.upload(operations, map: #"{"0":["variables.file"],"1":["variables.file"]}"#)
    try await expect(twice, "The path \"variables.file\" of the part \"map\" leads to no null")
    let long = "variables" + String(repeating: ".x", count: 100_000)
    try await expect(Form.upload(operations, map: #"{"0":["\#(long)"]}"#), "The path \"variables.x.x")
  }

  @Test("[UPL files] an entry of the map without a file is 400")
  func noFile() async throws {
    try await expect(Form.upload(), "The form has no file \"0\", which its \"map\" names")
    try await expect(Form.upload().adding("1", "x"), "The form has no file \"0\"")
  }

  @Test("[UPL order] parts that come twice are 400")
  func duplicates() async throws {
    try await expect(Form.upload().adding("operations", operations), "The form has two parts \"operations\"")
    try await expect(Form.upload().adding("map", "{}"), "The form has two parts \"map\"")
    try await expect(Form.upload().adding("0", "x").adding("0", "y"), "The form has two files \"0\"")
  }

  @Test("[UPL form] a body that ends early is 400, and so is an empty one")
  func cutOff() async throws {
    let message = "The form ends before its last boundary"
    try await expect(Form(), message, isCutOff: true)
    try await expect(Form.upload().adding("0", "x"), message, isCutOff: true)
    try await expect(Form.upload().raw("--b0undary\r\nContent-Disp"), message, isCutOff: true)
  }

  @Test("[UPL faults] a fault is a GraphQL response in JSON")
  func response() async throws {
    let fault = try #require(try await Form.upload(map: #"{"\"":7}"#).closed.fault())
    let errors = try JSONParser.parse(fault.response.body).objectValue?["errors"]?.arrayValue
    #expect(errors?.first?.objectValue?["message"] == .string(fault.message))
    #expect(fault.response.head.fields["content-type"] == "application/json; charset=utf-8")
  }
}
