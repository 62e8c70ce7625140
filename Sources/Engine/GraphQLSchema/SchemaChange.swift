/// One difference between two versions of a schema that clients may notice.
public struct SchemaChange: Sendable, Hashable {
  /// How much harm a change can do.
  public enum Severity: String, Sendable, CaseIterable {
    /// Operations that were valid may fail.
    case breaking
    /// Operations stay valid, but clients may meet what they did not expect.
    case dangerous
    /// Nothing that clients do today comes to another end.
    case safe
  }

  /// What has changed.
  public let kind: Kind
  /// The element that changed: of the old schema, or where something was added of the new one. Nil for the schema as a
  /// whole, which has no coordinate.
  public let coordinate: SchemaCoordinate?
  /// The change in words.
  public let description: String

  /// How much harm the change can do.
  public var severity: Severity { kind.severity }
}
