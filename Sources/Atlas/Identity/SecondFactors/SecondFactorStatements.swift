import AtlasKernel
import Mail
import Postgres

/// Second factors and recovery codes. What proves a factor and what it opens is one statement: of two that use one code,
/// one finds it used.
enum SecondFactorStatements {
  /// Whether the account that the statement names `a` has a factor that counts.
  static let isEnabled: Query = """
    exists (select from second_factors f where f.user_id = a.id and f.confirmed_at is not null)
    """

  /// Those of the users whose factor counts.
  static func enabled(among userIDs: [Int64]) -> Query {
    Query(
      "identity.secondFactorsEnabled",
      """
      select f.user_id from second_factors f where f.user_id = any(\(userIDs)) and f.confirmed_at is not null
      """
    ).onBehalf(of: .system)
  }

  /// Stores a factor that does not count yet, and its recovery codes; no row where one counts.
  ///
  /// - Parameter recoveryHashes: of 32 bytes each, one behind the other.
  static func enroll(_ userID: Int64, sealedSecret: [UInt8], recoveryHashes: [UInt8], _ origin: Origin) -> Query {
    Query(
      "identity.enrollMfa",
      """
      with input as (select \(recoveryHashes)::bytea as hashes), factor as (
        insert into second_factors as f (user_id, sealed_secret)
        select u.id, \(sealedSecret)::bytea from users u where u.id = \(userID)
        on conflict (user_id) do update
          set created_at = now(), sealed_secret = excluded.sealed_secret, last_step = 0, tries = 0, locked_until = null
          where f.confirmed_at is null
        returning f.user_id
      ), cleared as (
        delete from recovery_codes c using factor f where c.user_id = f.user_id
      ), codes as (
        insert into recovery_codes (user_id, code_hash)
        select f.user_id, substring(i.hashes from 32 * n + 1 for 32)
        from factor f cross join input i cross join generate_series(0, octet_length(i.hashes) / 32 - 1) n
      ), audited as (
        insert into audit_events (actor_id, action, subject, ip_address, user_agent, request_id)
        select f.user_id, 'identity.mfa_enrolled', 'user_' || f.user_id, \(origin.ipAddress), \(origin.userAgent),
          \(origin.requestID)
        from factor f
      )
      select u.email from factor f join users u on u.id = f.user_id
      """
    ).onBehalf(of: .system)
  }

  /// How an open session stands to the factor of its user; no row where the session is not open.
  static func standing(_ asking: Asking) -> Query {
    Query(
      "identity.factorStanding",
      """
      select case when f.user_id is not null then f.confirmed_at is not null end as is_confirmed,
        s.factor_at is not null as is_given
      from sessions s
      left join second_factors f on f.user_id = s.user_id
      where s.id = \(asking.sessionID) and s.user_id = \(asking.userID) and s.revoked_at is null
        and s.expires_at > now()
      """
    ).onBehalf(of: .system)
  }

  /// Counts a try before its code is looked at; no row while the factor is locked. The tenth try locks it at once, and a
  /// right code opens it again.
  static func takeTry(_ asking: Asking) -> Query {
    Query(
      "identity.takeFactorTry",
      """
      update second_factors f
      set tries = case when f.locked_until is null then f.tries + 1 else 1 end,
        locked_until = case when f.locked_until is null and f.tries >= 9 then now() + interval '15 minutes' end
      where f.user_id = \(asking.userID) and (f.locked_until is null or f.locked_until <= now())
      returning f.sealed_secret, f.last_step
      """
    ).onBehalf(of: .system)
  }

