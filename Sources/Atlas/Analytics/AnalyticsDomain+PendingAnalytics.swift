public import AtlasAPI
import AtlasKernel
public import GraphQLExecution

// Placeholders of dashboards, reports and tracked events, to be replaced.
extension AnalyticsDomain {
  /// `Query.dashboard`
  public var dashboard: FieldResolver<Root, API.Query.DashboardArguments, API.Dashboard> { .pending }
  /// `Query.report`
  public var report: FieldResolver<Root, API.Query.ReportArguments, API.Report?> { .pending }
  /// `Mutation.trackEvents`
  public var trackEvents: FieldResolver<Root, API.Mutation.TrackEventsArguments, API.TrackEventsPayload> { .pending }
  /// `Mutation.requestReport`
  public var requestReport: FieldResolver<Root, API.Mutation.RequestReportArguments, API.RequestReportPayload> { .pending }

  func registerPendingAnalytics(in map: inout ResolverMap) {
    map.add(
      API.Prediction.Fields<Payload<Int>>(
        name: .pending, value: .pending, confidence: .pending, method: .pending, validUntil: .pending))
    map.add(
      API.Dashboard.Fields<Payload<Int>>(
        user: .pending, progress: .pending, metrics: .pending, nextUp: .pending, recentConversations: .pending))
    map.add(
      API.Report.Fields<Payload<Int>>(
        id: .pending, createdAt: .pending, updatedAt: .pending, kind: .pending, from: .pending, to: .pending, job: .pending, rows: .pending, downloadUrl: .pending, expiresAt: .pending))
    map.add(
      API.RequestReportPayload.Fields<Payload<Int>>(
        report: .pending, job: .pending, userErrors: .pending))
    map.add(
      API.TrackEventsPayload.Fields<Payload<Int>>(
        accepted: .pending, userErrors: .pending))
  }
}
