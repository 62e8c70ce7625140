// The front door of Identity: users, their sessions, passwords and tokens.
//
// Neighbours: SigningIn.swift is what login and register do, AccessTokens.swift and PasswordHasher.swift are its tools;
// UserResolvers.swift and SessionResolvers.swift are the types of the schema; SecondFactors/ and OAuth/ are the ways that
// take more or other than a password. Other domains refer to users by row key.
// Invariant: a password, a token or its secret is never stored, logged or compared in plain text, and nobody can tell
// an unknown address from a wrong password, neither by words nor by time.

public import AtlasAPI
public import AtlasKernel
public import Files
public import GraphQLExecution
import GraphQLPostgres
import GraphQLSyntax
public import OutboundHTTP
public import Postgres

/// Who somebody is: accounts, sign-in, sessions and access tokens.
public struct IdentityDomain: Sendable {
  private let tokens: AccessTokens
  let passwords: PasswordHasher
  private let clock: @Sendable () -> DateTime
  let signingIn: SigningIn
  let addressVerification: AddressVerification
  /// What all domains keep about people, this one last.
  let personalData: [PersonalData]
  let refreshing: Refreshing
  let ending: SessionEnding
  let passwordChanging: PasswordChanging
  let secondFactors: SecondFactors
  let oauth: OAuthSigningIn
  /// Access tokens that no longer count, though their time is not over.
  public let revocations: Revocations
  /// Where pictures of people are.
  let files: FilesDomain
  private let apiKeys = ApiKeyring()

  /// - Parameters:
  ///   - secret: what refresh tokens follow from one another by, what seals the secrets of second factors and signs the
  ///     states of sign-ins with other services: the same in all instances.
  ///   - mails: what is told by mail.
  ///   - oauth: the other services.
  ///   - fetcher: asks them.
  ///   - files: where pictures of people are.
  ///   - refreshLifetimeSeconds: how long a refresh token, and with it a session, lasts.
  ///   - personalData: what the other domains keep about people.
  ///   - clock: tells the time; nil for the system's clock.
  public init(
    tokens: AccessTokens, passwords: PasswordHasher, secret: ServerSecret, mails: AccountMails,
    oauth: OAuthSettings = OAuthSettings(), fetcher: any HTTPFetcher, files: FilesDomain,
    refreshLifetimeSeconds: Int = 7 * 86_400,
    personalData: [PersonalData] = [], clock: (@Sendable () -> DateTime)? = nil
  ) {
    let clock = clock ?? currentTime
    self.tokens = tokens
    self.passwords = passwords
    self.clock = clock
    self.files = files
    self.personalData = personalData + [PersonalDataStatements.part]
    signingIn = SigningIn(
      tokens: tokens, passwords: passwords, mails: mails, refreshLifetimeSeconds: refreshLifetimeSeconds, clock: clock)
    addressVerification = AddressVerification(mails: mails)
    revocations = Revocations(tokenLifetimeSeconds: tokens.lifetimeSeconds)
    refreshing = Refreshing(
      signingIn: signingIn, succession: RefreshTokenSuccession(secret: secret), revocations: revocations)
    ending = SessionEnding(revocations: revocations)
    passwordChanging = PasswordChanging(passwords: passwords, mails: mails, revocations: revocations)
    secondFactors = SecondFactors(
      signingIn: signingIn, sealing: FactorSecretSealing(secret), revocations: revocations)
    self.oauth = OAuthSigningIn(oauth, fetcher: fetcher, secret: secret, signingIn: signingIn)
  }

  /// Adds the types and loaders of this domain.
  ///
  /// - Parameters:
  ///   - groups: the study groups of users.
  ///   - notifications: what users are told.
  public func register(
    in map: inout ResolverMap, groups: any UserGroups, notifications: any UserNotifications
  ) {
    map.add(UserRow.fields(groups, notifications))
    map.add(UserRow.profileFields(files))
    map.add(UserStatsRow.fields)
    map.add(SessionRow.fields)
    map.add(SignedIn.fields)
    registerSessions(in: &map)
    registerAddresses(in: &map)
    registerOAuth(in: &map)
    registerSecondFactors(in: &map)
    registerApiKeys(in: &map)
    registerAccounts(in: &map)
    map.add(entity: API.User.typeName, UserRow.loader)
    // No client can name a UserStats; the entry lets the fields made from it share a load.
    map.add(entity: API.UserStats.typeName, UserStatsRow.loader)
    map.add(entity: API.Session.typeName, SessionRow.loader)
  }

  /// The viewer behind a bearer token; nil where it is neither a valid access token of ours nor a good API key.
  ///
  /// - Throws: why the database did not answer, which only keys ask.
  public func authenticate(bearer token: String, _ database: Database) async throws(PostgresError) -> Viewer? {
    guard ApiKeySecret.isMeant(by: token) else {
      guard let viewer = (try? tokens.verify(token, now: clock()))?.viewer, revocations.isCurrent(viewer) else {
        return nil
      }
      return viewer
    }
    guard let secret = ApiKeySecret(token) else { return nil }
    return try await apiKeys.find(secret, in: database)?
      .viewer(now: clock(), trustedSeconds: tokens.lifetimeSeconds)
  }

  /// Whether what a viewer has shown is still good: its time is not over, and it was not revoked.
  public func isCurrent(_ viewer: Viewer) -> Bool { clock() < viewer.expiresAt && revocations.isCurrent(viewer) }

  /// What this domain no longer needs.
  public var sweeps: [Sweep] { [SessionSweeps.sessions, SessionSweeps.usedTokens] }

  /// The public keys that verify access tokens, as a JSON Web Key Set.
  public var publicKeySet: [UInt8] { tokens.publicKeySet }

  /// What API keys are made and revoked with.
  var apiKeyKeeping: ApiKeyKeeping { ApiKeyKeeping(keyring: apiKeys, revocations: revocations, clock: clock) }

  /// The text to store for a password, as registration makes it.
  public func hashPassword(_ password: String) async throws -> String { try await passwords.hash(password) }
}

extension IdentityDomain {
  /// `Query.currentUser`. A token outlives the account it was made for by minutes at most; it then names nobody.
  public var currentUser: FieldResolver<Root, NoArguments, API.User> {
    .query { _, _, context in
      UserStatements.byID([try context.requireViewer().userID])
    } _: { rows, _, _, _ in
      guard rows.count == 1 else { throw GraphQLError.unauthenticated() }
      return .objects(Batch<UserRow>(RowStorage(rows)))
    }
  }

  /// `Query.viewer`.
  public var viewer: FieldResolver<Root, NoArguments, API.User?> {
    FieldResolver { _, _, context in
      .loading(LoadRequest(API.User.typeName, keys: [context.viewer?.userID]))
    }
  }

  /// `Mutation.login`.
  public var login: FieldResolver<Root, API.Mutation.LoginArguments, API.AuthPayload> {
    .fetch { _, arguments, context in
      .objects([try await signingIn.login(email: arguments.email, password: arguments.password, context)])
    }
  }

  /// `Mutation.register`.
  public var register: FieldResolver<Root, API.Mutation.RegisterArguments, API.AuthPayload> {
    .fetch { _, arguments, context in
      .objects([try await signingIn.register(Registration(arguments.input), context)])
    }
  }
}

/// The present moment, by the system's clock.
@Sendable
private func currentTime() -> DateTime {
  DateTime(microsecondsSince1970: PostgresTimestamp.now.microsecondsSince1970)
}
