public import AtlasAPI
import AtlasKernel
public import GraphQLExecution

// Placeholders of diagrams and incidents, to be replaced.
extension CatalogDomain {
  /// `Query.diagramsConnection`
  public var diagramsConnection: FieldResolver<Root, API.Query.DiagramsConnectionArguments, API.DiagramConnection> { .pending }
  /// `Query.incident`
  public var incident: FieldResolver<Root, API.Query.IncidentArguments, API.Incident?> { .pending }
  /// `Query.incidents`
  public var incidents: FieldResolver<Root, API.Query.IncidentsArguments, API.IncidentConnection> { .pending }
  /// `Mutation.createDiagram`
  public var createDiagram: FieldResolver<Root, API.Mutation.CreateDiagramArguments, API.CreateDiagramPayload> { .pending }
  /// `Mutation.updateDiagram`
  public var updateDiagram: FieldResolver<Root, API.Mutation.UpdateDiagramArguments, API.UpdateDiagramPayload> { .pending }
  /// `Mutation.deleteDiagram`
  public var deleteDiagram: FieldResolver<Root, API.Mutation.DeleteDiagramArguments, API.DeleteDiagramPayload> { .pending }
  /// `Mutation.createIncident`
  public var createIncident: FieldResolver<Root, API.Mutation.CreateIncidentArguments, API.CreateIncidentPayload> { .pending }
  /// `Mutation.updateIncident`
  public var updateIncident: FieldResolver<Root, API.Mutation.UpdateIncidentArguments, API.UpdateIncidentPayload> { .pending }
  /// `Subscription.diagramUpdated`
  public var diagramUpdated: FieldResolver<EventRoot, API.Subscription.DiagramUpdatedArguments, API.Diagram> { .pending }

  func registerPendingDiagrams(in map: inout ResolverMap) {
    map.add(
      API.DiagramRevision.Fields<Payload<Int>>(
        id: .pending, version: .pending, title: .pending, mermaidSource: .pending, editedBy: .pending, editedAt: .pending))
    map.add(
      API.DiagramRevisionConnection.Fields<Payload<Int>>(
        edges: .pending, nodes: .pending, pageInfo: .pending, totalCount: .pending))
    map.add(
      API.DiagramRevisionEdge.Fields<Payload<Int>>(
        cursor: .pending, node: .pending))
    map.add(
      API.CreateDiagramPayload.Fields<Payload<Int>>(
        diagram: .pending, userErrors: .pending))
    map.add(
      API.UpdateDiagramPayload.Fields<Payload<Int>>(
        diagram: .pending, userErrors: .pending))
    map.add(
      API.DeleteDiagramPayload.Fields<Payload<Int>>(
        deletedId: .pending, userErrors: .pending))
    map.add(
      API.CreateIncidentPayload.Fields<Payload<Int>>(
        incident: .pending, userErrors: .pending))
    map.add(
      API.UpdateIncidentPayload.Fields<Payload<Int>>(
        incident: .pending, userErrors: .pending))
  }
}
