public import AtlasAPI
import AtlasKernel
public import GraphQLExecution
public import Jobs

extension CatalogDomain {
  /// `Mutation.startLab`
  public var startLab: FieldResolver<Root, API.Mutation.StartLabArguments, API.StartLabPayload> {
    let runs = runs
    return .payload { arguments, context in try await runs.start(arguments.input, context) }
  }

  /// `Mutation.extendLab`
  public var extendLab: FieldResolver<Root, API.Mutation.ExtendLabArguments, API.ExtendLabPayload> {
    let runs = runs
    return .payload { arguments, context in try await runs.extend(arguments.input, context) }
  }

  /// `Mutation.resetLab`
  public var resetLab: FieldResolver<Root, API.Mutation.ResetLabArguments, API.ResetLabPayload> {
    let runs = runs
    return .payload { arguments, context in try await runs.reset(arguments.input, context) }
  }

  /// `Mutation.stopLab`
  public var stopLab: FieldResolver<Root, API.Mutation.StopLabArguments, API.StopLabPayload> {
    let runs = runs
    return .payload { arguments, context in try await runs.stop(arguments.input, context) }
  }

  /// `Mutation.checkLab`
  public var checkLab: FieldResolver<Root, API.Mutation.CheckLabArguments, API.CheckLabPayload> {
    let checking = LabChecking(grading: LabGrading(hosting: hosting))
    return .payload { arguments, context in try await checking.check(arguments.input, context) }
  }

  /// `Mutation.revealLabHint`
  public var revealLabHint: FieldResolver<Root, API.Mutation.RevealLabHintArguments, API.RevealLabHintPayload> {
    .payload { arguments, context in try await LabHintReveal(arguments.input, context).perform(context) }
  }

  /// `Mutation.reportLabStatus`
  public var reportLabStatus: FieldResolver<Root, API.Mutation.ReportLabStatusArguments, API.ReportLabStatusPayload> {
    .payload { arguments, context in try await LabReport(arguments.input).perform(context) }
  }

  /// How the jobs of this domain are done.
  public var jobHandlers: [JobHandler] { [LabProvisioning(hosting: hosting).handler] }

  /// Ends leases and removes environments; somebody has to call it now and then.
  public var labUpkeep: LabUpkeep { LabUpkeep(hosting: hosting) }

  private var runs: LabRuns { LabRuns(hosting: hosting) }
}
