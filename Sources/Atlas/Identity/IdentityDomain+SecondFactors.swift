public import AtlasAPI
import AtlasKernel
public import GraphQLExecution

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

  /// `Mutation.enrollMfa`. There is one method, so the argument has nothing to choose.
  public var enrollMfa: FieldResolver<Root, API.Mutation.EnrollMfaArguments, API.EnrollMfaPayload> {
    .payload { _, context in try await secondFactors.enroll(context) }
  }

  /// `Mutation.confirmMfa`.
  public var confirmMfa: FieldResolver<Root, API.Mutation.ConfirmMfaArguments, API.ConfirmMfaPayload> {
    .payload { arguments, context in try await secondFactors.confirm(arguments.input.code, context) }
  }

  /// `Mutation.disableMfa`.
  public var disableMfa: FieldResolver<Root, API.Mutation.DisableMfaArguments, API.DisableMfaPayload> {
    .payload { arguments, context in try await secondFactors.disable(arguments.input.code, context) }
  }
}
