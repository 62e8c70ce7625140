/// How presence and cursors are kept.
public struct PresenceSettings: Sendable {
  /// How long one must do nothing to be idle.
  public var idleAfter: Duration = .seconds(300)
  /// How long one is still there after the last stream has ended: who connects again was never away.
  public var grace: Duration = .seconds(5)
  /// How often it is looked whose time is over.
  public var tick: Duration = .seconds(1)
  /// How often an instance tells all who are there by it, and asks whether they are members still.
  public var heartbeat: Duration = .seconds(10)
  /// After how long without a heartbeat an instance counts as gone.
  public var silence: Duration = .seconds(30)
  /// How long what one has pointed at is what they look at.
  public var focusLifetime: Duration = .seconds(300)
  /// How long the changes of a group are gathered.
  public var changePause: Duration = .milliseconds(250)
  /// How long a subscriber rests at least between two cursors.
  public var cursorPause: Duration = .milliseconds(50)
  /// How long it is known who the peers of a subscriber are.
  public var peerLifetime: Duration = .seconds(10)
  /// How long it is known whether a diagram is there for somebody.
  public var sightLifetime: Duration = .seconds(5)

  public init() {}
}
