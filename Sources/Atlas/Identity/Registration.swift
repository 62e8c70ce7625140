import AtlasAPI
import AtlasKernel
import GraphQLSyntax

/// A new account's data, checked against the constraints of `RegisterInput`.
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
    try Self.check(input.password, "input.password", 12...256)
    try Self.check(input.firstName, "input.firstName", 0...100)
    try Self.check(input.lastName, "input.lastName", 0...100)
    try Self.check(input.language, "input.language", 2...35)
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

  /// Lengths count code points, as the database does.
  private static func check(
    _ text: String?, _ name: String, _ length: ClosedRange<Int>
  ) throws(GraphQLError) {
    guard let text, !length.contains(text.unicodeScalars.count) else { return }
    throw .validation(
      length.lowerBound == 0
        ? "\(name) must be at most \(length.upperBound) characters long."
        : "\(name) must be between \(length.lowerBound) and \(length.upperBound) characters long.")
  }
}
