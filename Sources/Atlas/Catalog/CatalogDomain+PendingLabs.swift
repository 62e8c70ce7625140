public import AtlasAPI
import AtlasKernel
public import GraphQLExecution

// Placeholders of labs as authors see them, to be replaced.
extension CatalogDomain {
  /// `Query.labsConnection`
  public var labsConnection: FieldResolver<Root, API.Query.LabsConnectionArguments, API.LabConnection> { .pending }
  /// `Mutation.createLab`
  public var createLab: FieldResolver<Root, API.Mutation.CreateLabArguments, API.CreateLabPayload> { .pending }
  /// `Mutation.updateLab`
  public var updateLab: FieldResolver<Root, API.Mutation.UpdateLabArguments, API.UpdateLabPayload> { .pending }
  /// `Mutation.deleteLab`
  public var deleteLab: FieldResolver<Root, API.Mutation.DeleteLabArguments, API.DeleteLabPayload> { .pending }

  func registerPendingLabs(in map: inout ResolverMap) {
    map.add(
      API.CreateLabPayload.Fields<Payload<Int>>(
        lab: .pending, userErrors: .pending))
    map.add(
      API.UpdateLabPayload.Fields<Payload<Int>>(
        lab: .pending, userErrors: .pending))
    map.add(
      API.DeleteLabPayload.Fields<Payload<Int>>(
        deletedId: .pending, userErrors: .pending))
  }
}
