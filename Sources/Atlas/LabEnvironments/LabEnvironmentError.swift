/// Why an environment cannot be made, used or removed.
public struct LabEnvironmentError: Error, Sendable, Equatable {
  /// The kind of failure; an open set.
  public struct Code: Hashable, Sendable {
    private enum Kind: Hashable, Sendable {
      case unavailable, unsupported, invalid, quotaExceeded, overloaded, busy, unreachable, missing, setupFailed,
        canceled
    }
    private let kind: Kind

    /// This installation cannot make such environments; ``LabEnvironmentError/message`` tells an operator why.
    public static let unavailable = Code(kind: .unavailable)
    /// This provisioner does not make environments of that kind.
    public static let unsupported = Code(kind: .unsupported)
    /// The specification cannot be met, whoever tries.
    public static let invalid = Code(kind: .invalid)
    /// There is no room for another environment at the moment.
    public static let quotaExceeded = Code(kind: .quotaExceeded)
    /// Too many are waiting already.
    public static let overloaded = Code(kind: .overloaded)
    /// Something else is at work in the run's environment.
    public static let busy = Code(kind: .busy)
    /// What environments are made with does not answer, or not in time.
    public static let unreachable = Code(kind: .unreachable)
    /// The run has no environment, or no longer.
    public static let missing = Code(kind: .missing)
    /// The lab's own setup fails: its author must look at it. The message may be shown to the author.
    public static let setupFailed = Code(kind: .setupFailed)
    /// The waiting task was cancelled.
    public static let canceled = Code(kind: .canceled)
  }

  /// The kind of failure.
  public var code: Code
  /// For operators; without secrets.
  public var message: String

  /// A failure.
  public init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  /// Whether the same may well succeed a little later.
  public var isRetryable: Bool { [.quotaExceeded, .overloaded, .busy, .unreachable].contains(code) }
}