  /// Uses up a proof, ends the session that asks and opens a whole one instead; no row where the proof is none, or the
  /// session was not open any more.
  ///
  /// - Parameter notice: tells the owner of a factor that counts from now on.
  static func confirm(
    _ proof: FactorProof, _ asking: Asking, _ opening: SessionOpening, notice: OutgoingMail?
  ) -> Query {
    let noticed: Query = notice.map { "noticed as (\(fragment: $0.insertion)), " } ?? ""
    return Query(
      "identity.confirmMfa",
      """
      with input as (select \(fragment: opening.columns)), \(fragment: Self.asking(asking)),
      proven as (\(fragment: uses(proof))), ended as (
        update sessions s set revoked_at = now() from asking a, proven p where s.id = a.id and s.user_id = p.user_id
        returning s.id, s.user_id
      ), \(fragment: RevocationStatements.announceEnded), account as (
        select u.id, u.roles, u.email from ended e join users u on u.id = e.user_id and u.closed_at is null
      ), \(fragment: noticed)\(fragment: SessionOpening.session), audited as (
        insert into audit_events (actor_id, action, subject, ip_address, user_agent, request_id)
        select a.id, \(proof.confirmation), 'session_' || s.id, i.ip_address, i.user_agent, i.request_id
        from account a cross join session s cross join input i
      )
      select a.id as user_id, a.roles, s.id as session_id, false as owes_factor,
        \(fragment: RevocationStatements.endedColumn)
      from account a cross join session s
      """
    ).onBehalf(of: .system)
  }

  /// Uses up a proof and removes the factor; its recovery codes go with it. No row where the proof is none.
  ///
  /// What sessions gave of this factor counts for no later one.
  static func disable(_ proof: FactorProof, _ asking: Asking, notice: OutgoingMail) -> Query {
    Query(
      "identity.disableMfa",
      """
      with \(fragment: Self.asking(asking)), proven as (\(fragment: removes(proof))), removed as (
        delete from second_factors f using proven p where f.user_id = p.user_id
      ), forgotten as (
        update sessions s set factor_at = null from proven p where s.user_id = p.user_id
      ), account as (
        select u.id, u.email from proven p join users u on u.id = p.user_id
      ), noticed as (
        \(fragment: notice.insertion)
      ), audited as (
        insert into audit_events (actor_id, action, subject, ip_address, user_agent, request_id)
        select p.user_id, 'identity.mfa_disabled', 'user_' || p.user_id, \(asking.origin.ipAddress),
          \(asking.origin.userAgent), \(asking.origin.requestID)
        from proven p
      )
      select p.user_id from proven p
      """
    ).onBehalf(of: .system)
  }

  /// Records a code that was refused.
  static func recordRefusal(_ asking: Asking, reason: String) -> Query {
    Query(
      "identity.mfaRefused",
      """
      insert into audit_events (actor_id, action, subject, ip_address, user_agent, request_id, details)
      select u.id, 'identity.mfa_refused', 'session_' || \(asking.sessionID)::bigint, \(asking.origin.ipAddress),
        \(asking.origin.userAgent), \(asking.origin.requestID), jsonb_build_object('reason', \(reason)::text)
      from users u
      where u.id = \(asking.userID)
      """)
  }

  // MARK: Parts

  /// The session that asks, locked, while it is open.
  private static func asking(_ asking: Asking) -> Query {
    """
    asking as (
        select s.id, s.user_id
        from sessions s
        where s.id = \(asking.sessionID) and s.user_id = \(asking.userID) and s.revoked_at is null
          and s.expires_at > now()
        for update
      )
    """
  }

  /// The use of a proof: a row with the user where it was good. A code that is used confirms the factor, if it was not.
  private static func uses(_ proof: FactorProof) -> Query {
    switch proof {
    case .code(let step, let sealedSecret):
      """
      update second_factors f
        set last_step = \(step), tries = 0, locked_until = null, confirmed_at = coalesce(f.confirmed_at, now())
        from asking a
        where f.user_id = a.user_id and f.last_step < \(step) and f.sealed_secret = \(sealedSecret)
        returning f.user_id
      """
    case .recoveryCode(let hash):
      usesRecoveryCode(hash)
    }
  }

  /// The same where the factor is to go: one statement cannot change and delete a row, so a code is used up by deleting.
  private static func removes(_ proof: FactorProof) -> Query {
    switch proof {
    case .code(let step, let sealedSecret):
      """
      delete from second_factors f
        using asking a
        where f.user_id = a.user_id and f.last_step < \(step) and f.sealed_secret = \(sealedSecret)
        returning f.user_id
      """
    case .recoveryCode(let hash):
      usesRecoveryCode(hash)
    }
  }

  private static func usesRecoveryCode(_ hash: [UInt8]) -> Query {
    """
    update recovery_codes c
      set used_at = now()
      from asking a
      join second_factors f on f.user_id = a.user_id and f.confirmed_at is not null
      where c.user_id = a.user_id and c.code_hash = \(hash) and c.used_at is null
      returning c.user_id
    """
  }
}
