import AtlasAPI
import AtlasKernel
import Files
import GraphQLJSON
import Jobs
import Postgres

/// The job that computes a report. The work reads, and keeps a file that is deleted again unless the effect, which stores
/// what was read, makes the report refer to it.
enum ReportBuilding {
  static func handler(_ files: FilesDomain) -> JobHandler {
    JobHandler(.buildReport) { execution in
      guard let subject = execution.subject, subject.kind == .report else {
        throw JobFailure("The job names no report.")
      }
      let kinds = try await execution.database.read(ReportStatements.kind(subject.key))
      guard let kind = kinds.string(0, 0).flatMap({ API.ReportKind(rawValue: $0) }) else {
        throw JobFailure("The report is no longer there.")
      }
      try await execution.report("counting", percent: 10)
      let rows = try await execution.database.transaction(deadline: .now + .seconds(60)) { transaction in
        try await transaction.read(ReportContents.query(kind, report: subject.key)).string(0, 0) ?? "[]"
      }
      try await execution.report("storing", percent: 80)
      let file = try await files.store(
        ReportCSV.bytes(of: try JSONParser.parse(rows).arrayValue ?? []), named: "\(kind.filename).csv",
        mediaType: "text/csv", for: execution.userID, execution.database)
      return JobEffect { transaction in
        let kept = try await transaction.write(ReportStatements.finish(subject.key, rows: rows, file))
        if kept.affectedRows == 0 { throw JobFailure("The report took too long.", isFinal: false) }
        return subject
      }
    }
  }
}

extension API.ReportKind {
  /// What its file is called.
  fileprivate var filename: String {
    switch self {
    case .labOutcomes: "lab-outcomes"
    case .engagement: "engagement"
    case .aiUsage: "ai-usage"
    }
  }
}
