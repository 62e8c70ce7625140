import Push

/// How a courier works.
public struct NotificationCourierSettings: Sendable {
  /// How long a delivery is one courier's alone; longer than any sender may take.
  public var lease: Duration = .seconds(60)
  /// How long it rests at most without being woken.
  public var pollInterval: Duration = .seconds(1)
  /// How often all that is due is searched for what is needless by now, or has to wait.
  public var settingAsideInterval: Duration = .seconds(5)
  /// How many pushes are under way at once.
  public var parallelPushes = 8
  /// How many of them may be one user's.
  public var parallelPushesPerUser = 2
  /// How often a delivery is tried before it is given up.
  public var attemptLimit = 20
  /// How long after the first try it is given up, however often it was tried.
  public var longestAge: Duration = .seconds(86_400)
  /// The longest wait after the first failure; each further one doubles it.
  public var firstPause: Duration = .seconds(5)
  /// The longest wait of our own; services of pushes may ask for more.
  public var longestPause: Duration = .seconds(900)
  /// How many users one statement tells of an announcement.
  public var spreadSize = 1_000
  /// How long it rests between two of them, so that a word to everybody leaves room for all else.
  public var spreadPause: Duration = .milliseconds(100)

  /// As it is usual.
  public init() {}

  /// The wait after a failed attempt: anything up to the limit (full jitter), so that what failed together does not come
  /// back together, and not less than what the service asks for.
  func pause(afterAttempt attempt: Int64, asked: Duration?) -> Duration {
    let limit = min(longestPause, firstPause * (1 << Int(max(0, min(attempt - 1, 20)))))
    return max(limit * Double.random(in: 0...1), min(asked ?? .zero, PushOutcome.longestPause))
  }
}
