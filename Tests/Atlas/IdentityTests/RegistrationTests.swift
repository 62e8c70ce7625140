import AtlasAPI
import AtlasKernel
import GraphQLSchema
import GraphQLSyntax
import Testing

@testable import Identity

@Suite("Registration")
struct RegistrationTests {
  @Test(
    "only the ASCII letters of an address change, to lower case",
    arguments: [
      ("Ada@Example.ORG", "ada@example.org"), ("a.b+c@d.example", "a.b+c@d.example"), ("A@B", "a@b"),
      ("O'Brien_[x]@example.org", "o'brien_[x]@example.org"),
    ])
  func normalised(text: String, expected: String) {
    #expect(EmailAddress(text)?.text == expected)
  }

  @Test(
    "spaces, control characters, other scripts and missing parts make no address",
    arguments: [
      "", "a", "@", "ab", "a@", "@b", "a@b@c", " a@b", "a@b ", "a b@c", "a\t@b", "a@b\n", "a@b\u{0}",
      "\u{212A}@b.example", "ü@example.org", "a@exämple.org", "a@b\u{7F}",
    ])
  func refused(text: String) {
    #expect(EmailAddress(text) == nil)
  }

  @Test("254 bytes are an address, 255 are none")
  func length() {
    #expect(EmailAddress(String(repeating: "a", count: 252) + "@b") != nil)
    #expect(EmailAddress(String(repeating: "a", count: 253) + "@b") == nil)
  }

  @Test("others see the names, or what stands before the @ while there are none")
  func displayName() throws {
    #expect(try registration(first: "Ada", last: "Lovelace").displayName == "Ada Lovelace")
    #expect(try registration(first: "Ada").displayName == "Ada")
    #expect(try registration(last: "Lovelace").displayName == "Lovelace")
    #expect(try registration(first: " ", last: "").displayName == "ada")
    #expect(try registration().displayName == "ada")
  }

  @Test("a time zone has the form of an IANA name")
  func timeZone() throws {
    for name in ["Europe/Vienna", "UTC", "Etc/GMT+5", "America/Port-au-Prince"] {
      #expect(try registration(timeZone: name).timeZone == name)
    }
    for name in ["", "Europe Vienna", "../zone", String(repeating: "x", count: 65)] {
      expectRefusal("input.timeZone") { try registration(timeZone: name) }
    }
  }

  @Test("what a client says of itself is cut and cleaned before it is stored")
  func origin() {
    #expect(Origin.printable("curl/8\u{0}\r\n", limit: 512) == "curl/8")
    #expect(Origin.printable(String(repeating: "é", count: 600), limit: 512).unicodeScalars.count == 512)
  }

  private func expectRefusal(_ name: String, _ make: () throws -> Registration) {
    #expect {
      try make()
    } throws: { error in
      guard let error = error as? GraphQLError else { return false }
      return error.code == .validationError && error.message.hasPrefix(name)
    }
  }

  private func registration(
    first: String? = nil, last: String? = nil, timeZone: String? = nil
  ) throws -> Registration {
    var members: [(String, InputValue)] = [
      ("email", .string("Ada@example.org")), ("password", .string("correct horse")),
    ]
    for (key, text) in [("firstName", first), ("lastName", last), ("timeZone", timeZone)] {
      if let text { members.append((key, .string(text))) }
    }
    return try Registration(API.RegisterInput(input: .object(InputObject(members))))
  }
}
