import AtlasAPI
import AtlasKernel

/// What a new key is to be: the input of `createApiKey`, checked.
struct ApiKeyRequest: Sendable {
  let name: String
  /// Each once, in the order of the list.
  let scopes: [ApiKeyScope]
  let expiresAt: DateTime

  /// - Throws: every fault of the input.
  init(_ input: API.CreateApiKeyInput, now: DateTime) throws(UserErrors) {
    let named = Set(input.scopes)
    name = input.name
    scopes = ApiKeyScope.allCases.filter { named.contains($0.rawValue) }
    expiresAt = input.expiresAt ?? now.adding(days: Self.usualDays)
    let faults = [
      Self.fault(ofName: input.name),
      named.isEmpty || scopes.count < named.count
        ? .input(.invalid, "Scopes must be of \(Self.scopeNames).", "input", "scopes") : nil,
      expiresAt > now && expiresAt <= now.adding(days: Self.longestDays)
        ? nil : .input(.invalid, "A key must end in the future, and within a year.", "input", "expiresAt"),
    ].compactMap { $0 }
    if !faults.isEmpty { throw UserErrors(faults) }
  }

  /// What the schema's constraint on its length cannot say.
  private static func fault(ofName name: String) -> UserError? {
    if name.allSatisfy(\.isWhitespace) { return .input(.blank, "A key needs a name.", "input", "name") }
    guard name.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else { return nil }
    return .input(.invalid, "A name must be one line.", "input", "name")
  }

  private static let usualDays: Int64 = 90
  private static let longestDays: Int64 = 365
  private static let scopeNames = ApiKeyScope.allCases.map(\.rawValue).joined(separator: ", ")
}

extension DateTime {
  fileprivate func adding(days: Int64) -> DateTime {
    DateTime(microsecondsSince1970: microsecondsSince1970 + days * 86_400_000_000)
  }
}
