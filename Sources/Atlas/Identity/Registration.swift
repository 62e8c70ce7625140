import AtlasAPI
import AtlasKernel
import GraphQLSyntax

/// A new account's data, checked for what the constraints of `RegisterInput` do not say.
struct Registration: Sendable {
  let email: EmailAddress
  let password: String
  let firstName: String?
  let lastName: String?
  let language: String?
  let timeZone: String?

  /// - Throws: `VALIDATION_ERROR` naming the first member that breaks a rule.
  init(_ input: API.RegisterInput) throws(GraphQLError) {
    guard let email = EmailAddress(input.email) else { throw .validation("input.email must be an e-mail address.") }
    guard input.timeZone.map(TimeZoneName.isPlausible) ?? true else {
      throw .validation("input.timeZone must be an IANA name, for example Europe/Vienna.")
    }
    self.email = email
    password = input.password
    firstName = input.firstName
    lastName = input.lastName
    language = input.language
    timeZone = input.timeZone
  }

  /// What others see of a new user: the names, else what stands before the @ of the address.
  var displayName: String {
    let names = [firstName, lastName].compactMap { name in
      name.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
    }
    return names.isEmpty ? email.localPart : names.joined(separator: " ")
  }
}
