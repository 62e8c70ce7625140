/// Everything the demo profile of the seed command writes.
public enum DemoCatalogue {
  /// All diagrams, by subject.
  public static let diagrams: [DemoDiagram] = []
  /// All labs.
  public static let labs: [DemoLab] = []
  /// All incidents, oldest first.
  public static let incidents: [DemoIncident] = []
  /// All skills; an area comes before the skills it contains.
  public static let skills: [DemoSkill] = []
  /// All study groups.
  public static let groups: [DemoGroup] = []
}
