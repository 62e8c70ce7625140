public import AtlasAPI
import AtlasKernel
public import GraphQLExecution

// The root fields of contents and atoms.
extension ContentLibraryDomain {
  /// `Query.content`
  public var content: FieldResolver<Root, API.Query.ContentArguments, API.Content?> { ContentQueries.content }

  /// `Query.contents`
  public var contents: FieldResolver<Root, API.Query.ContentsArguments, API.ContentConnection> {
    ContentQueries.contents
  }

  /// `Query.atom`
  public var atom: FieldResolver<Root, API.Query.AtomArguments, API.Atom?> { AtomQueries.atom }

  /// `Query.atoms`
  public var atoms: FieldResolver<Root, API.Query.AtomsArguments, API.AtomConnection> { AtomQueries.atoms }

  /// `Mutation.createContent`
  public var createContent: FieldResolver<Root, API.Mutation.CreateContentArguments, API.CreateContentPayload> {
    .payload { [files] in try await ContentCreation($0.input).create(files, $1) }
  }

  /// `Mutation.updateContent`
  public var updateContent: FieldResolver<Root, API.Mutation.UpdateContentArguments, API.UpdateContentPayload> {
    .payload { try await ContentChange($0.input).apply($1) }
  }

  /// `Mutation.deleteContent`
  public var deleteContent: FieldResolver<Root, API.Mutation.DeleteContentArguments, API.DeleteContentPayload> {
    .payload { try await Deletion.content($0.input, $1) }
  }

  /// `Mutation.atomizeContent`
  public var atomizeContent: FieldResolver<Root, API.Mutation.AtomizeContentArguments, API.AtomizeContentPayload> {
    .payload { try await AtomizationRequest($0.input).submit($1) }
  }

  /// `Mutation.createAtom`
  public var createAtom: FieldResolver<Root, API.Mutation.CreateAtomArguments, API.CreateAtomPayload> {
    .payload { [files] in try await AtomCreation($0.input).create(files, $1) }
  }

  /// `Mutation.updateAtom`
  public var updateAtom: FieldResolver<Root, API.Mutation.UpdateAtomArguments, API.UpdateAtomPayload> {
    .payload { [files] in try await AtomChange($0.input).apply(files, $1) }
  }

  /// `Mutation.deleteAtom`
  public var deleteAtom: FieldResolver<Root, API.Mutation.DeleteAtomArguments, API.DeleteAtomPayload> {
    .payload { try await Deletion.atom($0.input, $1) }
  }

  /// `Mutation.linkAtoms`
  public var linkAtoms: FieldResolver<Root, API.Mutation.LinkAtomsArguments, API.LinkAtomsPayload> {
    .payload { try await AtomLinking($0.input).apply($1) }
  }

  /// `Mutation.completeAtom`
  public var completeAtom: FieldResolver<Root, API.Mutation.CompleteAtomArguments, API.CompleteAtomPayload> {
    .payload { try await AtomCompletion($0.input).complete($1) }
  }

  /// `Subscription.contentUpdated`
  public var contentUpdated: FieldResolver<EventRoot, API.Subscription.ContentUpdatedArguments, API.Content> {
    ContentQueries.contentUpdated
  }
}

extension ContentLibraryDomain {
  /// The payloads of the mutations. Their outcomes are row keys.
  func registerPayloads(in map: inout ResolverMap) {
    map.add(API.CreateContentPayload.Fields<Payload<Int64>>(content: .outcome(), userErrors: .userErrors()))
    map.add(API.UpdateContentPayload.Fields<Payload<Int64>>(content: .outcome(), userErrors: .userErrors()))
    map.add(
      API.DeleteContentPayload.Fields<Payload<Int64>>(
        deletedId: .value { $0.outcome.map { GlobalID(.content, $0).id } }, userErrors: .userErrors()))
    map.add(
      API.AtomizeContentPayload.Fields<Payload<AtomizationRequest.Outcome>>(
        job: .outcome { $0.jobID }, content: .outcome { $0.contentID }, userErrors: .userErrors()))
    map.add(API.CreateAtomPayload.Fields<Payload<Int64>>(atom: .outcome(), userErrors: .userErrors()))
    map.add(API.UpdateAtomPayload.Fields<Payload<Int64>>(atom: .outcome(), userErrors: .userErrors()))
    map.add(
      API.DeleteAtomPayload.Fields<Payload<Int64>>(
        deletedId: .value { $0.outcome.map { GlobalID(.atom, $0).id } }, userErrors: .userErrors()))
    map.add(
      API.LinkAtomsPayload.Fields<Payload<AtomLinking.Ends>>(
        from: .outcome { $0.from }, to: .outcome { $0.to }, userErrors: .userErrors()))
    map.add(
      API.CompleteAtomPayload.Fields<Payload<AtomCompletion.Outcome>>(
        atom: .outcome { $0.atomID }, progress: .outcome { $0.userID }, unlocked: AtomCompletion.unlocked,
        userErrors: .userErrors()))
  }
}

extension FieldResolver {
  /// The object that a mutation came to, by its row key.
  static func outcome<Composite: CompositeOutput>() -> Self where Source == Payload<Int64>, Output == Composite? {
    outcome { $0 }
  }
}
