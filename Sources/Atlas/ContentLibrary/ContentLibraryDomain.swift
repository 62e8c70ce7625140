// ContentLibrary: contents that people bring, and the learning atoms they are cut into.
//
// Neighbours: Files holds the originals, Atomizer cuts, Jobs runs what takes long; Progress learns of completed atoms.
// Invariant: prerequisites have no cycle, and what a learner has completed is never deleted.

import AtlasAPI
public import AtlasKernel
public import Files
public import GraphQLExecution
public import Jobs

/// Contents and atoms.
public struct ContentLibraryDomain: Sendable {
  let files: FilesDomain

  /// - Parameter files: holds the originals of contents and the media of atoms.
  public init(files: FilesDomain) { self.files = files }

  /// What this domain keeps about a person.
  public static let personalData = ContentPersonalData.part

  /// What cuts contents.
  public var jobHandlers: [JobHandler] { [AtomizationJob(sources: SourceReading(files: files)).handler] }

  /// The atoms of diagrams, for the catalogue.
  public static let diagramAtoms: any DiagramAtoms = LinkedAtoms()

  /// Adds the fields and entity loaders of the domain's types.
  public func register(in map: inout ResolverMap) {
    map.add(ContentRow.fields)
    map.add(ContentRow.metadataFields)
    map.add(ContentRow.atomizationFields)
    map.add(ContentRow.connectionFields)
    map.add(ContentRow.edgeFields)
    map.add(AtomRow.fields)
    map.add(AtomRow.connectionFields)
    map.add(AtomRow.edgeFields)
    map.add(ObjectiveRow.fields)
    map.add(entity: API.Content.typeName, ContentRow.loader)
    map.add(entity: API.Atom.typeName, AtomRow.loader)
    map.add(entity: API.LearningObjective.typeName, ObjectiveRow.loader)
    registerPayloads(in: &map)
  }
}
