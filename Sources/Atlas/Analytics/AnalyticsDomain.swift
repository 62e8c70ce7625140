// Analytics: numbers about learners' activity and their mastery of skills, computed when they are asked for; what clients
// tell; reports for those who teach.
//
// Neighbours: it reads the tables of Progress, Catalog, ContentLibrary, Tutor and StudyGroups and writes its own,
// tracked_events and reports; users, skills and jobs are reached by key; Files keeps reports as CSV.
// Invariant: all numbers of one field come from one statement, hence from one moment.

public import AtlasAPI
public import AtlasKernel
public import Files
public import GraphQLExecution
import GraphQLPostgres
import GraphQLSyntax
public import Jobs
import Postgres

/// The domain of numbers about learners.
public struct AnalyticsDomain: Sendable {
  private let files: FilesDomain
  private let trackedEventsMonths: Int

  /// - Parameters:
  ///   - files: keeps reports as files.
  ///   - trackedEventsMonths: how many months what clients told is kept, after the month in which it happened.
  public init(files: FilesDomain, trackedEventsMonths: Int) {
    self.files = files
    self.trackedEventsMonths = trackedEventsMonths
  }

  /// What this domain keeps about a person.
  public static var personalData: PersonalData { AnalyticsPersonalData.part }

  /// What is deleted when its time is over; this also makes the partitions of coming months.
  public var sweeps: [Sweep] { [TrackedEventStatements.sweep(months: trackedEventsMonths), ReportStatements.sweep] }

  /// What does the jobs of this domain.
  public var jobHandlers: [JobHandler] { [ReportBuilding.handler(files)] }

  /// Adds the resolvers and entity loaders of the domain.
  public func register(in map: inout ResolverMap) {
    map.add(MetricsRow.fields)
    map.add(MetricRow.fields)
    map.add(MetricPointRow.fields)
    map.add(PredictionRow.fields)
    map.add(SkillHeatmapRow.fields)
    map.add(SkillCellRow.fields)
    map.add(DashboardRow.fields)
    map.add(ReportRow.fields(files))
    map.add(
      API.RequestReportPayload.Fields<Payload<ReportRequest.Outcome>>(
        report: .reference { $0.outcome?.reportID }, job: .reference { $0.outcome?.jobID }, userErrors: .userErrors()))
    map.add(
      API.TrackEventsPayload.Fields<Payload<Int>>(accepted: .value { $0.outcome ?? 0 }, userErrors: .userErrors()))
    // No client can name metrics; the entry lets users and dashboards refer to them.
    map.add(entity: API.Metrics.typeName, MetricsLoader())
    map.add(entity: API.Report.typeName, ReportRow.loader)
  }
}

extension AnalyticsDomain {
  /// Numbers about one learner's activity.
  public var userMetrics: FieldResolver<Root, API.Query.UserMetricsArguments, API.Metrics> {
    .query { _, arguments, _ in
      guard let user = arguments.userId.key(.user) else { throw GraphQLError.notFound("user") }
      return MetricsStatements.values([try MetricsKey(userID: user)])
    } _: { rows, _, _, _ in
      // Counts are there for every user, so no row means no user.
      guard rows.count > 0 else { throw GraphQLError.notFound("user") }
      return .objects(Batch<MetricsRow>(MetricsRow.first(of: rows)))
    }
  }

  /// One learner's mastery by skill and difficulty.
  public var skillHeatmap: FieldResolver<Root, API.Query.SkillHeatmapArguments, API.SkillHeatmap> {
    .query { _, arguments, _ in
      guard let user = arguments.userId.key(.user) else { throw GraphQLError.notFound("user") }
      return SkillHeatmapStatements.cells(user: user)
    } _: { rows, _, _, _ in
      guard rows.count > 0 else { throw GraphQLError.notFound("user") }
      return .objects(Batch<SkillHeatmapRow>(RowStorage(rows, 0..<1)))
    }
  }

  /// Where a learner stands; without an id, where the viewer does. Conversations are shown to their owner alone.
  public var dashboard: FieldResolver<Root, API.Query.DashboardArguments, API.Dashboard> {
    .query { _, arguments, context in
      let viewer = try context.requireViewer()
      guard let user = arguments.userId.map({ $0.key(.user) }) ?? viewer.userID else {
        throw GraphQLError.notFound("user")
      }
      return DashboardStatements.dashboard(
        user: user, conversationsOf: context.viewer(within: .tutorAsk)?.userID)
    } _: { rows, _, _, _ in
      guard rows.count == 1 else { throw GraphQLError.notFound("user") }
      return .objects(Batch<DashboardRow>(RowStorage(rows)))
    }
  }

  /// A report of the viewer.
  public var report: FieldResolver<Root, API.Query.ReportArguments, API.Report?> {
    FieldResolver { _, arguments, _ in .loading(LoadRequest(API.Report.typeName, keys: [arguments.id.key(.report)])) }
  }

  /// Stores what happened in a client.
  public var trackEvents: FieldResolver<Root, API.Mutation.TrackEventsArguments, API.TrackEventsPayload> {
    .payload { [trackedEventsMonths] arguments, context in
      try await TrackedEvents(arguments.input).store(context, monthsKept: trackedEventsMonths)
    }
  }

  /// Asks for a report.
  public var requestReport: FieldResolver<Root, API.Mutation.RequestReportArguments, API.RequestReportPayload> {
    .payload { arguments, context in try await ReportRequest(arguments.input).make(context) }
  }
}
