import AtlasAPI
import GraphQLSchema
import GraphQLSyntax
import Testing

@testable import AtlasKernel

@Suite("API keys before the guards")
struct ApiKeyScopeTests {
  private func viewer(_ scopes: Set<String>, _ roles: Set<API.Role> = [.student]) -> Viewer {
    Viewer(
      userID: 1, credential: .apiKey(1, scopes: scopes), roles: roles, expiresAt: DateTime(microsecondsSince1970: 0))
  }

  private func requirement(_ directive: String) throws -> AccessRequirement {
    let field = try #require(try schema("type Query { field: Int \(directive) }").type(named: "Query")?.fields.first)
    return AccessRequirement(try #require(field.directive("auth")))
  }

  private func schema(_ text: String) throws -> Schema {
    let directive = """
      directive @auth(requires: Role = STUDENT, scopes: [[String!]!]) on OBJECT | FIELD_DEFINITION
      enum Role { STUDENT CREATOR INSTRUCTOR ADMIN SERVICE }
      """
    return SchemaBuilder.build([try Parser.parse(directive + text)])
  }

  @Test("scopes are alternatives of which each must be held together")
  func alternatives() throws {
    let both = try requirement(#"@auth(scopes: [["groups:read", "groups:write"], ["tutor:ask"]])"#)
    func admits(_ scopes: Set<String>) -> Bool { (try? both.admit(viewer(scopes)).get()) != nil }
    #expect(admits(["groups:read", "groups:write"]))
    #expect(admits(["tutor:ask"]))
    #expect(admits(["tutor:ask", "groups:read"]))
    #expect(admits(["admin:all"]))
    #expect(!admits(["groups:read"]))
    #expect(!admits(["groups:write"]))
    #expect(!admits([]))
    #expect(!admits(["Tutor:ask", "tutor:*"]))
  }

  @Test("without scopes no key passes, not even one that may do everything; whoever signed in does")
  func noScopes() throws {
    for directive in ["@auth", "@auth(scopes: [])"] {
      let closed = try requirement(directive)
      let all = Set(ApiKeyScope.allCases.map(\.rawValue))
      #expect((try? closed.admit(viewer(all, [.admin])).get()) == nil)
      let person = Viewer(
        userID: 1, credential: .session(1), roles: [.student], expiresAt: DateTime(microsecondsSince1970: 0))
      #expect((try? closed.admit(person).get()) != nil)
    }
  }

  @Test("a scope does not stand for a role, and SERVICE takes a key of an account that has it")
  func service() throws {
    let admins = try requirement(#"@auth(requires: ADMIN, scopes: [["admin:all"]])"#)
    #expect((try? admins.admit(viewer(["admin:all"])).get()) == nil)
    #expect((try? admins.admit(viewer(["admin:all"], [.admin])).get()) != nil)
    let services = try requirement(#"@auth(requires: SERVICE, scopes: [["labs:report"]])"#)
    #expect((try? services.admit(viewer(["labs:report"], [.service])).get()) != nil)
    #expect((try? services.admit(viewer(["labs:report"], [.admin])).get()) == nil)
    #expect((try? services.admit(viewer(["tutor:ask"], [.service])).get()) == nil)
    let person = Viewer(
      userID: 1, credential: .session(1), roles: [.service], expiresAt: DateTime(microsecondsSince1970: 0))
    #expect((try? services.admit(person).get()) == nil)
  }

  @Test("scopes that no key can have, and alternatives without any, are found wherever they stand")
  func unknown() throws {
    let found = ApiKeyScope.unknownScopes(
      try schema(
        """
        type Query { a: Int @auth(scopes: [["tutor:ask"], ["tutor:aks"]]) b: Other @auth c: Int @auth(scopes: [[]]) }
        type Other @auth(scopes: [["catalog:read", "Catalog:read"]]) { d: Int }
        """))
    #expect(found.map(\.coordinate) == ["Query.a", "Query.c", "Other"])
    #expect(found.map(\.scope) == ["tutor:aks", "", "Catalog:read"])
  }
}
