// Generated from the schema by `atlas codegen`. Do not edit.
// swift-format-ignore-file

public import GraphQLExecution
public import GraphQLJSON
public import GraphQLSchema
public import GraphQLSyntax

extension API {
  /// The tokens that a refresh token is exchanged for.
  public struct RefreshTokenInput: InputDecodable {
    public let refreshToken: String
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("RefreshTokenInput") }
      refreshToken = try object.decode("refreshToken")
      given = object
    }
  }

  public enum RefreshTokenPayload: CompositeOutput {
    public static let typeName = "RefreshTokenPayload"

    /// One resolver per field of `RefreshTokenPayload`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "RefreshTokenPayload" }
      public let auth: FieldResolver<Source, NoArguments, API.AuthPayload?>
      public let userErrors: FieldResolver<Source, NoArguments, [API.UserError]>

      public init(
        auth: FieldResolver<Source, NoArguments, API.AuthPayload?>,
        userErrors: FieldResolver<Source, NoArguments, [API.UserError]>
      ) {
        self.auth = auth
        self.userErrors = userErrors
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("auth", AnyFieldResolver(auth)))
        list.append(("userErrors", AnyFieldResolver(userErrors)))
        return list
      }
    }
  }

  public struct LogoutInput: InputDecodable {
    /// Ends all sessions of the user instead of this one.
    public let allSessions: Bool?
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("LogoutInput") }
      allSessions = try object.decode("allSessions")
      given = object
    }
  }

  public enum LogoutPayload: CompositeOutput {
    public static let typeName = "LogoutPayload"

    /// One resolver per field of `LogoutPayload`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "LogoutPayload" }
      public let revokedSessions: FieldResolver<Source, NoArguments, Int?>
      public let userErrors: FieldResolver<Source, NoArguments, [API.UserError]>

      public init(
        revokedSessions: FieldResolver<Source, NoArguments, Int?>,
        userErrors: FieldResolver<Source, NoArguments, [API.UserError]>
      ) {
        self.revokedSessions = revokedSessions
        self.userErrors = userErrors
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("revokedSessions", AnyFieldResolver(revokedSessions)))
        list.append(("userErrors", AnyFieldResolver(userErrors)))
        return list
      }
    }
  }

  public struct RevokeSessionInput: InputDecodable {
    public let sessionId: ID
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("RevokeSessionInput") }
      sessionId = try object.decode("sessionId")
      given = object
    }
  }

  public enum RevokeSessionPayload: CompositeOutput {
    public static let typeName = "RevokeSessionPayload"

    /// One resolver per field of `RevokeSessionPayload`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "RevokeSessionPayload" }
      /// The session as it was.
      public let session: FieldResolver<Source, NoArguments, API.Session?>
      public let userErrors: FieldResolver<Source, NoArguments, [API.UserError]>

      public init(
        session: FieldResolver<Source, NoArguments, API.Session?>,
        userErrors: FieldResolver<Source, NoArguments, [API.UserError]>
      ) {
        self.session = session
        self.userErrors = userErrors
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("session", AnyFieldResolver(session)))
        list.append(("userErrors", AnyFieldResolver(userErrors)))
        return list
      }
    }
  }

  /// Services whose accounts people can sign in with.
  public enum OAuthProvider: String, EnumOutput, CaseIterable {
    case google = "GOOGLE"
    case github = "GITHUB"
  }

  /// The beginning of a sign-in with another service (RFC 6749, section 4.1, with PKCE, RFC 7636).
  public struct StartOAuthLoginInput: InputDecodable {
    public let provider: API.OAuthProvider
    /// One of those that the operator allows.
    public let redirectUri: String
    /// BASE64URL(SHA-256(code verifier)): the method S256.
    public let codeChallenge: String
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("StartOAuthLoginInput") }
      provider = try object.decode("provider")
      redirectUri = try object.decode("redirectUri")
      codeChallenge = try object.decode("codeChallenge")
      given = object
    }
  }

  public enum StartOAuthLoginPayload: CompositeOutput {
    public static let typeName = "StartOAuthLoginPayload"

    /// One resolver per field of `StartOAuthLoginPayload`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "StartOAuthLoginPayload" }
      /// Where to send the browser; it holds the state.
      public let authorizationUrl: FieldResolver<Source, NoArguments, String?>
      /// What the service sends back with the code. Good for ten minutes.
      public let state: FieldResolver<Source, NoArguments, String?>
      public let userErrors: FieldResolver<Source, NoArguments, [API.UserError]>

      public init(
        authorizationUrl: FieldResolver<Source, NoArguments, String?>,
        state: FieldResolver<Source, NoArguments, String?>,
        userErrors: FieldResolver<Source, NoArguments, [API.UserError]>
      ) {
        self.authorizationUrl = authorizationUrl
        self.state = state
        self.userErrors = userErrors
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("authorizationUrl", AnyFieldResolver(authorizationUrl)))
        list.append(("state", AnyFieldResolver(state)))
        list.append(("userErrors", AnyFieldResolver(userErrors)))
        return list
      }
    }
  }

  public struct OAuthLoginInput: InputDecodable {
    public let provider: API.OAuthProvider
    public let code: String
    public let codeVerifier: String
    public let redirectUri: String
    public let state: String
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("OAuthLoginInput") }
      provider = try object.decode("provider")
      code = try object.decode("code")
      codeVerifier = try object.decode("codeVerifier")
      redirectUri = try object.decode("redirectUri")
      state = try object.decode("state")
      given = object
    }
  }

  public enum LoginWithOAuthPayload: CompositeOutput {
    public static let typeName = "LoginWithOAuthPayload"

    /// One resolver per field of `LoginWithOAuthPayload`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "LoginWithOAuthPayload" }
      public let auth: FieldResolver<Source, NoArguments, API.AuthPayload?>
      /// Whether the account was made by this sign-in.
      public let created: FieldResolver<Source, NoArguments, Bool?>
      public let userErrors: FieldResolver<Source, NoArguments, [API.UserError]>

      public init(
        auth: FieldResolver<Source, NoArguments, API.AuthPayload?>,
        created: FieldResolver<Source, NoArguments, Bool?>,
        userErrors: FieldResolver<Source, NoArguments, [API.UserError]>
      ) {
        self.auth = auth
        self.created = created
        self.userErrors = userErrors
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("auth", AnyFieldResolver(auth)))
        list.append(("created", AnyFieldResolver(created)))
        list.append(("userErrors", AnyFieldResolver(userErrors)))
        return list
      }
    }
  }

  public struct VerifyEmailInput: InputDecodable {
    public let token: String
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("VerifyEmailInput") }
      token = try object.decode("token")
      given = object
    }
  }

  public enum VerifyEmailPayload: CompositeOutput {
    public static let typeName = "VerifyEmailPayload"

    /// One resolver per field of `VerifyEmailPayload`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "VerifyEmailPayload" }
      public let user: FieldResolver<Source, NoArguments, API.User?>
      public let userErrors: FieldResolver<Source, NoArguments, [API.UserError]>

      public init(
        user: FieldResolver<Source, NoArguments, API.User?>,
        userErrors: FieldResolver<Source, NoArguments, [API.UserError]>
      ) {
        self.user = user
        self.userErrors = userErrors
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("user", AnyFieldResolver(user)))
        list.append(("userErrors", AnyFieldResolver(userErrors)))
        return list
      }
    }
  }

  public enum ResendVerificationEmailPayload: CompositeOutput {
    public static let typeName = "ResendVerificationEmailPayload"

    /// One resolver per field of `ResendVerificationEmailPayload`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "ResendVerificationEmailPayload" }
      /// False where the address is verified already.
      public let sent: FieldResolver<Source, NoArguments, Bool?>
      public let userErrors: FieldResolver<Source, NoArguments, [API.UserError]>

      public init(
        sent: FieldResolver<Source, NoArguments, Bool?>,
        userErrors: FieldResolver<Source, NoArguments, [API.UserError]>
      ) {
        self.sent = sent
        self.userErrors = userErrors
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("sent", AnyFieldResolver(sent)))
        list.append(("userErrors", AnyFieldResolver(userErrors)))
        return list
      }
    }
  }

  public struct RequestPasswordResetInput: InputDecodable {
    public let email: String
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("RequestPasswordResetInput") }
      email = try object.decode("email")
      given = object
    }
  }

  /// Answers the same whether or not the address is known.
  public enum RequestPasswordResetPayload: CompositeOutput {
    public static let typeName = "RequestPasswordResetPayload"

    /// One resolver per field of `RequestPasswordResetPayload`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "RequestPasswordResetPayload" }
      public let accepted: FieldResolver<Source, NoArguments, Bool>
      public let userErrors: FieldResolver<Source, NoArguments, [API.UserError]>

      public init(
        accepted: FieldResolver<Source, NoArguments, Bool>,
        userErrors: FieldResolver<Source, NoArguments, [API.UserError]>
      ) {
        self.accepted = accepted
        self.userErrors = userErrors
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("accepted", AnyFieldResolver(accepted)))
        list.append(("userErrors", AnyFieldResolver(userErrors)))
        return list
      }
    }
  }

  public struct ResetPasswordInput: InputDecodable {
    public let token: String
    public let newPassword: String
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("ResetPasswordInput") }
      token = try object.decode("token")
      newPassword = try object.decode("newPassword")
      given = object
    }
  }

  /// All earlier sessions are ended.
  public enum ResetPasswordPayload: CompositeOutput {
    public static let typeName = "ResetPasswordPayload"

    /// One resolver per field of `ResetPasswordPayload`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "ResetPasswordPayload" }
      public let auth: FieldResolver<Source, NoArguments, API.AuthPayload?>
      public let userErrors: FieldResolver<Source, NoArguments, [API.UserError]>

      public init(
        auth: FieldResolver<Source, NoArguments, API.AuthPayload?>,
        userErrors: FieldResolver<Source, NoArguments, [API.UserError]>
      ) {
        self.auth = auth
        self.userErrors = userErrors
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("auth", AnyFieldResolver(auth)))
        list.append(("userErrors", AnyFieldResolver(userErrors)))
        return list
      }
    }
  }

  public struct ChangePasswordInput: InputDecodable {
    public let currentPassword: String
    public let newPassword: String
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("ChangePasswordInput") }
      currentPassword = try object.decode("currentPassword")
      newPassword = try object.decode("newPassword")
      given = object
    }
  }

  /// All other sessions are ended.
  public enum ChangePasswordPayload: CompositeOutput {
    public static let typeName = "ChangePasswordPayload"

    /// One resolver per field of `ChangePasswordPayload`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "ChangePasswordPayload" }
      public let user: FieldResolver<Source, NoArguments, API.User?>
      public let userErrors: FieldResolver<Source, NoArguments, [API.UserError]>

      public init(
        user: FieldResolver<Source, NoArguments, API.User?>,
        userErrors: FieldResolver<Source, NoArguments, [API.UserError]>
      ) {
        self.user = user
        self.userErrors = userErrors
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("user", AnyFieldResolver(user)))
        list.append(("userErrors", AnyFieldResolver(userErrors)))
        return list
      }
    }
  }

  /// Kinds of second factors.
  public enum MfaMethod: String, EnumOutput, CaseIterable {
    /// Codes of six digits that change every 30 seconds (RFC 6238).
    case totp = "TOTP"
  }

  public struct EnrollMfaInput: InputDecodable {
    public let method: API.MfaMethod
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("EnrollMfaInput") }
      method = try object.decode("method")
      given = object
    }
  }

  /// Shown once. The factor counts from confirmMfa on.
  public enum EnrollMfaPayload: CompositeOutput {
    public static let typeName = "EnrollMfaPayload"

    /// One resolver per field of `EnrollMfaPayload`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "EnrollMfaPayload" }
      /// For an authenticator: otpauth://totp/...
      public let provisioningUri: FieldResolver<Source, NoArguments, String?>
      /// Each replaces a code once.
      public let recoveryCodes: FieldResolver<Source, NoArguments, [String]?>
      public let userErrors: FieldResolver<Source, NoArguments, [API.UserError]>

      public init(
        provisioningUri: FieldResolver<Source, NoArguments, String?>,
        recoveryCodes: FieldResolver<Source, NoArguments, [String]?>,
        userErrors: FieldResolver<Source, NoArguments, [API.UserError]>
      ) {
        self.provisioningUri = provisioningUri
        self.recoveryCodes = recoveryCodes
        self.userErrors = userErrors
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("provisioningUri", AnyFieldResolver(provisioningUri)))
        list.append(("recoveryCodes", AnyFieldResolver(recoveryCodes)))
        list.append(("userErrors", AnyFieldResolver(userErrors)))
        return list
      }
    }
  }

  public struct ConfirmMfaInput: InputDecodable {
    /// Six digits, or a recovery code.
    public let code: String
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("ConfirmMfaInput") }
      code = try object.decode("code")
      given = object
    }
  }

  public enum ConfirmMfaPayload: CompositeOutput {
    public static let typeName = "ConfirmMfaPayload"

    /// One resolver per field of `ConfirmMfaPayload`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "ConfirmMfaPayload" }
      /// New tokens; those that owed the factor are of no use any more.
      public let auth: FieldResolver<Source, NoArguments, API.AuthPayload?>
      public let userErrors: FieldResolver<Source, NoArguments, [API.UserError]>

      public init(
        auth: FieldResolver<Source, NoArguments, API.AuthPayload?>,
        userErrors: FieldResolver<Source, NoArguments, [API.UserError]>
      ) {
        self.auth = auth
        self.userErrors = userErrors
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("auth", AnyFieldResolver(auth)))
        list.append(("userErrors", AnyFieldResolver(userErrors)))
        return list
      }
    }
  }

  public struct DisableMfaInput: InputDecodable {
    public let code: String
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("DisableMfaInput") }
      code = try object.decode("code")
      given = object
    }
  }

  public enum DisableMfaPayload: CompositeOutput {
    public static let typeName = "DisableMfaPayload"

    /// One resolver per field of `DisableMfaPayload`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "DisableMfaPayload" }
      public let user: FieldResolver<Source, NoArguments, API.User?>
      public let userErrors: FieldResolver<Source, NoArguments, [API.UserError]>

      public init(
        user: FieldResolver<Source, NoArguments, API.User?>,
        userErrors: FieldResolver<Source, NoArguments, [API.UserError]>
      ) {
        self.user = user
        self.userErrors = userErrors
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("user", AnyFieldResolver(user)))
        list.append(("userErrors", AnyFieldResolver(userErrors)))
        return list
      }
    }
  }

  public struct CreateApiKeyInput: InputDecodable {
    public let name: String
    public let scopes: [String]
    /// At most a year from now; without it 90 days.
    public let expiresAt: DateTime?
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("CreateApiKeyInput") }
      name = try object.decode("name")
      scopes = try object.decode("scopes")
      expiresAt = try object.decode("expiresAt")
      given = object
    }
  }

  public enum CreateApiKeyPayload: CompositeOutput {
    public static let typeName = "CreateApiKeyPayload"

    /// One resolver per field of `CreateApiKeyPayload`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "CreateApiKeyPayload" }
      public let apiKey: FieldResolver<Source, NoArguments, API.ApiKey?>
      /// Shown once.
      public let secret: FieldResolver<Source, NoArguments, String?>
      public let userErrors: FieldResolver<Source, NoArguments, [API.UserError]>

      public init(
        apiKey: FieldResolver<Source, NoArguments, API.ApiKey?>,
        secret: FieldResolver<Source, NoArguments, String?>,
        userErrors: FieldResolver<Source, NoArguments, [API.UserError]>
      ) {
        self.apiKey = apiKey
        self.secret = secret
        self.userErrors = userErrors
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("apiKey", AnyFieldResolver(apiKey)))
        list.append(("secret", AnyFieldResolver(secret)))
        list.append(("userErrors", AnyFieldResolver(userErrors)))
        return list
      }
    }
  }

  public struct RevokeApiKeyInput: InputDecodable {
    public let apiKeyId: ID
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("RevokeApiKeyInput") }
      apiKeyId = try object.decode("apiKeyId")
      given = object
    }
  }

  public enum RevokeApiKeyPayload: CompositeOutput {
    public static let typeName = "RevokeApiKeyPayload"

    /// One resolver per field of `RevokeApiKeyPayload`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "RevokeApiKeyPayload" }
      public let apiKey: FieldResolver<Source, NoArguments, API.ApiKey?>
      public let userErrors: FieldResolver<Source, NoArguments, [API.UserError]>

      public init(
        apiKey: FieldResolver<Source, NoArguments, API.ApiKey?>,
        userErrors: FieldResolver<Source, NoArguments, [API.UserError]>
      ) {
        self.apiKey = apiKey
        self.userErrors = userErrors
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("apiKey", AnyFieldResolver(apiKey)))
        list.append(("userErrors", AnyFieldResolver(userErrors)))
        return list
      }
    }
  }

  /// What is absent stays as it is; null removes.
  public struct UpdateProfileInput: InputDecodable {
    public let expectedVersion: Int?
    public let firstName: String?
    public let lastName: String?
    public let displayName: String?
    /// An upload of the caller, an image of at most 5 MB; null takes the present one away.
    public let avatarUploadId: ID?
    public let bio: String?
    public let language: String?
    public let timeZone: String?
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("UpdateProfileInput") }
      expectedVersion = try object.decode("expectedVersion")
      firstName = try object.decode("firstName")
      lastName = try object.decode("lastName")
      displayName = try object.decode("displayName")
      avatarUploadId = try object.decode("avatarUploadId")
      bio = try object.decode("bio")
      language = try object.decode("language")
      timeZone = try object.decode("timeZone")
      given = object
    }
  }

  public enum UpdateProfilePayload: CompositeOutput {
    public static let typeName = "UpdateProfilePayload"

    /// One resolver per field of `UpdateProfilePayload`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "UpdateProfilePayload" }
      public let user: FieldResolver<Source, NoArguments, API.User?>
      public let userErrors: FieldResolver<Source, NoArguments, [API.UserError]>

      public init(
        user: FieldResolver<Source, NoArguments, API.User?>,
        userErrors: FieldResolver<Source, NoArguments, [API.UserError]>
      ) {
        self.user = user
        self.userErrors = userErrors
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("user", AnyFieldResolver(user)))
        list.append(("userErrors", AnyFieldResolver(userErrors)))
        return list
      }
    }
  }

  /// What is absent stays as it is; null removes.
  public struct UpdatePreferencesInput: InputDecodable {
    public let expectedVersion: Int?
    public let learningStyle: API.LearningStyle?
    public let detailLevel: API.DetailLevel?
    public let dailyGoal: ISODuration?
    public let theme: String?
    public let extra: JSONValue?
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("UpdatePreferencesInput") }
      expectedVersion = try object.decode("expectedVersion")
      learningStyle = try object.decode("learningStyle")
      detailLevel = try object.decode("detailLevel")
      dailyGoal = try object.decode("dailyGoal")
      theme = try object.decode("theme")
      extra = try object.decode("extra")
      given = object
    }
  }

  public enum UpdatePreferencesPayload: CompositeOutput {
    public static let typeName = "UpdatePreferencesPayload"

    /// One resolver per field of `UpdatePreferencesPayload`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "UpdatePreferencesPayload" }
      public let preferences: FieldResolver<Source, NoArguments, API.Preferences?>
      public let user: FieldResolver<Source, NoArguments, API.User?>
      public let userErrors: FieldResolver<Source, NoArguments, [API.UserError]>

      public init(
        preferences: FieldResolver<Source, NoArguments, API.Preferences?>,
        user: FieldResolver<Source, NoArguments, API.User?>,
        userErrors: FieldResolver<Source, NoArguments, [API.UserError]>
      ) {
        self.preferences = preferences
        self.user = user
        self.userErrors = userErrors
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("preferences", AnyFieldResolver(preferences)))
        list.append(("user", AnyFieldResolver(user)))
        list.append(("userErrors", AnyFieldResolver(userErrors)))
        return list
      }
    }
  }

  public struct GrantRoleInput: InputDecodable {
    public let userId: ID
    public let role: API.Role
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("GrantRoleInput") }
      userId = try object.decode("userId")
      role = try object.decode("role")
      given = object
    }
  }

  public enum GrantRolePayload: CompositeOutput {
    public static let typeName = "GrantRolePayload"

    /// One resolver per field of `GrantRolePayload`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "GrantRolePayload" }
      public let user: FieldResolver<Source, NoArguments, API.User?>
      public let userErrors: FieldResolver<Source, NoArguments, [API.UserError]>

      public init(
        user: FieldResolver<Source, NoArguments, API.User?>,
        userErrors: FieldResolver<Source, NoArguments, [API.UserError]>
      ) {
        self.user = user
        self.userErrors = userErrors
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("user", AnyFieldResolver(user)))
        list.append(("userErrors", AnyFieldResolver(userErrors)))
        return list
      }
    }
  }

  public struct RevokeRoleInput: InputDecodable {
    public let userId: ID
    public let role: API.Role
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("RevokeRoleInput") }
      userId = try object.decode("userId")
      role = try object.decode("role")
      given = object
    }
  }

  public enum RevokeRolePayload: CompositeOutput {
    public static let typeName = "RevokeRolePayload"

    /// One resolver per field of `RevokeRolePayload`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "RevokeRolePayload" }
      public let user: FieldResolver<Source, NoArguments, API.User?>
      public let userErrors: FieldResolver<Source, NoArguments, [API.UserError]>

      public init(
        user: FieldResolver<Source, NoArguments, API.User?>,
        userErrors: FieldResolver<Source, NoArguments, [API.UserError]>
      ) {
        self.user = user
        self.userErrors = userErrors
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("user", AnyFieldResolver(user)))
        list.append(("userErrors", AnyFieldResolver(userErrors)))
        return list
      }
    }
  }

  public enum ExportMyDataPayload: CompositeOutput {
    public static let typeName = "ExportMyDataPayload"

    /// One resolver per field of `ExportMyDataPayload`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "ExportMyDataPayload" }
      /// Makes a file with everything that is stored about the caller, by subject; no secrets, and nothing that others wrote.
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

  public struct DeleteMyAccountInput: InputDecodable {
    /// Of an account that has one.
    public let password: String?
    /// Must be true.
    public let confirm: Bool
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("DeleteMyAccountInput") }
      password = try object.decode("password")
      confirm = try object.decode("confirm")
      given = object
    }
  }

  /// The account is closed at once: its sessions and keys end, and nobody can sign in.
  public enum DeleteMyAccountPayload: CompositeOutput {
    public static let typeName = "DeleteMyAccountPayload"

    /// One resolver per field of `DeleteMyAccountPayload`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "DeleteMyAccountPayload" }
      /// When its data is erased. Until then an administrator can undo it.
      public let scheduledFor: FieldResolver<Source, NoArguments, DateTime?>
      public let userErrors: FieldResolver<Source, NoArguments, [API.UserError]>

      public init(
        scheduledFor: FieldResolver<Source, NoArguments, DateTime?>,
        userErrors: FieldResolver<Source, NoArguments, [API.UserError]>
      ) {
        self.scheduledFor = scheduledFor
        self.userErrors = userErrors
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("scheduledFor", AnyFieldResolver(scheduledFor)))
        list.append(("userErrors", AnyFieldResolver(userErrors)))
        return list
      }
    }
  }
}
