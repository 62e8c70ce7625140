public import AtlasAPI
import AtlasKernel
public import GraphQLExecution

extension IdentityDomain {
  /// Adds the types of addresses and of lost passwords.
  func registerAddresses(in map: inout ResolverMap) {
    map.add(API.VerifyEmailPayload.Fields<Payload<Int64>>(user: .reference { $0.outcome }, userErrors: .userErrors()))
    map.add(
      API.ResendVerificationEmailPayload.Fields<Payload<Bool>>(sent: .value { $0.outcome }, userErrors: .userErrors()))
    map.add(
      API.RequestPasswordResetPayload.Fields<Payload<Bool>>(
        accepted: .value { $0.outcome ?? false }, userErrors: .userErrors()))
    map.add(API.ResetPasswordPayload.Fields<Payload<SignedIn>>(auth: .signedIn(), userErrors: .userErrors()))
  }

  /// `Mutation.verifyEmail`.
  public var verifyEmail: FieldResolver<Root, API.Mutation.VerifyEmailArguments, API.VerifyEmailPayload> {
    .payload { arguments, context in try await addressVerification.verify(arguments.input.token, context) }
  }

  /// `Mutation.resendVerificationEmail`.
  public var resendVerificationEmail: FieldResolver<Root, NoArguments, API.ResendVerificationEmailPayload> {
    .payload { _, context in try await addressVerification.resend(context) }
  }

  /// `Mutation.requestPasswordReset`.
  public var requestPasswordReset:
    FieldResolver<Root, API.Mutation.RequestPasswordResetArguments, API.RequestPasswordResetPayload>
  {
    .payload { arguments, context in
      try await signingIn.requestPasswordReset(email: arguments.input.email, context)
    }
  }

  /// `Mutation.resetPassword`.
  public var resetPassword: FieldResolver<Root, API.Mutation.ResetPasswordArguments, API.ResetPasswordPayload> {
    .payload { arguments, context in
      let signedIn = try await signingIn.resetPassword(
        token: arguments.input.token, newPassword: arguments.input.newPassword, revocations, context)
      apiKeyKeeping.forgetKeys(of: signedIn.viewer.userID)
      return signedIn
    }
  }
}
