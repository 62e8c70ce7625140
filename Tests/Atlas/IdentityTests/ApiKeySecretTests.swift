import AtlasAPI
import AtlasKernel
import Testing

@testable import Identity

@Suite("The secrets of API keys, and what a key may be made for")
struct ApiKeySecretTests {
  @Test("a secret has the form that scanners look for, and is read again")
  func form() throws {
    let secret = ApiKeySecret()
    #expect(secret.text.wholeMatch(of: /atlas_[0-9A-Za-z]{8}_[0-9A-Za-z]{43}/) != nil)
    #expect(secret.prefix == String(secret.text.prefix(14)))
    #expect(try #require(ApiKeySecret(secret.text)).hash == secret.hash)
    #expect(ApiKeySecret().text != secret.text)
  }

  @Test("the checksum is CRC-32 in base 62")
  func checksum() {
    // zlib.crc32(b"atlas_" + b"0" * 8 + b"_" + b"0" * 37) is 635523469.
    #expect(ApiKeySecret("atlas_00000000_" + String(repeating: "0", count: 37) + "0h0agX") != nil)
  }

  @Test("a slip anywhere is noticed")
  func slips() {
    let text = ApiKeySecret().text
    for position in text.indices {
      for character in "aZ0_-" where text[position] != character {
        #expect(ApiKeySecret(text.replacingCharacter(at: position, with: character)) == nil)
      }
    }
    for other in ["", "atlas_", text + "a", text + " ", " " + text, String(text.dropLast()), text + "\u{301}"] {
      #expect(ApiKeySecret(other) == nil)
    }
  }

  @Test("scopes above the owner's roles are theirs alone")
  func roles() {
    func allowed(_ roles: Set<API.Role>) -> Set<ApiKeyScope> {
      Set(ApiKeyScope.allCases.filter { $0.isAllowed(for: roles) })
    }
    let usual = Set(ApiKeyScope.allCases).subtracting([.adminAll, .labsReport, .catalogWrite])
    #expect(allowed([.student]) == usual)
    #expect(allowed([.creator]) == usual.union([.catalogWrite]))
    #expect(allowed([.instructor]) == usual.union([.catalogWrite]))
    #expect(allowed([.service]) == usual.union([.labsReport]))
    #expect(allowed([.admin]) == Set(ApiKeyScope.allCases))
  }
}

extension String {
  fileprivate func replacingCharacter(at position: Index, with character: Character) -> String {
    String(self[..<position]) + String(character) + String(self[index(after: position)...])
  }
}
