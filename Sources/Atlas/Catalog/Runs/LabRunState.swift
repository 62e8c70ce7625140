import AtlasAPI

// The state machine of labs at work.
//
// A run begins in QUEUED where an environment must be made, else in READY. QUEUED and PROVISIONING wait for it, READY and
// IN_PROGRESS can be worked in, GRADING decides about a solution, and after FAILED the work goes on. PASSED, EXPIRED,
// STOPPED and ERROR end the run: its environment is removed, and the next start makes another run.

/// Where a learner stands in a lab, and where they can go from there.
struct LabRunState: Hashable, Sendable {
  let state: API.LabState

  init(_ state: API.LabState) { self.state = state }

  /// Whether it may become another one.
  func allows(_ next: API.LabState) -> Bool { Self.successors(of: state).contains(next) }

  /// Whether the run has, or waits for, what it runs in.
  var isLive: Bool { Self.liveStates.contains(state) }

  /// All states that a run with an environment, or waiting for one, may be in.
  static let liveStates: [API.LabState] = [.queued, .provisioning, .ready, .inProgress, .grading, .failed]

  /// The states that work can begin or go on from.
  static let workableStates: [API.LabState] = [.ready, .inProgress, .failed]

  /// The exits of each state. A lab without an environment begins, and begins again, in READY.
  static func successors(of state: API.LabState) -> [API.LabState] {
    switch state {
    case .notStarted, .passed, .expired, .stopped, .error: [.queued, .ready]
    case .queued: [.provisioning, .ready] + ends
    case .provisioning: [.ready] + ends
    case .ready: [.queued, .inProgress, .grading] + ends
    case .inProgress: [.queued, .ready, .grading] + ends
    case .grading: [.inProgress, .passed, .failed] + ends
    case .failed: [.queued, .ready, .inProgress, .grading] + ends
    }
  }

  /// How a run ends that was not passed.
  private static let ends: [API.LabState] = [.expired, .stopped, .error]

  /// The live states that may become another one, as statements compare them.
  static func names(before next: API.LabState) -> [String] {
    liveStates.filter { LabRunState($0).allows(next) }.map(\.rawValue)
  }
}

extension LabRunState {
  /// What the service that runs environments may report; the rest is decided here.
  static let reportable: [API.LabState] = [.provisioning, .ready, .inProgress, .expired, .stopped, .error]

  /// The live states that a report moves. An environment only comes forward or ends: a late report takes nobody back.
  static func names(movedByReportOf next: API.LabState) -> [String] {
    let order: [API.LabState] = [.queued, .provisioning, .ready, .inProgress]
    guard let place = order.firstIndex(of: next) else { return names(before: next) }
    return order[..<place].filter { LabRunState($0).allows(next) }.map(\.rawValue)
  }

  /// The live states in which a report says nothing new of the state, but perhaps of the environment.
  static func names(keptByReportOf next: API.LabState) -> [String] {
    let states: [API.LabState] = next == .inProgress ? [.inProgress, .grading, .failed] : [next]
    return states.filter { LabRunState($0).isLive }.map(\.rawValue)
  }
}
