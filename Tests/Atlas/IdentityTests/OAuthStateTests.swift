import AtlasKernel
import AtlasAPI
import Testing

@testable import Identity

@Suite("The state of a sign-in with another service")
struct OAuthStateTests {
  typealias Beginning = OAuthState.Beginning

  let states = OAuthState(ServerSecret([UInt8](repeating: 1, count: 32)))
  let now = DateTime(microsecondsSince1970: 1_800_000_000_000_000)
  let beginning = Beginning(provider: .google, redirectURI: "https://app.example/back", codeChallenge: "challenge")

  @Test("it is good for ten minutes, fits its argument, and is another each time")
  func lifetime() {
    let state = states.make(beginning, now: now)
    #expect(states.isValid(state, for: beginning, now: now))
    #expect(states.isValid(state, for: beginning, now: after(599)))
    #expect(!states.isValid(state, for: beginning, now: after(600)))
    #expect(state.utf8.count <= 512)
    #expect(states.make(beginning, now: now) != state)
    #expect(states.nonce(for: state) != states.nonce(for: states.make(beginning, now: now)))
  }

  @Test("it is good only for what the sign-in began with")
  func bound() {
    let state = states.make(beginning, now: now)
    let others = [
      Beginning(provider: .github, redirectURI: "https://app.example/back", codeChallenge: "challenge"),
      Beginning(provider: .google, redirectURI: "https://app.example/back2", codeChallenge: "challenge"),
      Beginning(provider: .google, redirectURI: "https://app.example/back", codeChallenge: "challenge2"),
      // The same bytes, with the border between the parts elsewhere.
      Beginning(provider: .google, redirectURI: "https://app.example/backc", codeChallenge: "hallenge"),
    ]
    for other in others { #expect(!states.isValid(state, for: other, now: now), "\(other)") }
  }

  @Test("no bit of it can be changed, nothing can be cut or added, and another server's is not ours")
  func forged() throws {
    let state = states.make(beginning, now: now)
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
    for position in state.indices {
      let present = try #require(alphabet.firstIndex(of: state[position]))
      var changed = state
      changed.replaceSubrange(position...position, with: [alphabet[present ^ 1]])
      #expect(!states.isValid(changed, for: beginning, now: now), "\(changed)")
    }
    for other in ["", "A", String(state.dropLast()), state + "A", state + "=", " " + state] {
      #expect(!states.isValid(other, for: beginning, now: now), "\(other)")
    }
    let others = OAuthState(ServerSecret([UInt8](repeating: 2, count: 32)))
    #expect(!others.isValid(state, for: beginning, now: now))
  }

  @Test("the challenge of a verifier is that of RFC 7636, appendix B; other texts are no verifiers")
  func challenge() {
    #expect(
      CodeVerifier.challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")
        == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")
    let tooShort = String(repeating: "a", count: 42)
    for text in ["", tooShort, String(repeating: "a", count: 129), tooShort + "+", tooShort + "ä", tooShort + " "] {
      #expect(CodeVerifier.challenge(text) == nil, "\(text)")
    }
  }

  private func after(_ seconds: Int64) -> DateTime {
    DateTime(microsecondsSince1970: now.microsecondsSince1970 + seconds * 1_000_000)
  }
}
