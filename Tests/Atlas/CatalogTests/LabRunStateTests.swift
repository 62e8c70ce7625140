import AtlasAPI
import Testing

@testable import Catalog

@Suite("The states of labs at work")
struct LabRunStateTests {
  /// What may follow each state, written a second time.
  private static let table: [API.LabState: Set<API.LabState>] = [
    .notStarted: [.queued, .ready],
    .queued: [.provisioning, .ready, .expired, .stopped, .error],
    .provisioning: [.ready, .expired, .stopped, .error],
    .ready: [.queued, .inProgress, .grading, .expired, .stopped, .error],
    .inProgress: [.queued, .ready, .grading, .expired, .stopped, .error],
    .grading: [.inProgress, .passed, .failed, .expired, .stopped, .error],
    .failed: [.queued, .ready, .inProgress, .grading, .expired, .stopped, .error],
    .passed: [.queued, .ready], .expired: [.queued, .ready], .stopped: [.queued, .ready], .error: [.queued, .ready],
  ]

  @Test("each state may become the states of the table and no others", arguments: API.LabState.allCases)
  func transitions(state: API.LabState) throws {
    let successors = try #require(Self.table[state])
    for next in API.LabState.allCases {
      #expect(LabRunState(state).allows(next) == successors.contains(next), "\(state) to \(next)")
    }
  }

  @Test("every live run can end, and an ended one only begins anew")
  func ends() {
    for state in API.LabState.allCases where state != .notStarted {
      let isLive = LabRunState(state).isLive
      for end in [API.LabState.expired, .stopped, .error] { #expect(LabRunState(state).allows(end) == isLive) }
    }
    #expect(Set(LabRunState.liveStates).isDisjoint(with: [.notStarted, .passed, .expired, .stopped, .error]))
    #expect(LabRunState.liveStates.count == 6)
  }

  @Test("statements know the live states before another one")
  func names() {
    #expect(LabRunState.names(before: .grading) == ["READY", "IN_PROGRESS", "FAILED"])
    #expect(LabRunState.names(before: .queued) == ["READY", "IN_PROGRESS", "FAILED"])
    #expect(LabRunState.names(before: .passed) == ["GRADING"])
    #expect(LabRunState.names(before: .expired).count == LabRunState.liveStates.count)
  }

  @Test("a report brings a run forward or ends it, never back, and never decides about a solution")
  func reports() {
    #expect(LabRunState.names(movedByReportOf: .provisioning) == ["QUEUED"])
    #expect(LabRunState.names(movedByReportOf: .ready) == ["QUEUED", "PROVISIONING"])
    #expect(LabRunState.names(movedByReportOf: .inProgress) == ["READY"])
    #expect(LabRunState.names(movedByReportOf: .error).count == LabRunState.liveStates.count)
    #expect(LabRunState.names(keptByReportOf: .inProgress) == ["IN_PROGRESS", "GRADING", "FAILED"])
    #expect(LabRunState.names(keptByReportOf: .ready) == ["READY"])
    #expect(LabRunState.names(keptByReportOf: .stopped) == [])
    #expect(Set(LabRunState.reportable).isDisjoint(with: [.notStarted, .queued, .grading, .passed, .failed]))
  }
}
