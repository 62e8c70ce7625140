public import AtlasAPI
import AtlasKernel
public import GraphQLExecution

extension CatalogDomain {
  /// Adds the payloads about incidents.
  func registerIncidents(in map: inout ResolverMap) {
    map.add(
      API.CreateIncidentPayload.Fields<Payload<Int64>>(incident: .reference { $0.outcome }, userErrors: .userErrors()))
    map.add(
      API.UpdateIncidentPayload.Fields<Payload<Int64>>(incident: .reference { $0.outcome }, userErrors: .userErrors()))
  }

  /// `Query.incident`.
  public var incident: FieldResolver<Root, API.Query.IncidentArguments, API.Incident?> { IncidentQueries.incident }

  /// `Query.incidents`.
  public var incidents: FieldResolver<Root, API.Query.IncidentsArguments, API.IncidentConnection> {
    IncidentQueries.incidents
  }

  /// `Mutation.createIncident`.
  public var createIncident: FieldResolver<Root, API.Mutation.CreateIncidentArguments, API.CreateIncidentPayload> {
    .payload { arguments, context in try await IncidentCreation(arguments.input).apply(context) }
  }

  /// `Mutation.updateIncident`.
  public var updateIncident: FieldResolver<Root, API.Mutation.UpdateIncidentArguments, API.UpdateIncidentPayload> {
    .payload { arguments, context in try await IncidentChange(arguments.input).apply(context) }
  }
}
