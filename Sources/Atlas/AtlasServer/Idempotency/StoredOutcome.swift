import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLJSON
import GraphQLSyntax

/// The outcome of a field as it is kept, and whom the field signed in.
///
/// As bytes: a line of JSON with errors and viewer, then the value as it stood in the response. Without a value there
/// is no second line. The JSON of the first one has no line break of its own, since strings escape theirs.
struct StoredOutcome: Sendable {
  let outcome: FieldOutcome
  /// Retries see the rest of their operation with the same eyes as the first try, as long as its token is good.
  let signedIn: Viewer?

  init(outcome: FieldOutcome, signedIn: Viewer?) {
    self.outcome = outcome
    self.signedIn = signedIn
  }

  var bytes: [UInt8] {
    var writer = JSONWriter(capacity: (outcome.value?.count ?? 0) + 256)
    writer.raw("{\"errors\":")
    writer.errors(outcome.errors)
    if outcome.failsOperation { writer.raw(",\"failsOperation\":true") }
    if let signedIn {
      writer.raw(",\"signedIn\":")
      writer.object(signedIn.json)
    }
    writer.byte(UInt8(ascii: "}"))
    if let value = outcome.value {
      writer.byte(Self.lineBreak)
      writer.raw(value)
    }
    return writer.finish()
  }

  /// Nil for what was not written by `bytes`.
  init?(_ bytes: [UInt8]) {
    let end = bytes.firstIndex(of: Self.lineBreak)
    guard let json = try? JSONParser.parse(Array(bytes[..<(end ?? bytes.endIndex)])), let members = json.objectValue,
      let errors = members["errors"]?.arrayValue
    else { return nil }
    outcome = FieldOutcome(
      value: end.map { Array(bytes[($0 + 1)...]) }, errors: errors.compactMap(GraphQLError.init),
      failsOperation: members["failsOperation"] != nil)
    signedIn = members["signedIn"].flatMap { Viewer($0) }
  }

  private static let lineBreak = UInt8(ascii: "\n")
}

extension Viewer {
  /// Operations sign in with a session, whole or half, and with nothing else.
  fileprivate var json: JSONObject {
    [
      "user": .number(String(userID)), "session": sessionID.map { .number(String($0)) } ?? .null,
      "owesSecondFactor": .boolean(owesSecondFactor),
      "roles": .array(roles.map(\.rawValue).sorted().map { .string($0) }),
      "expiresAt": .number(String(expiresAt.microsecondsSince1970)),
    ]
  }

  fileprivate init?(_ json: JSONValue) {
    guard let members = json.objectValue, let user: Int64 = members.integer("user"),
      let session: Int64 = members.integer("session"), let expiry: Int64 = members.integer("expiresAt"),
      case .boolean(let isHalf)? = members["owesSecondFactor"]
    else { return nil }
    let roles = (members["roles"]?.arrayValue ?? []).compactMap { $0.stringValue.flatMap { API.Role(rawValue: $0) } }
    self.init(
      userID: user, credential: isHalf ? .halfSession(session) : .session(session), roles: Set(roles),
      expiresAt: DateTime(microsecondsSince1970: expiry))
  }
}

extension GraphQLError {
  /// The error that a response shows this way.
  fileprivate init?(_ json: JSONValue) {
    guard let members = json.objectValue, let message = members["message"]?.stringValue else { return nil }
    var extensions = members["extensions"]?.objectValue ?? [:]
    let code = extensions["code"]?.stringValue.map { ErrorCode(rawValue: $0) }
    extensions["code"] = nil
    self.init(
      message, locations: (members["locations"]?.arrayValue ?? []).compactMap { SourceLocation($0) },
      path: members["path"]?.arrayValue?.compactMap { PathElement($0) }, code: code, extensions: extensions)
  }
}

extension SourceLocation {
  fileprivate init?(_ json: JSONValue) {
    guard let members = json.objectValue, let line: Int = members.integer("line"),
      let column: Int = members.integer("column")
    else { return nil }
    self.init(line: line, column: column)
  }
}

extension PathElement {
  fileprivate init?(_ json: JSONValue) {
    switch json {
    case .string(let key): self = .key(key)
    case .number(let text):
      guard let index = Int(text) else { return nil }
      self = .index(index)
    case .null, .boolean, .array, .object: return nil
    }
  }
}

extension JSONObject {
  fileprivate func integer<Value: FixedWidthInteger>(_ key: String) -> Value? {
    if case .number(let text)? = self[key] { Value(text) } else { nil }
  }
}
