import AtlasAPI
import Postgres

/// Identities at other services, and the sessions that they open.
enum OAuthStatements {
  /// The account that is tied to an identity, else the one with its address.
  static func account(of identity: ExternalIdentity) -> Query {
    Query(
      "identity.oauthAccount",
      """
      select u.id, i.user_id is not null as is_tied, u.email_verified
      from users u
      left join oauth_identities i
        on i.user_id = u.id and i.provider = \(identity.provider.rawValue) and i.subject = \(identity.subject)
      where u.email = \(identity.verifiedEmail?.text)
        or u.id = (
          select o.user_id from oauth_identities o
          where o.provider = \(identity.provider.rawValue) and o.subject = \(identity.subject)
        )
      order by is_tied desc
      limit 1
      """
    ).onBehalf(of: .system)
  }

  /// Opens a session, after tying the account to the identity and making it, as the way says. No row where the account
  /// is not what it was when it was looked for.
  static func open(_ way: OAuthWay, _ identity: ExternalIdentity, _ opening: SessionOpening) -> Query {
    Query(
      "identity.loginWithOAuth",
      """
      with input as (select \(fragment: opening.columns)),
      account as (\(fragment: account(way))), tied as (\(fragment: tie(way, identity))),
      \(fragment: SessionOpening.session), audited as (
        insert into audit_events (actor_id, action, subject, ip_address, user_agent, request_id, details)
        select a.id, x.action, 'session_' || s.id, i.ip_address, i.user_agent, i.request_id,
          jsonb_build_object('provider', \(identity.provider.rawValue)::text)
        from account a cross join session s cross join input i cross join unnest(\(actions(way))) x (action)
      )
      select a.id as user_id, a.roles, s.id as session_id, \(fragment: SecondFactorStatements.isEnabled) as owes_factor
      from account a cross join session s
      """
    ).onBehalf(of: .system)
  }

  /// version and updated_at stay, as when somebody signs in with a password.
  private static func account(_ way: OAuthWay) -> Query {
    switch way {
    case .enter(let userID):
      """
      update users u set last_login_at = now()
        where u.id = \(userID) and u.closed_at is null
        returning u.id, u.roles
      """
    case .tie(let userID, let email):
      """
      update users u set last_login_at = now()
        where u.id = \(userID) and u.email = \(email.text) and u.email_verified and u.closed_at is null
        returning u.id, u.roles
      """
    case .make(let email, let displayName):
      """
      insert into users (email, email_verified, display_name, last_login_at)
        values (\(email.text), true, \(displayName), now())
        returning id, roles
      """
    }
  }

  private static func tie(_ way: OAuthWay, _ identity: ExternalIdentity) -> Query {
    switch way {
    case .enter:
      "select"
    case .tie, .make:
      """
      insert into oauth_identities (provider, subject, user_id)
        select \(identity.provider.rawValue), \(identity.subject), a.id from account a
      """
    }
  }

  private static func actions(_ way: OAuthWay) -> [String] {
    switch way {
    case .enter: ["identity.logged_in"]
    case .tie: ["identity.oauth_linked", "identity.logged_in"]
    case .make: ["identity.registered"]
    }
  }
}
