public import AtlasAPI
import AtlasKernel
public import GraphQLExecution
import GraphQLJSON
import GraphQLPostgres
import GraphQLSyntax

extension IdentityDomain {
  /// Adds the types of second factors.
  func registerSecondFactors(in map: inout ResolverMap) {
    map.add(
      API.EnrollMfaPayload.Fields<Payload<MfaEnrolment>>(
        provisioningUri: .value { $0.outcome?.provisioningURI },
        recoveryCodes: .value { $0.outcome?.recoveryCodes }, userErrors: .userErrors()))
    map.add(API.ConfirmMfaPayload.Fields<Payload<SignedIn>>(auth: .signedIn(), userErrors: .userErrors()))
    map.add(API.DisableMfaPayload.Fields<Payload<Int64>>(user: .reference { $0.outcome }, userErrors: .userErrors()))
  }

  /// `Mutation.enrollMfa`.
  public var enrollMfa: FieldResolver<Root, API.Mutation.EnrollMfaArguments, API.EnrollMfaPayload> {
    .payload { _, _ -> MfaEnrolment in throw GraphQLError.pending }
  }

  /// `Mutation.confirmMfa`.
  public var confirmMfa: FieldResolver<Root, API.Mutation.ConfirmMfaArguments, API.ConfirmMfaPayload> {
    .payload { _, _ -> SignedIn in throw GraphQLError.pending }
  }

  /// `Mutation.disableMfa`.
  public var disableMfa: FieldResolver<Root, API.Mutation.DisableMfaArguments, API.DisableMfaPayload> {
    .payload { _, _ -> Int64 in throw GraphQLError.pending }
  }
}

struct MfaEnrolment: Sendable {
  let provisioningURI: String
  let recoveryCodes: [String]
}

/// Second factors.
enum SecondFactors {
  /// `User.mfaEnabled`.
  static let isEnabled = FieldResolver<UserRow, NoArguments, Bool?>.batch { users, _, _ in
    .values(users.map { _ in nil })
  }
}
