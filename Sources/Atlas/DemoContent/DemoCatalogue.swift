/// Everything the demo profile of the seed command writes.
public enum DemoCatalogue {
  /// All diagrams, by subject.
  public static let diagrams: [DemoDiagram] = joined([
    replicationDiagrams, consensusDiagrams, messagingDiagrams, cachingDiagrams, resilienceDiagrams,
    architectureDiagrams, storageDiagrams, securityDiagrams, observabilityDiagrams, deliveryDiagrams,
  ])

  /// All labs, by subject.
  public static let labs: [DemoLab] = joined([
    replicationLabs, consensusLabs, resilienceLabs, capacityLabs,
    messagingLabs, storageLabs, observabilityLabs, operationsLabs, sqlLabs,
  ])

  /// All incidents.
  public static let incidents: [DemoIncident] = joined([dataIncidents, operationsIncidents])

  /// All study groups with their first messages.
  public static let groups: [DemoGroup] = studyGroups

  /// All skills; an area comes before the skills it contains.
  public static let skills: [DemoSkill] = [
    DemoSkill(slug: "distributed-data", name: "Distributed data"),
    DemoSkill(slug: "replication", name: "Replication", parentSlug: "distributed-data"),
    DemoSkill(slug: "consensus", name: "Consensus", parentSlug: "distributed-data"),
    DemoSkill(slug: "time-and-order", name: "Time and order", parentSlug: "distributed-data"),
    DemoSkill(slug: "partitioning", name: "Partitioning", parentSlug: "distributed-data"),
    DemoSkill(slug: "storage-engines", name: "Storage and transactions", parentSlug: "distributed-data"),
    DemoSkill(slug: "reliability", name: "Reliability"),
    DemoSkill(slug: "resilience-patterns", name: "Resilience patterns", parentSlug: "reliability"),
    DemoSkill(slug: "capacity-planning", name: "Capacity and overload", parentSlug: "reliability"),
    DemoSkill(slug: "observability", name: "Observability", parentSlug: "reliability"),
    DemoSkill(slug: "delivery", name: "Safe delivery", parentSlug: "reliability"),
    DemoSkill(slug: "system-design", name: "System design"),
    DemoSkill(slug: "service-architecture", name: "Service architecture", parentSlug: "system-design"),
    DemoSkill(slug: "messaging", name: "Messaging and workflows", parentSlug: "system-design"),
    DemoSkill(slug: "caching", name: "Caching", parentSlug: "system-design"),
    DemoSkill(slug: "security-design", name: "Security by design", parentSlug: "system-design"),
  ]

  private static func joined<Entry>(_ parts: [[Entry]]) -> [Entry] {
    parts.flatMap { $0 }
  }
}
