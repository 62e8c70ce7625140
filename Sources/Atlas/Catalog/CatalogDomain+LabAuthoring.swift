public import AtlasAPI
import AtlasKernel
public import GraphQLExecution

// Labs as authors see them.
extension CatalogDomain {
  /// Adds the payloads of the mutations that change labs.
  func registerLabAuthoring(in map: inout ResolverMap) {
    map.add(API.CreateLabPayload.Fields<Payload<Int64>>(lab: .reference { $0.outcome }, userErrors: .userErrors()))
    map.add(API.UpdateLabPayload.Fields<Payload<Int64>>(lab: .reference { $0.outcome }, userErrors: .userErrors()))
    map.add(
      API.DeleteLabPayload.Fields<Payload<Int64>>(
        deletedId: .value { $0.outcome.map { GlobalID(.lab, $0).id } }, userErrors: .userErrors()))
  }

  /// `Query.labsConnection`
  public var labsConnection: FieldResolver<Root, API.Query.LabsConnectionArguments, API.LabConnection> {
    LabQueries.labsConnection
  }

  /// `Mutation.createLab`
  public var createLab: FieldResolver<Root, API.Mutation.CreateLabArguments, API.CreateLabPayload> {
    .payload { [files] arguments, context in try await LabAuthoring(files: files).create(arguments.input, context) }
  }

  /// `Mutation.updateLab`
  public var updateLab: FieldResolver<Root, API.Mutation.UpdateLabArguments, API.UpdateLabPayload> {
    .payload { [files] arguments, context in try await LabAuthoring(files: files).update(arguments.input, context) }
  }

  /// `Mutation.deleteLab`
  public var deleteLab: FieldResolver<Root, API.Mutation.DeleteLabArguments, API.DeleteLabPayload> {
    .payload { arguments, context in try await LabAuthoring.delete(arguments.input, context) }
  }
}
