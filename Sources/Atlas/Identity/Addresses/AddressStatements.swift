import AtlasKernel
import Mail
import Postgres

/// Tokens that are sent to addresses, and what they are good for. Each change is one statement with its audit event and
/// its mail. Visitors call them, so they run for the system and name whose rows they mean.
enum AddressStatements {
  /// The common table expressions `issued` and `mailed`: a token, instead of older ones of its purpose, and the mail
  /// that carries it, for the row of `account` with the columns `id` and `email`.
  static func issuing(_ token: AccountToken, for purpose: AccountToken.Purpose, _ mail: OutgoingMail) -> Query {
    """
    issued as (
      insert into account_tokens (user_id, purpose, hash, email, expires_at)
      select a.id, \(purpose.rawValue)::text, \(token.hash)::bytea, a.email,
        now() + make_interval(secs => \(Double(purpose.lifetimeSeconds)))
      from account a
      on conflict (user_id, purpose) do update
      set hash = excluded.hash, email = excluded.email, created_at = excluded.created_at,
        expires_at = excluded.expires_at, used_at = null
    ), mailed as (
      \(fragment: mail.insertion)
    )
    """
  }

  /// Sends another verification mail to a user whose address is not verified. The row says whether it was.
  static func resendVerification(
    userID: Int64, _ token: AccountToken, _ mail: OutgoingMail, _ origin: Origin
  ) -> Query {
    Query(
      "identity.resendVerification",
      """
      with input as (select \(fragment: origin.columns)), account as (
        select u.id, u.email from users u where u.id = \(userID) and not u.email_verified and u.closed_at is null
      ), \(fragment: issuing(token, for: .verifyEmail, mail)), audited as (
        insert into audit_events (actor_id, action, subject, ip_address, user_agent, request_id)
        select a.id, 'identity.verification_requested', 'user_' || a.id, i.ip_address, i.user_agent, i.request_id
        from account a cross join input i
      )
      select exists (select from account) as sent
      """
    ).onBehalf(of: .system)
  }

  /// Confirms the address that a token was sent to, while it is still the user's. No row: the token is not good.
  static func verify(_ token: AccountToken, _ origin: Origin) -> Query {
    Query(
      "identity.verifyEmail",
      """
      with input as (select \(fragment: origin.columns)), \(fragment: taking(token, for: .verifyEmail)), account as (
        update users u
        set email_verified = true, updated_at = case when u.email_verified then u.updated_at else now() end,
          version = u.version + (not u.email_verified)::int
        from token t
        where u.id = t.user_id and u.email = t.email and u.closed_at is null
        returning u.id
      ), audited as (
        insert into audit_events (actor_id, action, subject, ip_address, user_agent, request_id)
        select a.id, 'identity.email_verified', 'user_' || a.id, i.ip_address, i.user_agent, i.request_id
        from account a cross join input i
      )
      select a.id as user_id from account a
      """
    ).onBehalf(of: .system)
  }

  /// Sends a token that replaces the password, where there is such an account. Either way the audit trail gets an event
  /// and the caller no row: both cases take a transaction that writes.
  static func requestReset(
    _ email: EmailAddress, _ token: AccountToken, _ mail: OutgoingMail, _ origin: Origin
  ) -> Query {
    Query(
      "identity.requestPasswordReset",
      """
      with input as (select \(fragment: origin.columns)), account as (
        select u.id, u.email from users u where u.email = \(email.text) and u.closed_at is null
      ), \(fragment: issuing(token, for: .resetPassword, mail))
      insert into audit_events (action, subject, ip_address, user_agent, request_id)
      select 'identity.password_reset_requested', 'user_' || (select a.id from account a), i.ip_address, i.user_agent,
        i.request_id
      from input i
      """
    ).onBehalf(of: .system)
  }

  /// Whether a reset with this token would succeed now.
  static func canReset(_ token: AccountToken) -> Query {
    Query(
      "identity.canResetPassword",
      """
      select exists (
        select from account_tokens t join users u on u.id = t.user_id and u.email = t.email and u.closed_at is null
        where \(fragment: isGood(token, for: .resetPassword))
      ) as is_good
      """
    ).onBehalf(of: .system)
  }

  /// Waits for whoever is signing in to the account of a token: what comes behind it in a transaction sees their sessions.
  static func lockOwner(of token: AccountToken) -> Query {
    Query(
      "identity.lockTokenOwner",
      """
      select u.id from users u
      join account_tokens t on t.user_id = u.id
      where \(fragment: isGood(token, for: .resetPassword))
      for no key update of u
      """
    ).onBehalf(of: .system)
  }

  /// Takes the token, stores the new password, ends all sessions and API keys and opens a fresh session. Who has the token reads the
  /// mail of the address, so it counts as verified. No row: the token is not good.
  static func resetPassword(
    _ token: AccountToken, passwordHash: String, notice: OutgoingMail, _ opening: SessionOpening
  ) -> Query {
    Query(
      "identity.resetPassword",
      """
      with input as (
        select \(fragment: opening.columns)
      ), \(fragment: taking(token, for: .resetPassword)), account as (
        update users u
        set password_hash = \(passwordHash), email_verified = true, last_login_at = now(),
          updated_at = case when u.email_verified then u.updated_at else now() end,
          version = u.version + (not u.email_verified)::int
        from token t
        where u.id = t.user_id and u.email = t.email and u.closed_at is null
        returning u.id, u.roles, u.email
      ), \(fragment: RevocationStatements.endAllSessions), \(fragment: RevocationStatements.endAllKeys),
      \(fragment: SessionOpening.session), noticed as (
        \(fragment: notice.insertion)
      ), audited as (
        insert into audit_events (actor_id, action, subject, ip_address, user_agent, request_id, details)
        select a.id, 'identity.password_reset', 'user_' || a.id, i.ip_address, i.user_agent, i.request_id,
          jsonb_build_object('sessionsEnded', (select count(*) from ended),
            'apiKeysEnded', (select count(*) from ended_keys))
        from account a cross join input i
      )
      select a.id as user_id, a.roles, s.id as session_id, \(fragment: SecondFactorStatements.isEnabled) as owes_factor,
        \(fragment: RevocationStatements.endedColumn), \(fragment: RevocationStatements.endedKeysColumn)
      from account a cross join session s
      """
    ).onBehalf(of: .system)
  }

  // MARK: Parts

  /// Of several statements with the same token one gets the row.
  private static func taking(_ token: AccountToken, for purpose: AccountToken.Purpose) -> Query {
    """
    token as (
      update account_tokens t
      set used_at = now()
      where \(fragment: isGood(token, for: purpose))
      returning t.user_id, t.email
    )
    """
  }

  private static func isGood(_ token: AccountToken, for purpose: AccountToken.Purpose) -> Query {
    """
    t.hash = \(token.hash)::bytea and t.purpose = \(purpose.rawValue) and t.used_at is null and t.expires_at > now()
    """
  }
}
