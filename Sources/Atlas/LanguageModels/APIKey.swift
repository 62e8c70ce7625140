/// What a provider knows us by. It is written into no log, no error and no description, not even by reflection.
public struct APIKey: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The key itself, for the header field that carries it.
  package let text: String

  /// Nil for a text that cannot stand in a header field: empty, longer than 4,096 bytes, or not of visible ASCII.
  public init?(_ text: String) {
    guard (1...4096).contains(text.utf8.count), text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { return nil }
    self.text = text
  }

  public var description: String { "(a key)" }
  public var debugDescription: String { description }
  public var customMirror: Mirror { Mirror(self, children: []) }
}
