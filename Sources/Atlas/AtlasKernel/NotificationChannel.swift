public import AtlasAPI

/// A way in which users hear of notifications.
public enum NotificationChannel: String, Sendable, CaseIterable {
  /// In the list of notifications, and at once in open subscriptions.
  case inApp
  /// On the devices they registered.
  case push
  /// By mail, where the address is confirmed.
  case email

  /// The member of `notification_preferences.channels` with what was chosen for a kind.
  public func key(of kind: API.NotificationKind) -> String { "\(kind.rawValue).\(rawValue)" }

  /// What is done for those who have chosen nothing: everything is shown, what people wait for is pushed, and only what
  /// waits for an answer is mailed. The schema says so, too.
  public func isOnByDefault(for kind: API.NotificationKind) -> Bool {
    switch self {
    case .inApp: true
    case .push:
      switch kind {
      case .groupInvite, .groupMention, .labExpiring: true
      case .labReady, .jobDone, .answerReady, .announcement: false
      }
    case .email: kind == .groupInvite
    }
  }
}
