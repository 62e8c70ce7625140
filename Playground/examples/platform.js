export const platformExamples = [
  ["What it costs, without running it", "dryRun prices the whole operation and runs nothing of it.",
    `query Price {
  rateLimit(dryRun: true) { requestedCost limit remaining restorePerSecond nodeCount }
  diagrams(filter: {limit: 50}) {
    title
    labs(first: 10) { nodes { title checks { title } } }
  }
}`],
  ["Safe retries (mutation)", "Run it twice: the same key answers the same group, and the status says replayed.",
    `mutation Once($key: String!, $input: StudyGroupInput!) {
  createStudyGroup(input: $input) @idempotent(key: $key) { id name createdAt }
}`, { key: "$uuid", input: { name: "Quorum readers", visibility: "PRIVATE" } }],
  ["My notifications", "Those that are unread, and how I am told.",
    `query Notifications {
  currentUser {
    notifications(unreadOnly: true, first: 5) {
      unreadCount
      nodes { kind title body createdAt }
    }
    notificationPreferences { version quietHours { from to timeZone } channels { kind inApp push email } }
  }
}`],
  ["A notification arrives (subscription)", "Listen, then have somebody invite you to a group.",
    `subscription Notified {
  notificationReceived { id kind title body createdAt }
}`],
  ["Mark all as read (mutation)", "Or some of them, by their ids.",
    `mutation Read {
  markNotificationsRead(input: {all: true}) { unreadCount userErrors { code message } }
}`],
  ["Announcements (subscription)", "Those in force, then each as it begins; open to visitors.",
    `subscription Announcements {
  announcement { title body severity startsAt endsAt }
}`],
  ["Announce (mutation)", "As admin: everybody who listens is told.",
    `mutation Announce($input: AnnounceInput!) {
  announce(input: $input) {
    announcement { id startsAt }
    userErrors { field code message }
  }
}`, { input: { title: "New labs", body: "Three labs on **leases** are here.", severity: "INFO" } }],
  ["Audit log", "As admin: what touched security, latest first.",
    `query Audit {
  auditLog(first: 10) {
    nodes { at action actor { profile { displayName } } subject { id } requestId }
  }
}`],
  ["The schema's own fields", "Introspection: what a type has.",
    `query Fields($name: String!) {
  __type(name: $name) {
    description
    fields(includeDeprecated: true) { name isDeprecated type { kind name ofType { kind name } } }
  }
}`, { name: "Diagram" }],
];
