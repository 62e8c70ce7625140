// The catalogue: diagrams, labs, incidents and skills, and learners' work at labs.
//
// Neighbours: it refers to users, of the identity domain, by key; the completions of the progress domain are read here;
// authors bring files for labs by way of the files domain.
// Invariant: lists and connections answer published content only; the rest is there by id, for its author, for admins,
// and a lab for those who have worked at it (CatalogPolicy).

public import AtlasAPI
public import AtlasKernel
public import Files
public import GraphQLExecution

/// The catalogue: what there is to learn, and learners' work at labs.
public struct CatalogDomain: Sendable {
  let hosting: LabHosting
  let atoms: any DiagramAtoms
  let files: FilesDomain
  private let labWork: LabWork

  /// The catalogue, with labs that run where they are told to.
  ///
  /// - Parameters:
  ///   - atoms: those of diagrams.
  ///   - files: takes what authors upload for labs.
  public init(hosting: LabHosting, atoms: any DiagramAtoms, files: FilesDomain) {
    self.hosting = hosting
    self.atoms = atoms
    self.files = files
    labWork = LabWork(hosting: hosting)
  }

  /// What this domain keeps about a person.
  public static let personalData = [AuthorPersonalData.part, LabPersonalData.part]

  /// Adds the fields and entity loaders of the catalogue's types.
  public func register(in map: inout ResolverMap) {
    map.add(DiagramRow.fields(atoms))
    map.add(DiagramRow.connectionFields)
    map.add(DiagramRow.edgeFields)
    map.add(LabRow.fields)
    map.add(LabRow.connectionFields)
    map.add(LabRow.edgeFields)
    map.add(LabHintRow.fields)
    map.add(LabCheckRow.fields)
    map.add(IncidentRow.fields)
    map.add(IncidentRow.connectionFields)
    map.add(IncidentRow.edgeFields)
    map.add(SkillRow.fields)
    map.add(entity: API.Diagram.typeName, DiagramRow.loader)
    map.add(entity: API.Lab.typeName, LabRow.loader)
    map.add(entity: API.Incident.typeName, IncidentRow.loader)
    map.add(entity: API.Skill.typeName, SkillRow.loader)
    labWork.register(in: &map)
    registerDiagrams(in: &map)
    registerIncidents(in: &map)
    registerLabAuthoring(in: &map)
  }

  /// `Query.diagram`
  public var diagram: FieldResolver<Root, API.Query.DiagramArguments, API.Diagram> { DiagramQueries.diagram }

  /// `Query.diagrams`
  public var diagrams: FieldResolver<Root, API.Query.DiagramsArguments, [API.Diagram]> { DiagramQueries.diagrams }

  /// `Query.lab`
  public var lab: FieldResolver<Root, API.Query.LabArguments, API.Lab> { LabQueries.lab }

  /// `Query.labs`
  public var labs: FieldResolver<Root, API.Query.LabsArguments, [API.Lab]> { LabQueries.labs }

  /// `Mutation.completeLab`
  public var completeLab: FieldResolver<Root, API.Mutation.CompleteLabArguments, API.LabResult> {
    labWork.completeLab
  }

  /// `Subscription.labStatusChanged`
  public var labStatusChanged: FieldResolver<EventRoot, API.Subscription.LabStatusChangedArguments, API.LabStatus> {
    labWork.labStatusChanged
  }
}
