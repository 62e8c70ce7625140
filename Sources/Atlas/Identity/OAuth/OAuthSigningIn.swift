import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import GraphQLSyntax
import OutboundHTTP
import Postgres

/// The way into a session through another service.
///
/// Somebody is found by what the service calls them; else by an address that the service and we have both verified: who
/// registered an address that is not theirs must not share the account with its owner later. Else they get an account.
struct OAuthSigningIn: Sendable {
  private let signingIn: SigningIn
  private let states: OAuthState
  private let redirectURIs: [String]
  private let providers: [API.OAuthProvider: any OAuthProviding]

  init(_ settings: OAuthSettings, fetcher: any HTTPFetcher, secret: ServerSecret, signingIn: SigningIn) {
    self.signingIn = signingIn
    states = OAuthState(secret)
    redirectURIs = settings.redirectURIs
    var providers: [API.OAuthProvider: any OAuthProviding] = [:]
    providers[.google] = settings.google.map { OpenIDProvider($0, fetcher) }
    providers[.github] = settings.github.map { GitHubProvider(settings: $0, fetcher: fetcher) }
    self.providers = providers
  }

  /// Where to send the browser.
  ///
  /// - Throws: `UserErrors` for input that will not do, `UNAVAILABLE` where the service cannot be reached.
  func start(_ input: API.StartOAuthLoginInput) async throws -> OAuthStart {
    let provider = try provider(input.provider)
    guard redirectURIs.contains(where: { $0.utf8.elementsEqual(input.redirectUri.utf8) }) else {
      throw UserErrors(.input(.invalid, "This redirect URI is not allowed here.", "input", "redirectUri"))
    }
    guard Base64URL.decode(input.codeChallenge)?.count == 32 else {
      throw UserErrors(
        .input(.invalid, "The code challenge must be a SHA-256 in base64url.", "input", "codeChallenge"))
    }
    let state = states.make(
      OAuthState.Beginning(
        provider: input.provider, redirectURI: input.redirectUri, codeChallenge: input.codeChallenge),
      now: signingIn.clock())
    let request = AuthorizationRequest(
      redirectURI: input.redirectUri, state: state, codeChallenge: input.codeChallenge, nonce: states.nonce(for: state))
    do {
      return OAuthStart(authorizationURL: try await provider.authorizationURL(request), state: state)
    } catch {
      throw error.shown
    }
  }

  /// Opens a session for whom the code stands for.
  ///
  /// - Throws: `UserErrors` for a code or a state that will not do, and for an address that cannot be used; `UNAVAILABLE`
  ///   where the service cannot be reached.
  func finish(_ input: API.OAuthLoginInput, _ context: ExecutionContext) async throws -> OAuthSignIn {
    let provider = try provider(input.provider)
    let now = signingIn.clock()
    guard let challenge = CodeVerifier.challenge(input.codeVerifier),
      states.isValid(
        input.state,
        for: OAuthState.Beginning(
          provider: input.provider, redirectURI: input.redirectUri, codeChallenge: challenge), now: now)
    else {
      throw UserErrors(
        .input(
          .invalid, "This sign-in was not begun here, was begun with other values, or is too old.", "input", "state"))
    }
    let identity: ExternalIdentity
    do {
      identity = try await provider.identity(
        CodeExchange(
          code: input.code, codeVerifier: input.codeVerifier, redirectURI: input.redirectUri,
          nonce: states.nonce(for: input.state), now: now))
    } catch {
      throw error.shown
    }
    return try await signIn(identity, context)
  }

  private func provider(_ name: API.OAuthProvider) throws -> any OAuthProviding {
    guard let provider = providers[name] else {
      throw UserErrors(.input(.unavailable, "Nobody can sign in with this service here.", "input", "provider"))
    }
    return provider
  }

  // MARK: Accounts

  private func signIn(_ identity: ExternalIdentity, _ context: ExecutionContext) async throws -> OAuthSignIn {
    do {
      return try await tryToSignIn(identity, context)
    } catch let error as PostgresError
      where error.constraint == "users_email_key" || error.constraint == "oauth_identities_pkey"
    {
      // Another request made the account, or tied it, in between: now it is found.
      return try await tryToSignIn(identity, context)
    }
  }

  private func tryToSignIn(_ identity: ExternalIdentity, _ context: ExecutionContext) async throws -> OAuthSignIn {
    let token = RefreshToken()
    let opening = signingIn.opening(token, Origin(context.request))
    let way = try await way(of: identity, context)
    let rows = try await context.write(OAuthStatements.open(way, identity, opening))
    // No row: the account was deleted, or got another address, since it was looked for.
    guard let opened = OpenedSession(rows) else { throw GraphQLError.conflict("The account has changed: try again.") }
    return OAuthSignIn(signedIn: signingIn.signIn(opened, token, context), isNew: way.makesAccount)
  }

  private func way(of identity: ExternalIdentity, _ context: ExecutionContext) async throws -> OAuthWay {
    let rows = try await context.read(OAuthStatements.account(of: identity))
    guard rows.count == 1 else {
      guard let email = identity.verifiedEmail else {
        throw UserErrors(
          .input(.invalid, "The service has not verified your e-mail address.", "input", "provider"))
      }
      return .make(email, displayName: Self.displayName(identity.name, email))
    }
    let row = Row(rows: rows, index: 0)
    if row[RowColumn<Bool>("is_tied")] { return .enter(row[UserRow.id]) }
    guard let email = identity.verifiedEmail, row[RowColumn<Bool>("email_verified")] else {
      throw UserErrors(
        .input(
          .conflict, "There is an account with this address: sign in with its password and verify the address first.",
          "input", "provider"))
    }
    return .tie(row[UserRow.id], email)
  }

  /// The name that the service knows, as far as our column holds it.
  private static func displayName(_ name: String?, _ email: EmailAddress) -> String {
    let printable = Origin.printable(name ?? "", limit: 200)
    return printable.allSatisfy(\.isWhitespace) ? email.localPart : printable
  }
}

/// How somebody from another service comes to a session.
enum OAuthWay: Sendable {
  /// Into the account that is tied to their identity.
  case enter(Int64)
  /// Into the account with their address, which is tied to their identity from now on.
  case tie(Int64, EmailAddress)
  /// Into an account of their own that is made now.
  case make(EmailAddress, displayName: String)

  var makesAccount: Bool {
    if case .make = self { true } else { false }
  }
}

/// What `startOAuthLogin` answers.
struct OAuthStart: Sendable {
  let authorizationURL: String
  let state: String
}

/// What `loginWithOAuth` answers.
struct OAuthSignIn: Sendable {
  let signedIn: SignedIn
  let isNew: Bool
}

extension OAuthFailure {
  /// What clients learn of it.
  fileprivate var shown: any Error {
    switch self {
    case .refused:
      UserErrors(.input(.invalid, "The service did not confirm this code: begin again.", "input", "code"))
    case .unavailable:
      GraphQLError("The service cannot be reached at the moment.", code: .unavailable)
    }
  }
}
