public import AtlasAPI
import AtlasKernel
public import GraphQLExecution

extension CatalogDomain {
  /// Adds the types of diagrams beyond the diagram itself.
  func registerDiagrams(in map: inout ResolverMap) {
    map.add(DiagramRevisionRow.fields)
    map.add(DiagramRevisionRow.connectionFields)
    map.add(DiagramRevisionRow.edgeFields)
    map.add(entity: API.DiagramRevision.typeName, DiagramRevisionRow.loader)
    map.add(
      API.CreateDiagramPayload.Fields<Payload<Int64>>(diagram: .reference { $0.outcome }, userErrors: .userErrors()))
    map.add(
      API.UpdateDiagramPayload.Fields<Payload<Int64>>(diagram: .reference { $0.outcome }, userErrors: .userErrors()))
    map.add(API.DeleteDiagramPayload.Fields<Payload<ID>>(deletedId: .value { $0.outcome }, userErrors: .userErrors()))
  }

  /// `Query.diagramsConnection`.
  public var diagramsConnection: FieldResolver<Root, API.Query.DiagramsConnectionArguments, API.DiagramConnection> {
    DiagramListing.resolver
  }

  /// `Mutation.createDiagram`.
  public var createDiagram: FieldResolver<Root, API.Mutation.CreateDiagramArguments, API.CreateDiagramPayload> {
    .payload { [atoms] arguments, context in try await DiagramCreation(arguments.input).apply(context, atoms: atoms) }
  }

  /// `Mutation.updateDiagram`.
  public var updateDiagram: FieldResolver<Root, API.Mutation.UpdateDiagramArguments, API.UpdateDiagramPayload> {
    .payload { [atoms] arguments, context in try await DiagramChange(arguments.input).apply(context, atoms: atoms) }
  }

  /// `Mutation.deleteDiagram`.
  public var deleteDiagram: FieldResolver<Root, API.Mutation.DeleteDiagramArguments, API.DeleteDiagramPayload> {
    .payload { arguments, context in try await DiagramDeletion(input: arguments.input).apply(context) }
  }

  /// `Subscription.diagramUpdated`.
  public var diagramUpdated: FieldResolver<EventRoot, API.Subscription.DiagramUpdatedArguments, API.Diagram> {
    DiagramUpdates.resolver
  }
}
