/// What messages are sent with. Without either service they are logged.
public struct PushConfiguration: Sendable {
  /// Who we are to the push services of browsers; nil where those are not used.
  public var vapid: VAPIDIdentity?
  /// Our account with Firebase Cloud Messaging; nil where that is not used.
  public var fcm: FCMAccount?

  /// Nothing is sent.
  public init() {}
}

/// What is wrong with a setting, without the setting.
public struct PushConfigurationError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A sentence for operators.
  public let description: String

  init(_ description: String) { self.description = description }
}
