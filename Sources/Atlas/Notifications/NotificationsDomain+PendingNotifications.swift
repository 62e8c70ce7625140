public import AtlasAPI
import AtlasKernel
public import GraphQLExecution

// Placeholders of notifications, to be replaced.
extension NotificationsDomain {
  /// `Mutation.markNotificationsRead`
  public var markNotificationsRead: FieldResolver<Root, API.Mutation.MarkNotificationsReadArguments, API.MarkNotificationsReadPayload> { .pending }
  /// `Mutation.updateNotificationPreferences`
  public var updateNotificationPreferences: FieldResolver<Root, API.Mutation.UpdateNotificationPreferencesArguments, API.UpdateNotificationPreferencesPayload> { .pending }
  /// `Mutation.registerDevice`
  public var registerDevice: FieldResolver<Root, API.Mutation.RegisterDeviceArguments, API.RegisterDevicePayload> { .pending }
  /// `Mutation.announce`
  public var announce: FieldResolver<Root, API.Mutation.AnnounceArguments, API.AnnouncePayload> { .pending }
  /// `Subscription.notificationReceived`
  public var notificationReceived: FieldResolver<EventRoot, NoArguments, API.Notification> { .pending }
  /// `Subscription.announcement`
  public var announcement: FieldResolver<EventRoot, NoArguments, API.Announcement> { .pending }

  func registerPendingNotifications(in map: inout ResolverMap) {
    map.add(
      API.Notification.Fields<Payload<Int>>(
        id: .pending, kind: .pending, title: .pending, body: .pending, subject: .pending, url: .pending, createdAt: .pending, readAt: .pending))
    map.add(
      API.NotificationConnection.Fields<Payload<Int>>(
        edges: .pending, nodes: .pending, pageInfo: .pending, totalCount: .pending, unreadCount: .pending))
    map.add(
      API.NotificationEdge.Fields<Payload<Int>>(
        cursor: .pending, node: .pending))
    map.add(
      API.NotificationPreferences.Fields<Payload<Int>>(
        version: .pending, channels: .pending, quietHours: .pending))
    map.add(
      API.NotificationChannelPreference.Fields<Payload<Int>>(
        kind: .pending, inApp: .pending, push: .pending, email: .pending))
    map.add(
      API.QuietHours.Fields<Payload<Int>>(
        from: .pending, to: .pending, timeZone: .pending))
    map.add(
      API.Announcement.Fields<Payload<Int>>(
        id: .pending, title: .pending, body: .pending, severity: .pending, startsAt: .pending, endsAt: .pending))
    map.add(
      API.MarkNotificationsReadPayload.Fields<Payload<Int>>(
        unreadCount: .pending, userErrors: .pending))
    map.add(
      API.UpdateNotificationPreferencesPayload.Fields<Payload<Int>>(
        preferences: .pending, userErrors: .pending))
    map.add(
      API.RegisterDevicePayload.Fields<Payload<Int>>(
        deviceId: .pending, userErrors: .pending))
    map.add(
      API.AnnouncePayload.Fields<Payload<Int>>(
        announcement: .pending, userErrors: .pending))
  }
}
