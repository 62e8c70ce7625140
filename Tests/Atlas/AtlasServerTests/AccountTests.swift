import AtlasKernel
import DemoContent
import GraphQLHTTP
import GraphQLJSON
import Identity
import Jobs
import Postgres
import Testing

@testable import AtlasServer

@Suite("Accounts: profiles, preferences, roles, the audit log, leaving")
struct AccountTests {
  private let profile = """
    mutation ($input: UpdateProfileInput!) {
      updateProfile(input: $input) {
        user { version profile { displayName bio language timeZone firstName } }
        userErrors { __typename code field ... on StaleVersionError { currentVersion current { id } } }
      }
    }
    """

  @Test("a profile changes in what was given: absent members stay, null removes, the version rises by one")
  func profileMembers() async throws {
    try await withInstance { instance in
      let token = try await instance.register("ada")
      let first = try await instance.query(
        profile, ["input": ["bio": "Mathematician", "language": "en", "displayName": "Ada L."]], token: token)
      #expect(first.text("data.updateProfile.user.profile.bio") == "Mathematician")
      #expect(first.text("data.updateProfile.user.profile.firstName") == "ada")
      let version = try #require(first.integer("data.updateProfile.user.version"))
      let second = try await instance.query(
        profile, ["input": ["bio": .null, "expectedVersion": .integer(version)]], token: token)
      #expect(second["data.updateProfile.user.profile.bio"] == .null)
      #expect(second.text("data.updateProfile.user.profile.language") == "en")
      #expect(second.text("data.updateProfile.user.profile.displayName") == "Ada L.")
      #expect(second.integer("data.updateProfile.user.version") == version + 1)
    }
  }

