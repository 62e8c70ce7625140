import DemoContent
import GraphQLHTTP
import GraphQLJSON
import GraphQLPostgres
import Postgres
import Testing

@testable import AtlasServer

@Suite("Idempotent mutations", .serialized, .timeLimit(.minutes(5)))
struct IdempotencyTests {
  static let create = """
    mutation ($key: String!, $name: String!) {
      createStudyGroup(input: {name: $name}) @idempotent(key: $key) { id name memberCount createdBy { id } }
    }
    """

  @Test("who founds a group twice with one key has one group, and the same answer byte for byte")
  func replay() async throws {
    try await withInstance { instance in
      let token = try await instance.signIn(.learner)
      let variables = ["key": "k-1", "name": "Quorum"]
      let first = try await instance.send(Self.create, variables, token: token)
      let second = try await instance.send(Self.create, variables, token: token)
      #expect(first.response["errors"] == nil && first.response.integer("data.createStudyGroup.memberCount") == 1)
      #expect(!first.isReplayed && second.isReplayed)
      #expect(first.body == second.body)
      #expect(try await instance.groups(named: "Quorum") == 1)
      let other = try await instance.send(Self.create, ["key": "k-2", "name": "Quorum"], token: token)
      #expect(!other.isReplayed && other.body != first.body)
      #expect(try await instance.groups(named: "Quorum") == 2)
    }
  }

  @Test("joining a group, registering and signing in happen once, with one event and one entry in the audit trail")
  func everyMutation() async throws {
    try await withInstance { instance in
      let learner = try await instance.signIn(.learner2)
      let group = try await instance.foundGroup("Raft", token: try await instance.signIn(.learner))
      let join = "mutation { joinStudyGroup(groupId: \"\(group)\") @idempotent(key: \"j\") { memberCount } }"
      let joined = try await instance.sendTwice(join, token: learner)
      #expect(joined.integer("data.joinStudyGroup.memberCount") == 2, "\(joined)")
      let events = try await instance.number("select count(*) from events where kind = 'GROUP_UPDATED'")
      #expect(events == 1)

      let register = """
        mutation {
          register(input: {email: "eve@people.example", password: "a long enough password"}) @idempotent(key: "r") {
            accessToken refreshToken user { id email } session { id current }
          }
        }
        """
      let registered = try await instance.sendTwice(register)
      #expect(registered.text("data.register.user.email") == "eve@people.example", "\(registered)")
      #expect(try await instance.number("select count(*) from users where email = 'eve@people.example'") == 1)
      let registrations = try await instance.number(
        "select count(*) from audit_events where action = 'identity.registered'")
      #expect(registrations == 1)

      let login = """
        mutation {
          login(email: "eve@people.example", password: "a long enough password") @idempotent(key: "l") { accessToken }
        }
        """
      let before = try #require(try await instance.number("select count(*) from sessions"))
      let signedIn = try await instance.sendTwice(login)
      let token = try #require(signedIn.text("data.login.accessToken"), "\(signedIn)")
      #expect(try await instance.number("select count(*) from sessions") == before + 1)
      #expect(try await instance.query("{ viewer { email } }", token: token).text("data.viewer.email") != nil)
    }
  }

  @Test("a sign-in that was refused is refused again, and stands in the audit trail once")
  func refusal() async throws {
    try await withInstance { instance in
      let text = """
        mutation {
          login(email: "learner@atlas.example", password: "not the right one") @idempotent(key: "l") { accessToken }
        }
        """
      let refused = try await instance.sendTwice(text)
      #expect(refused.code == "INVALID_CREDENTIALS" && refused["data"] == .null, "\(refused)")
      let refusals = try await instance.number(
        "select count(*) from audit_events where action = 'identity.login_refused'")
      #expect(refusals == 1)
    }
  }

  @Test("another request with the same key is refused and does nothing")
  func conflict() async throws {
    try await withInstance { instance in
      let token = try await instance.signIn(.learner)
      _ = try await instance.send(Self.create, ["key": "k", "name": "First"], token: token)
      let values = try await instance.send(Self.create, ["key": "k", "name": "Second"], token: token)
      let shorter = "mutation { createStudyGroup(input: {name: \"First\"}) @idempotent(key: \"k\") { id } }"
      let document = try await instance.send(shorter, token: token)
      for refused in [values, document] {
        #expect(refused.response.code == "IDEMPOTENCY_CONFLICT", "\(refused.response)")
        #expect(refused.response.errorPath == ["createStudyGroup"] && !refused.isReplayed)
      }
      #expect(try await instance.groups(named: "First") == 1)
      #expect(try await instance.groups(named: "Second") == 0)
    }
  }

