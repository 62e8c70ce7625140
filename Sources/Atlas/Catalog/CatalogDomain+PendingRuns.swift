public import AtlasAPI
import AtlasKernel
public import GraphQLExecution

// Placeholders of labs at work, to be replaced.
extension CatalogDomain {
  /// `Mutation.startLab`
  public var startLab: FieldResolver<Root, API.Mutation.StartLabArguments, API.StartLabPayload> { .pending }
  /// `Mutation.extendLab`
  public var extendLab: FieldResolver<Root, API.Mutation.ExtendLabArguments, API.ExtendLabPayload> { .pending }
  /// `Mutation.resetLab`
  public var resetLab: FieldResolver<Root, API.Mutation.ResetLabArguments, API.ResetLabPayload> { .pending }
  /// `Mutation.stopLab`
  public var stopLab: FieldResolver<Root, API.Mutation.StopLabArguments, API.StopLabPayload> { .pending }
  /// `Mutation.checkLab`
  public var checkLab: FieldResolver<Root, API.Mutation.CheckLabArguments, API.CheckLabPayload> { .pending }
  /// `Mutation.revealLabHint`
  public var revealLabHint: FieldResolver<Root, API.Mutation.RevealLabHintArguments, API.RevealLabHintPayload> { .pending }
  /// `Mutation.reportLabStatus`
  public var reportLabStatus: FieldResolver<Root, API.Mutation.ReportLabStatusArguments, API.ReportLabStatusPayload> { .pending }

  func registerPendingRuns(in map: inout ResolverMap) {
    map.add(
      API.LabEnvironment.Fields<Payload<Int>>(
        id: .pending, terminalUrl: .pending, region: .pending, startedAt: .pending, expiresAt: .pending, extensionsLeft: .pending, cpuPercent: .pending, memoryBytes: .pending))
    map.add(
      API.StartLabPayload.Fields<Payload<Int>>(
        status: .pending, job: .pending, userErrors: .pending))
    map.add(
      API.ExtendLabPayload.Fields<Payload<Int>>(
        status: .pending, userErrors: .pending))
    map.add(
      API.ResetLabPayload.Fields<Payload<Int>>(
        status: .pending, job: .pending, userErrors: .pending))
    map.add(
      API.StopLabPayload.Fields<Payload<Int>>(
        status: .pending, userErrors: .pending))
    map.add(
      API.CheckLabPayload.Fields<Payload<Int>>(
        results: .pending, userErrors: .pending))
    map.add(
      API.RevealLabHintPayload.Fields<Payload<Int>>(
        hint: .pending, status: .pending, userErrors: .pending))
    map.add(
      API.ReportLabStatusPayload.Fields<Payload<Int>>(
        status: .pending, userErrors: .pending))
  }
}