  @Test("who changes an old version is told the current one and changes nothing")
  func staleProfile() async throws {
    try await withInstance { instance in
      let token = try await instance.register("ada")
      let change: JSONObject = ["input": ["bio": "one", "expectedVersion": .integer(1)]]
      #expect(
        try await instance.query(profile, change, token: token).text("data.updateProfile.user.profile.bio") == "one")
      let stale = try await instance.query(
        profile, ["input": ["bio": "two", "expectedVersion": .integer(1)]], token: token)
      #expect(stale["data.updateProfile.user"] == .null)
      #expect(stale.text("data.updateProfile.userErrors.0.__typename") == "StaleVersionError")
      #expect(stale.integer("data.updateProfile.userErrors.0.currentVersion") == 2)
      #expect(stale.text("data.updateProfile.userErrors.0.current.id")?.hasPrefix("user_") == true)
      let after = try await instance.query("{ currentUser { profile { bio } } }", token: token)
      #expect(after.text("data.currentUser.profile.bio") == "one")
    }
  }

  @Test("preferences begin with defaults at version 0; an object of client programs is kept as it was given")
  func preferences() async throws {
    try await withInstance { instance in
      let token = try await instance.register("ada")
      let read = "{ currentUser { preferences { version learningStyle detailLevel dailyGoal theme extra } } }"
      let fresh = try await instance.query(read, token: token)
      #expect(fresh.integer("data.currentUser.preferences.version") == 0)
      #expect(fresh.text("data.currentUser.preferences.detailLevel") == "NORMAL")
      let change = """
        mutation ($input: UpdatePreferencesInput!) {
          updatePreferences(input: $input) {
            preferences { version learningStyle dailyGoal extra } userErrors { code field }
          }
        }
        """
      let extra: JSONValue = ["panes": [.integer(1), .null], "note": "\u{1F600}"]
      let first = try await instance.query(
        change, ["input": ["learningStyle": "VISUAL", "dailyGoal": "PT25M", "extra": extra]], token: token)
      #expect(first.integer("data.updatePreferences.preferences.version") == 1)
      #expect(first.text("data.updatePreferences.preferences.dailyGoal") == "PT25M")
      #expect(first["data.updatePreferences.preferences.extra"]?.at("note") == extra.at("note"))
      let second = try await instance.query(
        change, ["input": ["dailyGoal": .null, "expectedVersion": .integer(1)]], token: token)
      #expect(second["data.updatePreferences.preferences.dailyGoal"] == .null)
      #expect(second.text("data.updatePreferences.preferences.learningStyle") == "VISUAL")
      for (input, field) in [
        (["dailyGoal": "PT25H"], "dailyGoal"), (["extra": [.integer(1)]], "extra"),
        (["extra": ["a": .string(String(repeating: "x", count: 17 << 10))]], "extra"),
        (["expectedVersion": .integer(1)], "expectedVersion"),
      ] as [(JSONObject, String)] {
        let refused = try await instance.query(change, ["input": .object(input)], token: token)
        #expect(refused.text("data.updatePreferences.userErrors.0.field.1") == field, "\(refused)")
      }
    }
  }

  private let grant = """
    mutation ($input: GrantRoleInput!) { grantRole(input: $input) { user { roles } userErrors { code field } } }
    """
  private let revoke = """
    mutation ($input: RevokeRoleInput!) { revokeRole(input: $input) { user { roles } userErrors { code field } } }
    """

  @Test(
    "an administrator gives and takes roles, each once in the audit log; the last role and the last administrator stay")
  func roles() async throws {
    try await withInstance { instance in
      let admin = try await instance.signIn(.admin)
      let learner = try await instance.query("{ currentUser { id } }", token: instance.register("ada"))
      let id = try #require(learner["data.currentUser.id"])
      let input: JSONObject = ["input": ["userId": id, "role": "CREATOR"]]
      for _ in 0..<2 {
        let granted = try await instance.query(grant, input, token: admin)
        #expect(granted["data.grantRole.user.roles"] == ["STUDENT", "CREATOR"], "\(granted)")
      }
      let log = try await instance.query(
        "query ($f: AuditFilter) { auditLog(filter: $f) { nodes { action details subject { id } actor { id } } } }",
        ["f": ["subjectId": id, "action": "identity.role_granted"]], token: admin)
      #expect(log["data.auditLog.nodes"]?.arrayValue?.count == 1, "\(log)")
      #expect(log.text("data.auditLog.nodes.0.details.role") == "CREATOR")
      let revoked = try await instance.query(revoke, input, token: admin)
      #expect(revoked["data.revokeRole.user.roles"] == ["STUDENT"])
      let last = try await instance.query(revoke, ["input": ["userId": id, "role": "STUDENT"]], token: admin)
      #expect(last.text("data.revokeRole.userErrors.0.code") == "CONFLICT")
      let own = try await instance.query("{ currentUser { id } }", token: admin)
      let myself: JSONObject = ["input": ["userId": try #require(own["data.currentUser.id"]), "role": "ADMIN"]]
      let lastAdmin = try await instance.query(revoke, myself, token: admin)
      #expect(lastAdmin.text("data.revokeRole.userErrors.0.code") == "CONFLICT", "\(lastAdmin)")
      let nobody = try await instance.query(grant, ["input": ["userId": "user_999999", "role": "ADMIN"]], token: admin)
      #expect(nobody.text("data.grantRole.userErrors.0.code") == "NOT_FOUND")
    }
  }

  @Test("the audit log is paged from the latest, and is there for administrators only, also through node")
  func auditLog() async throws {
    try await withInstance { instance in
      let admin = try await instance.signIn(.admin)
      for _ in 0..<3 {
        _ = try await instance.query(
          #"mutation { login(email: "learner@atlas.example", password: "wrong") { tokenType } }"#)
      }
      let page =
        "query ($after: String) { auditLog(filter: {action: \"identity.login_refused\"}, first: 2, after: $after) "
        + "{ edges { cursor node { id action ipAddress requestId } } pageInfo { hasNextPage endCursor } } }"
      let first = try await instance.query(page, token: admin)
      #expect(first["data.auditLog.edges"]?.arrayValue?.count == 2, "\(first)")
      #expect(first["data.auditLog.pageInfo.hasNextPage"] == .boolean(true))
      let cursor = try #require(first["data.auditLog.pageInfo.endCursor"])
      let second = try await instance.query(page, ["after": cursor], token: admin)
      #expect(second["data.auditLog.edges"]?.arrayValue?.count == 1)
      #expect(second["data.auditLog.pageInfo.hasNextPage"] == .boolean(false))
      let id = try #require(first["data.auditLog.edges.0.node.id"])
      let node = "query ($id: ID!) { node(id: $id) { ... on AuditEvent { action } } }"
      #expect(
        try await instance.query(node, ["id": id], token: admin).text("data.node.action") == "identity.login_refused")
      for token in [nil, try await instance.signIn(.instructor)] {
        #expect(try await instance.query(node, ["id": id], token: token)["data.node"] == .null)
        #expect(["FORBIDDEN", "UNAUTHENTICATED"].contains(try await instance.query(page, token: token).code))
      }
    }
  }

  @Test("an export holds what all domains keep about the caller, and no secret")
  func export() async throws {
    try await withInstance { instance in
      let token = try await instance.signIn(.learner)
      let asked = try await instance.query(
        "mutation { exportMyData { job { id state } userErrors { code } } }", token: token)
      #expect(asked.text("data.exportMyData.job.state") == "QUEUED", "\(asked)")
      let job = try #require(asked.text("data.exportMyData.job.id"))
      try await instance.application.jobs.runDue()
      let done = try await instance.query(
        "{ job(id: \"\(job)\") { state error result { ... on FileAsset { filename mimeType url } } } }", token: token)
      let url = try #require(done.text("data.job.result.url"), "\(done)")
      let target = try #require(url.firstRange(of: "/files/").map { String(url[$0.lowerBound...]) })
      let file = await instance.answer(HTTPRequestHead(method: "GET", target: target, fields: [:]))
      let export = try JSONParser.parse(try await bytes(of: file))
      let members = try #require(export.objectValue).members.map(\.key)
      #expect(
        Set(members)
          == Set(Domains.personalData.map(\.name) + ["account"]), "every domain has its part")
      #expect(export.at("account.profile.email")?.stringValue == "learner@atlas.example")
      #expect(export.at("account.apiKeys") == [])
      #expect((export.at("progress.diagrams")?.arrayValue?.count ?? 0) > 0)
      #expect((export.at("groups.0.messages")?.arrayValue?.count ?? 0) > 0)
      let text = String(decoding: export.serialized(), as: UTF8.self)
      #expect(!text.contains("scrypt") && !text.contains("hash"))
      let foreign = try await instance.query("{ job(id: \"\(job)\") { id } }", token: try await instance.signIn(.admin))
      #expect(foreign["data.job"] == .null)
    }
  }

  /// What is answered, streamed or not.
  private func bytes(of answer: HTTPAnswer) async throws -> [UInt8] {
    switch answer {
    case .complete(let response): return response.body
    case .stream(_, let produce):
      let (pieces, continuation) = AsyncStream.makeStream(of: [UInt8].self)
      async let produced: Void = {
        try await produce(StreamWriter(continuation: continuation))
        continuation.finish()
      }()
      var bytes: [UInt8] = []
      for await piece in pieces { bytes += piece }
      try await produced
      return bytes
    }
  }

  private let close = """
    mutation ($input: DeleteMyAccountInput!) { deleteMyAccount(input: $input) { scheduledFor userErrors { code field } } }
    """

  @Test("closing asks for the password and a confirmation; then nobody can sign in")
  func closing() async throws {
    try await withInstance { instance in
      let token = try await instance.register("ada")
      let password: JSONValue = "a long enough password"
      for input in [
        ["confirm": false, "password": password], ["confirm": true, "password": "wrong"], ["confirm": true],
      ]
        as [JSONObject]
      {
        let refused = try await instance.query(close, ["input": .object(input)], token: token)
        #expect(refused.text("data.deleteMyAccount.userErrors.0.code") == "INVALID", "\(refused)")
      }
      let closed = try await instance.query(
        close, ["input": ["confirm": true, "password": password]], token: token)
      #expect(closed.text("data.deleteMyAccount.scheduledFor") != nil, "\(closed)")
      let login =
        "mutation { login(email: \"ada@people.example\", password: \"a long enough password\") { tokenType } }"
      #expect(try await instance.query(login).code == "INVALID_CREDENTIALS")
    }
  }

  @Test("erasing empties the account, hands its groups over, and leaves nothing personal in any table")
  func erasing() async throws {
    try await withInstance { instance in
      let token = try await instance.signIn(.learner)
      let id = try #require(
        try await instance.query("{ currentUser { id } }", token: token).text("data.currentUser.id"))
      let key = try #require(Int64(id.dropFirst("user_".count)))
      let founded = try await instance.query(
        "mutation { createStudyGroup(input: {name: \"Left behind\"}) { id } }", token: token)
      let group = try #require(founded["data.createStudyGroup.id"])
      let other = try await instance.signIn(.learner2)
      _ = try await instance.query(
        "mutation ($g: ID!) { joinStudyGroup(groupId: $g) { id } }", ["g": group], token: other)
      let closed = try await instance.query(
        close, ["input": ["confirm": true, "password": "atlas-demo-password"]], token: token)
      #expect(closed.text("data.deleteMyAccount.scheduledFor") != nil, "\(closed)")
      let database = instance.application.database
      #expect(try await instance.application.service.identity.eraseNext(database) == false)
      try await database.write("update users set erase_at = now() - interval '1 second' where id = \(key)")
      await instance.application.housekeeping.sweepAll()
      #expect(try await instance.application.service.identity.eraseNext(database) == false)
      for table in [
        "sessions", "api_keys", "second_factors", "oauth_identities", "account_tokens", "learner_progress",
        "progress_events",
      ]
        as [StaticString] + [
          "diagram_completions", "lab_results", "conversations", "answers", "group_members", "user_preferences",
        ]
      {
        let count: Query = "select count(*) from \(unsafeRawSQL: table) where user_id = \(key)"
        let rows = try await database.read(count.onBehalf(of: .system))
        #expect(rows.int(0, 0) == 0, "\(table)")
      }
      let messages: Query = "select count(*) from group_messages where author_id = \(key)"
      let written = try await database.read(messages.onBehalf(of: .system))
      #expect(written.int(0, 0) == 0)
      let row = try await database.read("select email, first_name, password_hash from users where id = \(key)")
      #expect(row.string(0, 0)?.hasPrefix("erased-\(key)-") == true)
      #expect(row.string(0, 1) == nil && row.string(0, 2) == nil)
      let left = try await instance.query(
        "query ($g: ID!) { node(id: $g) { ... on StudyGroup { memberCount viewerMembership { role } } } }",
        ["g": group], token: other)
      #expect(left.text("data.node.viewerMembership.role") == "OWNER", "\(left)")
      #expect(left.integer("data.node.memberCount") == 1)
    }
  }
}
