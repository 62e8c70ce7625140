public import AtlasAPI
import AtlasKernel
public import GraphQLExecution

// Placeholders of contents and atoms, to be replaced.
extension ContentLibraryDomain {
  /// `Query.content`
  public var content: FieldResolver<Root, API.Query.ContentArguments, API.Content?> { .pending }
  /// `Query.contents`
  public var contents: FieldResolver<Root, API.Query.ContentsArguments, API.ContentConnection> { .pending }
  /// `Query.atom`
  public var atom: FieldResolver<Root, API.Query.AtomArguments, API.Atom?> { .pending }
  /// `Query.atoms`
  public var atoms: FieldResolver<Root, API.Query.AtomsArguments, API.AtomConnection> { .pending }
  /// `Mutation.createContent`
  public var createContent: FieldResolver<Root, API.Mutation.CreateContentArguments, API.CreateContentPayload> { .pending }
  /// `Mutation.updateContent`
  public var updateContent: FieldResolver<Root, API.Mutation.UpdateContentArguments, API.UpdateContentPayload> { .pending }
  /// `Mutation.deleteContent`
  public var deleteContent: FieldResolver<Root, API.Mutation.DeleteContentArguments, API.DeleteContentPayload> { .pending }
  /// `Mutation.atomizeContent`
  public var atomizeContent: FieldResolver<Root, API.Mutation.AtomizeContentArguments, API.AtomizeContentPayload> { .pending }
  /// `Mutation.createAtom`
  public var createAtom: FieldResolver<Root, API.Mutation.CreateAtomArguments, API.CreateAtomPayload> { .pending }
  /// `Mutation.updateAtom`
  public var updateAtom: FieldResolver<Root, API.Mutation.UpdateAtomArguments, API.UpdateAtomPayload> { .pending }
  /// `Mutation.deleteAtom`
  public var deleteAtom: FieldResolver<Root, API.Mutation.DeleteAtomArguments, API.DeleteAtomPayload> { .pending }
  /// `Mutation.linkAtoms`
  public var linkAtoms: FieldResolver<Root, API.Mutation.LinkAtomsArguments, API.LinkAtomsPayload> { .pending }
  /// `Mutation.completeAtom`
  public var completeAtom: FieldResolver<Root, API.Mutation.CompleteAtomArguments, API.CompleteAtomPayload> { .pending }
  /// `Subscription.contentUpdated`
  public var contentUpdated: FieldResolver<EventRoot, API.Subscription.ContentUpdatedArguments, API.Content> { .pending }

  func registerPendingContent(in map: inout ResolverMap) {
    map.add(
      API.Content.Fields<Payload<Int>>(
        id: .pending, createdAt: .pending, updatedAt: .pending, version: .pending, title: .pending, description: .pending, kind: .pending, status: .pending, originalFile: .pending, metadata: .pending, owner: .pending, atomization: .pending, objectives: .pending, atoms: .pending))
    map.add(
      API.ContentMetadata.Fields<Payload<Int>>(
        author: .pending, subject: .pending, difficulty: .pending, duration: .pending, language: .pending))
    map.add(
      API.Atomization.Fields<Payload<Int>>(
        job: .pending, totalAtoms: .pending, algorithmVersion: .pending, qualityScore: .pending, completedAt: .pending))
    map.add(
      API.LearningObjective.Fields<Payload<Int>>(
        id: .pending, text: .pending, level: .pending, atoms: .pending))
    map.add(
      API.Atom.Fields<Payload<Int>>(
        id: .pending, createdAt: .pending, updatedAt: .pending, version: .pending, source: .pending, sequence: .pending, title: .pending, body: .pending, kind: .pending, media: .pending, concepts: .pending, difficulty: .pending, estimatedTime: .pending, qualityScore: .pending, objectives: .pending, prerequisites: .pending, dependencies: .pending, related: .pending, prerequisiteClosure: .pending, viewerState: .pending))
    map.add(
      API.ContentConnection.Fields<Payload<Int>>(
        edges: .pending, nodes: .pending, pageInfo: .pending, totalCount: .pending))
    map.add(
      API.ContentEdge.Fields<Payload<Int>>(
        cursor: .pending, node: .pending))
    map.add(
      API.AtomConnection.Fields<Payload<Int>>(
        edges: .pending, nodes: .pending, pageInfo: .pending, totalCount: .pending))
    map.add(
      API.AtomEdge.Fields<Payload<Int>>(
        cursor: .pending, node: .pending))
    map.add(
      API.CreateContentPayload.Fields<Payload<Int>>(
        content: .pending, userErrors: .pending))
    map.add(
      API.UpdateContentPayload.Fields<Payload<Int>>(
        content: .pending, userErrors: .pending))
    map.add(
      API.DeleteContentPayload.Fields<Payload<Int>>(
        deletedId: .pending, userErrors: .pending))
    map.add(
      API.AtomizeContentPayload.Fields<Payload<Int>>(
        job: .pending, content: .pending, userErrors: .pending))
    map.add(
      API.CreateAtomPayload.Fields<Payload<Int>>(
        atom: .pending, userErrors: .pending))
    map.add(
      API.UpdateAtomPayload.Fields<Payload<Int>>(
        atom: .pending, userErrors: .pending))
    map.add(
      API.DeleteAtomPayload.Fields<Payload<Int>>(
        deletedId: .pending, userErrors: .pending))
    map.add(
      API.LinkAtomsPayload.Fields<Payload<Int>>(
        from: .pending, to: .pending, userErrors: .pending))
    map.add(
      API.CompleteAtomPayload.Fields<Payload<Int>>(
        atom: .pending, progress: .pending, unlocked: .pending, userErrors: .pending))
  }
}
