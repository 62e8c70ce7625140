import Identity
import OutboundHTTP
import Testing

@testable import AtlasServer

@Suite("Settings of signing in with other services")
struct OAuthConfigurationTests {
  private let google = ["OAUTH_GOOGLE_CLIENT_ID": "id", "OAUTH_GOOGLE_CLIENT_SECRET": "secret"]
  private let back = ["OAUTH_REDIRECT_URIS": "https://app.example/back, http://127.0.0.1:3000/back"]

  private func fault(_ variables: [String: String]...) -> String? {
    let variables = variables.reduce(into: [:]) { $0.merge($1) { $1 } }
    do throws(ConfigurationError) {
      _ = try AtlasConfiguration.oauth { variables[$0] }
      return nil
    } catch {
      return error.description
    }
  }

  @Test("without settings nobody can sign in so; with them the services stand where they usually do")
  func usual() throws {
    #expect(try !AtlasConfiguration.oauth { _ in nil }.isUsed)
    let variables = google.merging(back) { $1 }
    let settings = try AtlasConfiguration.oauth { variables[$0] }
    #expect(settings.google?.issuer.text == "https://accounts.google.com" && settings.google?.client.id == "id")
    #expect(settings.github == nil && settings.isUsed)
    #expect(settings.redirectURIs == ["https://app.example/back", "http://127.0.0.1:3000/back"])
  }

  @Test("the addresses can be those of a local provider")
  func addresses() throws {
    let variables = back.merging([
      "OAUTH_GITHUB_CLIENT_ID": "id", "OAUTH_GITHUB_CLIENT_SECRET": "secret",
      "OAUTH_GITHUB_URL": "http://127.0.0.1:9", "OAUTH_GITHUB_API_URL": "https://ghe.example/api/v3",
    ]) { $1 }
    let settings = try AtlasConfiguration.oauth { variables[$0] }
    #expect(settings.github?.site.text == "http://127.0.0.1:9")
    #expect(settings.github?.api.text == "https://ghe.example/api/v3")
  }

  @Test("half a client, addresses in the clear and a missing list of redirect URIs are named")
  func faults() {
    let together = "OAUTH_GOOGLE_CLIENT_ID and OAUTH_GOOGLE_CLIENT_SECRET need each other."
    #expect(fault(back, ["OAUTH_GOOGLE_CLIENT_ID": "id"]) == together)
    #expect(fault(back, ["OAUTH_GOOGLE_CLIENT_SECRET": "secret"]) == together)
    #expect(
      fault(google, back, ["OAUTH_GOOGLE_ISSUER": "http://id.example"])
        == "OAUTH_GOOGLE_ISSUER must be an https address, or an http address of this machine's loopback.")
    #expect(
      fault(google) == "OAUTH_REDIRECT_URIS is required where people can sign in with another service.")
    for list in ["/back", "com.example.app:/back", "https://app.example/#x", "https://app.example/a b"] {
      #expect(
        fault(google, ["OAUTH_REDIRECT_URIS": list])
          == "OAUTH_REDIRECT_URIS must be http or https addresses without fragments, separated by commas.")
    }
  }
}