  @Test("a key belongs to its user: another one has an outcome of their own")
  func scopes() async throws {
    try await withInstance { instance in
      let variables = ["key": "k", "name": "Mine"]
      let first = try await instance.send(Self.create, variables, token: try await instance.signIn(.learner))
      let other = try await instance.send(Self.create, variables, token: try await instance.signIn(.learner2))
      #expect(!other.isReplayed && other.body != first.body)
      #expect(try await instance.groups(named: "Mine") == 2)
      // Another session of the same user is the same user.
      let again = try await instance.send(Self.create, variables, token: try await instance.signIn(.learner))
      #expect(again.isReplayed && again.body == first.body)
    }
  }

  @Test("each field has its own key, by whatever name it is answered; one key for two fields serves the first")
  func severalFields() async throws {
    try await withInstance { instance in
      let token = try await instance.signIn(.learner)
      let text = """
        mutation ($one: String!) {
          a: createStudyGroup(input: {name: "Alpha"}) @idempotent(key: $one) { id }
          b: createStudyGroup(input: {name: "Beta"}) @idempotent(key: "two") { id }
          free: createStudyGroup(input: {name: "Free"}) { id }
        }
        """
      let first = try await instance.send(text, ["one": "1"], token: token)
      let second = try await instance.send(text, ["one": "1"], token: token)
      #expect(first.response["errors"] == nil && second.isReplayed)
      #expect(second.response["data.a.id"] == first.response["data.a.id"])
      #expect(second.response["data.b.id"] == first.response["data.b.id"])
      #expect(second.response["data.free.id"] != first.response["data.free.id"])
      #expect(try await instance.groups(named: "Alpha") == 1)
      #expect(try await instance.groups(named: "Beta") == 1)
      #expect(try await instance.groups(named: "Free") == 2)
      let same = """
        mutation {
          a: createStudyGroup(input: {name: "Gamma"}) @idempotent(key: "g") { id }
          b: createStudyGroup(input: {name: "Gamma"}) @idempotent(key: "g") { id }
        }
        """
      let refused = try await instance.send(same, token: token)
      #expect(refused.response.code == "IDEMPOTENCY_CONFLICT" && refused.response.errorPath == ["b"])
      #expect(try await instance.groups(named: "Gamma") == 1)
    }
  }

  @Test("the header is a key for every field of the operation")
  func header() async throws {
    try await withInstance { instance in
      let token = try await instance.signIn(.learner)
      let text = """
        mutation {
          a: createStudyGroup(input: {name: "Alpha"}) { id }
          b: createStudyGroup(input: {name: "Beta"}) { id }
        }
        """
      let first = try await instance.send(text, token: token, key: "h")
      let second = try await instance.send(text, token: token, key: "h")
      #expect(first.response["errors"] == nil && second.isReplayed && first.body == second.body)
      #expect(try await instance.groups(named: "Alpha") == 1)
      #expect(try await instance.groups(named: "Beta") == 1)
      let other = text.replacing("Alpha", with: "Omega")
      #expect(try await instance.send(other, token: token, key: "h").response.code == "IDEMPOTENCY_CONFLICT")
      // A directive with the same text is another key.
      let directive = "mutation { a: createStudyGroup(input: {name: \"Delta\"}) @idempotent(key: \"h\") { id } }"
      #expect(try await instance.send(directive, token: token).response["errors"] == nil)
      // It says nothing to queries.
      #expect(try await instance.send("{ viewer { id } }", token: token, key: "h").response["errors"] == nil)
    }
  }

  @Test("errors below a field and nulls are answered again with their paths and places")
  func errors() async throws {
    try await withInstance { instance in
      let group = try await instance.foundGroup("Paxos", token: try await instance.signIn(.learner))
      let token = try await instance.signIn(.learner2)
      let below = """
        mutation {
          joined: joinStudyGroup(groupId: "\(group)") @idempotent(key: "j") { name createdBy { email } }
        }
        """
      let partial = try await instance.sendTwice(below, token: token)
      #expect(partial.code == "FORBIDDEN" && partial.errorPath == ["joined", "createdBy", "email"], "\(partial)")
      #expect(partial["data.joined.createdBy.email"] == .null && partial.text("data.joined.name") == "Paxos")
      let missing = """
        mutation { joinStudyGroup(groupId: "group_999999") @idempotent(key: "m") { name } }
        """
      let null = try await instance.sendTwice(missing, token: token)
      #expect(null.code == "NOT_FOUND" && null["data"] == .null && null.errorPath == ["joinStudyGroup"])
    }
  }

