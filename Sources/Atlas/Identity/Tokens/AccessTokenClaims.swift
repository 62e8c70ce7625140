import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLJSON

/// What an access token says. All of it is required (RFC 7519, section 4.1; RFC 9068, section 2.2).
struct AccessTokenClaims: Sendable {
  /// How much of a sign-in the token stands for: the claim `acr` (RFC 9068, section 2.2.1).
  enum Assurance: String, Sendable {
    /// All that the account asks for.
    case whole
    /// The password was right, the second factor is still owed.
    case half
  }

  let userID: Int64
  let sessionID: Int64
  let roles: Set<API.Role>
  let assurance: Assurance
  /// Seconds since 1970, like the other two.
  let issuedAt: Int64
  let notBefore: Int64
  let expiresAt: Int64

  init(
    userID: Int64, sessionID: Int64, roles: Set<API.Role>, assurance: Assurance, issuedAt: Int64, notBefore: Int64,
    expiresAt: Int64
  ) {
    self.userID = userID
    self.sessionID = sessionID
    self.roles = roles
    self.assurance = assurance
    self.issuedAt = issuedAt
    self.notBefore = notBefore
    self.expiresAt = expiresAt
  }

  /// Reads a payload whose signature was right. Claims that we do not know are ignored.
  init(json: [UInt8], issuer: String, audience: String) throws(AccessTokenError) {
    let limits = JSONParser.Limits(depth: 4, membersPerObject: 32, elementsPerArray: 32, bytesPerNumber: 20)
    guard case .object(let claims)? = try? JSONParser.parse(json, limits: limits),
      claims["iss"] == .string(issuer), claims["aud"] == .string(audience),
      let userID = Self.key(claims["sub"], .user), let sessionID = Self.key(claims["sid"], .session),
      let roles = Self.roles(claims["roles"]),
      let assurance = claims["acr"]?.stringValue.flatMap({ Assurance(rawValue: $0) }),
      let issuedAt = Self.seconds(claims["iat"]),
      let notBefore = Self.seconds(claims["nbf"]), let expiresAt = Self.seconds(claims["exp"])
    else { throw .wrongClaims }
    self.init(
      userID: userID, sessionID: sessionID, roles: roles, assurance: assurance, issuedAt: issuedAt,
      notBefore: notBefore, expiresAt: expiresAt)
  }

  func json(issuer: String, audience: String) -> [UInt8] {
    let roles = roles.map(\.rawValue).sorted().map { JSONValue.string($0) }
    let claims: JSONObject = [
      "iss": .string(issuer), "aud": .string(audience),
      "sub": .string(GlobalID(.user, userID).id.value), "sid": .string(GlobalID(.session, sessionID).id.value),
      "roles": .array(roles), "acr": .string(assurance.rawValue), "iat": .number(String(issuedAt)),
      "nbf": .number(String(notBefore)),
      "exp": .number(String(expiresAt)),
    ]
    return JSONValue.object(claims).serialized()
  }

  /// No leeway at the end. A token may come from an instance whose clock is a few seconds ahead.
  func checkTimes(now: Int64) throws(AccessTokenError) {
    guard max(notBefore, issuedAt) <= now + Self.clockSkewSeconds else { throw .notYetValid }
    guard now < expiresAt else { throw .expired }
  }

  var verified: VerifiedToken {
    let viewer = Viewer(
      userID: userID, credential: assurance == .half ? .halfSession(sessionID) : .session(sessionID), roles: roles,
      expiresAt: DateTime(microsecondsSince1970: expiresAt * 1_000_000))
    return VerifiedToken(viewer: viewer, issuedAt: DateTime(microsecondsSince1970: issuedAt * 1_000_000))
  }

  /// How far the clocks of two instances may differ.
  private static let clockSkewSeconds: Int64 = 5
  /// The year 9999: nothing that is computed from such a number can overflow.
  private static let latestSecond: Int64 = 253_402_300_799

  private static func key(_ value: JSONValue?, _ kind: EntityKind) -> Int64? {
    guard let id = value?.stringValue.flatMap({ GlobalID($0) }), id.kind == kind else { return nil }
    return id.key
  }

  private static func roles(_ value: JSONValue?) -> Set<API.Role>? {
    guard let names = value?.arrayValue, !names.isEmpty else { return nil }
    let roles = names.compactMap { name in name.stringValue.flatMap { API.Role(rawValue: $0) } }
    return roles.count == names.count ? Set(roles) : nil
  }

  private static func seconds(_ value: JSONValue?) -> Int64? {
    guard case .number(let text)? = value, let seconds = Int64(text), (0...latestSecond).contains(seconds) else {
      return nil
    }
    return seconds
  }
}
