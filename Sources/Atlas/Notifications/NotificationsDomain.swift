// The front door of Notifications: what the server tells users of its own accord, and how they learn of it.
//
// Neighbours: causes write notifications in their own statements (AtlasKernel/NewNotifications.swift); Mail and Push carry
// what Delivery/ hands them; Identity shows the list through `UserNotifications`.
// Invariant: nobody sees, or is sent, another's notification; what is to be sent is committed with its cause, and goes out
// at least once, into the outbox of mails exactly once.

public import AtlasAPI
public import AtlasKernel
public import GraphQLExecution
import GraphQLPostgres
import GraphQLSyntax

/// What the server tells users of its own accord.
public struct NotificationsDomain: Sendable {
  let sealing: DeviceTokenSealing

  /// - Parameter secret: what tokens of devices are sealed with: the same in all instances.
  public init(secret: ServerSecret) { sealing = DeviceTokenSealing(secret) }

  /// The fields of users that are answered here.
  public static var ofUsers: any UserNotifications { NotificationList() }

  /// What this domain keeps about a person.
  public static var personalData: PersonalData { NotificationsPersonalData.part }

  /// What is deleted when its time is over.
  public static var sweeps: [Sweep] { [NotificationSweeps.read, NotificationSweeps.unread] }

  /// Adds the types and loaders of this domain.
  public func register(in map: inout ResolverMap) {
    map.add(NotificationRow.fields)
    map.add(NotificationRow.connectionFields)
    map.add(NotificationRow.edgeFields)
    map.add(NotificationPreferencesRow.fields)
    map.add(ChannelChoice.fields)
    map.add(QuietHours.fields)
    map.add(AnnouncementRow.fields)
    registerPayloads(in: &map)
    map.add(entity: API.Notification.typeName, NotificationRow.loader)
    map.add(entity: API.Announcement.typeName, AnnouncementRow.loader)
    // No client can name preferences; the entry lets payloads and users refer to them.
    map.add(entity: API.NotificationPreferences.typeName, NotificationPreferencesRow.loader)
  }

  private func registerPayloads(in map: inout ResolverMap) {
    map.add(
      API.MarkNotificationsReadPayload.Fields<Payload<Int>>(
        unreadCount: .value { $0.outcome }, userErrors: .userErrors()))
    map.add(
      API.UpdateNotificationPreferencesPayload.Fields<Payload<Int64>>(
        preferences: .reference { $0.outcome }, userErrors: .userErrors()))
    map.add(
      API.RegisterDevicePayload.Fields<Payload<ID>>(deviceId: .value { $0.outcome }, userErrors: .userErrors()))
    map.add(
      API.AnnouncePayload.Fields<Payload<Int64>>(
        announcement: .reference { $0.outcome }, userErrors: .userErrors()))
  }
}

extension NotificationsDomain {
  /// `Mutation.markNotificationsRead`
  public var markNotificationsRead:
    FieldResolver<Root, API.Mutation.MarkNotificationsReadArguments, API.MarkNotificationsReadPayload>
  {
    .payload { arguments, context in try await NotificationMarking(input: arguments.input).apply(context) }
  }

  /// `Mutation.updateNotificationPreferences`
  public var updateNotificationPreferences:
    FieldResolver<
      Root, API.Mutation.UpdateNotificationPreferencesArguments, API.UpdateNotificationPreferencesPayload
    >
  {
    .payload { arguments, context in try await NotificationPreferencesChange(arguments.input).apply(context) }
  }

  /// `Mutation.registerDevice`
  public var registerDevice: FieldResolver<Root, API.Mutation.RegisterDeviceArguments, API.RegisterDevicePayload> {
    .payload { [sealing] arguments, context in try await DeviceRegistration(arguments.input).apply(sealing, context) }
  }

  /// `Mutation.announce`
  public var announce: FieldResolver<Root, API.Mutation.AnnounceArguments, API.AnnouncePayload> {
    .payload { arguments, context in try await AnnouncementMaking(arguments.input).apply(context) }
  }

  /// `Subscription.notificationReceived`: the viewer's own, as far as they are shown in the application.
  public var notificationReceived: FieldResolver<EventRoot, NoArguments, API.Notification> {
    .stream(of: EventRecord.self) { _, context in
      let viewer = try context.requireViewer()
      return try await context.eventStream(
        topic: "notifications:\(viewer.userID)", kinds: ["NOTIFICATION_RAISED"])
    } resolve: { event, _, _ in
      .loading(LoadRequest(API.Notification.typeName, keys: [event.integer("notificationId")]))
    }
  }

  /// `Subscription.announcement`: those in force, and then each as it begins.
  public var announcement: FieldResolver<EventRoot, NoArguments, API.Announcement> {
    .stream(of: AnnouncementNews.self) { _, context in
      try await context.announcementStream()
    } resolve: { news, _, _ in
      .loading(LoadRequest(API.Announcement.typeName, keys: [news.key]))
    }
  }
}