  @Test("a taken address is an outcome: it is answered again, even when the address is free by then")
  func caughtConstraint() async throws {
    try await withInstance { instance in
      _ = try await instance.register("ada")
      let text = """
        mutation {
          register(input: {email: "ada@people.example", password: "another long password"}) @idempotent(key: "r") {
            user { id }
          }
        }
        """
      let first = try await instance.send(text)
      #expect(first.response.code == "CONFLICT", "\(first.response)")
      try await instance.change("delete from users where email = 'ada@people.example'")
      let second = try await instance.send(text)
      #expect(second.isReplayed && second.body == first.body)
      let fresh = try await instance.send(text.replacing("\"r\"", with: "\"r2\""))
      #expect(fresh.response["errors"] == nil, "\(fresh.response)")
    }
  }

  @Test("what decides nothing is not kept: the same request succeeds when its time has come")
  func undecided() async throws {
    try await withInstance { instance in
      let variables = ["key": "k", "name": "Later"]
      #expect(try await instance.send(Self.create, variables).response.code == "UNAUTHENTICATED")
      #expect(try await instance.number("select count(*) from idempotent_outcomes") == 0)
      // The field itself succeeds, but something below it does not: then all of it is undone.
      let token = try await instance.signIn(.learner)
      try await instance.change("alter table group_members rename column joined_at to not_there")
      let text = Self.create.replacing("memberCount", with: "viewerMembership { joinedAt }")
      let broken = try await instance.send(text, variables, token: token)
      #expect(broken.response.code == "INTERNAL" && broken.response["data"] == .null, "\(broken.response)")
      #expect(broken.response.errorPath == ["createStudyGroup"])
      #expect(try await instance.groups(named: "Later") == 0)
      try await instance.change("alter table group_members rename column not_there to joined_at")
      let whole = try await instance.send(text, variables, token: token)
      #expect(whole.response["errors"] == nil && !whole.isReplayed, "\(whole.response)")
      #expect(try await instance.groups(named: "Later") == 1)
    }
  }

  @Test("twenty equal requests at once have one effect and twenty equal answers")
  func parallel() async throws {
    try await withInstance { instance in
      let token = try await instance.signIn(.learner)
      let bodies = try await withThrowingTaskGroup(of: [UInt8].self) { group in
        for _ in 0..<20 {
          group.addTask {
            try await instance.send(Self.create, ["key": "k", "name": "Crowd"], token: token).body
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(bodies.count == 20 && Set(bodies).count == 1)
      #expect(String(decoding: bodies[0], as: UTF8.self).contains("\"memberCount\":1"))
      #expect(try await instance.groups(named: "Crowd") == 1)
    }
  }

  @Test("after 24 hours a key is as good as new, and what is left of it is swept")
  func expiry() async throws {
    try await withInstance { instance in
      let token = try await instance.signIn(.learner)
      let variables = ["key": "k", "name": "Daily"]
      func age(_ hours: Int) async throws {
        try await instance.change(
          "update idempotent_outcomes set created_at = now() - make_interval(hours => \(Int32(hours)))")
      }
      let first = try await instance.send(Self.create, variables, token: token)
      try await age(23)
      #expect(try await instance.send(Self.create, variables, token: token).isReplayed)
      let housekeeping = instance.application.housekeeping
      await housekeeping.sweepAll()
      #expect(try await instance.number("select count(*) from idempotent_outcomes") == 1)
      try await age(25)
      let next = try await instance.send(Self.create, variables, token: token)
      #expect(!next.isReplayed && next.body != first.body)
      let again = try await instance.send(Self.create, variables, token: token)
      #expect(again.isReplayed && again.body == next.body)
      #expect(try await instance.groups(named: "Daily") == 2)
      try await age(25)
      await housekeeping.sweepAll()
      #expect(try await instance.number("select count(*) from idempotent_outcomes") == 0)
    }
  }
}
