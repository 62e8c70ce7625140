/// One thing that was looked at, in a line: what was seen, and what to do about it.
public struct Finding: Sendable, Equatable {
  /// How bad it is.
  public enum Level: String, Sendable, CaseIterable {
    /// As it should be.
    case ok
    /// Atlas works, but not as well or as safely as it could.
    case warning
    /// Atlas does not start, or something does not work.
    case problem
  }

  /// The area and what was looked at there, such as `database.version`: fixed, for machines.
  public let name: String
  /// How bad it is.
  public let level: Level
  /// What was seen. Never holds a secret.
  public let seen: String
  /// What to do; nil where nothing is to be done.
  public let remedy: String?

  static func ok(_ name: String, _ seen: String) -> Finding {
    Finding(name: name, level: .ok, seen: seen, remedy: nil)
  }

  static func warning(_ name: String, _ seen: String, _ remedy: String) -> Finding {
    Finding(name: name, level: .warning, seen: seen, remedy: remedy)
  }

  static func problem(_ name: String, _ seen: String, _ remedy: String) -> Finding {
    Finding(name: name, level: .problem, seen: seen, remedy: remedy)
  }
}
