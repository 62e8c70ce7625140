// Generated from the schema by `atlas codegen`. Do not edit.
// swift-format-ignore-file

public import GraphQLExecution

extension API {
  /// Rules that need the data, beside the role of the viewer.
  public enum AccessRule: String, EnumOutput, CaseIterable {
    case anyone = "ANYONE"
    /// The user named by the parent or by the userId argument.
    case `self` = "SELF"
    /// That user, or an instructor who teaches them.
    case selfOrInstructor = "SELF_OR_INSTRUCTOR"
    /// The user to whom the object belongs.
    case owner = "OWNER"
    /// A member of the group named by the parent or by the groupId argument.
    case groupMember = "GROUP_MEMBER"
  }

  /// What a denied field answers.
  public enum DeniedBehavior: String, EnumOutput, CaseIterable {
    case null = "NULL"
    case hide = "HIDE"
    case fail = "FAIL"
  }

  /// Whether a shared cache may keep the answer.
  public enum CacheControlScope: String, EnumOutput, CaseIterable {
    case `public` = "PUBLIC"
    case `private` = "PRIVATE"
  }

  /// Whose uses share a bucket.
  public enum RateLimitScope: String, EnumOutput, CaseIterable {
    /// The user; a visitor's address.
    case user = "USER"
    /// The client's address, whoever sends.
    case ip = "IP"
  }

  /// Personal data, or a secret that must never be written anywhere.
  public enum SensitiveKind: String, EnumOutput, CaseIterable {
    case pii = "PII"
    case secret = "SECRET"
  }
}
