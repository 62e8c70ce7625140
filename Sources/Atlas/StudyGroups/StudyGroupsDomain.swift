// The front door of StudyGroups: groups, their members, their messages.
//
// Neighbours: StudyGroupsDomain+Groups.swift names the changes of groups and members, each in a file of its own; the
// kernel's guards ask `StudyGroupMembership` for the rule GROUP_MEMBER. Other domains refer to groups by row key.
// Invariant: a PRIVATE group, its members and any group's messages are missing for whoever may not see them, exactly
// like things that do not exist.

public import AtlasAPI
public import AtlasKernel
public import Files
public import GraphQLExecution
import GraphQLSyntax
import Postgres

/// Study groups: founding and joining them, who is in them, what is said in them.
public struct StudyGroupsDomain: Sendable {
  let files: FilesDomain

  /// - Parameter files: holds what is attached to messages.
  public init(files: FilesDomain) { self.files = files }

  /// What this domain keeps about a person.
  public static let personalData = StudyGroupPersonalData.part

  /// Adds the types and loaders of this domain.
  public func register(in map: inout ResolverMap) {
    map.add(StudyGroupRow.fields)
    map.add(GroupMemberRow.fields)
    map.add(GroupMemberRow.connectionFields)
    map.add(GroupMemberRow.edgeFields)
    map.add(MessageRow.fields)
    map.add(MessageRow.connectionFields)
    map.add(MessageRow.edgeFields)
    map.add(ReactionTallyRow.fields)
    registerGroups(in: &map)
    registerMessagePayloads(in: &map)
    registerWhiteboards(in: &map)
    map.add(entity: API.StudyGroup.typeName, StudyGroupRow.loader)
    map.add(entity: API.GroupMember.typeName, GroupMemberRow.loader)
    map.add(entity: API.Message.typeName, MessageRow.loader)
  }

  /// Answers the rule GROUP_MEMBER.
  public var membership: any GroupMembership { StudyGroupMembership() }
}

extension StudyGroupsDomain {
  /// `Mutation.createStudyGroup`.
  public var createStudyGroup: FieldResolver<Root, API.Mutation.CreateStudyGroupArguments, API.StudyGroup> {
    .fetch { _, arguments, context in
      let founding = try StudyGroupFounding(arguments.input)
      return try await founding.found(context)
    }
  }

  /// `Mutation.joinStudyGroup`.
  public var joinStudyGroup: FieldResolver<Root, API.Mutation.JoinStudyGroupArguments, API.StudyGroup> {
    .fetch { _, arguments, context in
      guard let group = arguments.groupId.key(.group) else { throw GraphQLError.notFound("study group") }
      return try await StudyGroupJoining(group: group).join(context)
    }
  }

  /// `Subscription.groupMessageReceived`. Each message is loaded for the viewer anew, so that one who is no longer a
  /// member sees no more of them.
  public var groupMessageReceived: FieldResolver<EventRoot, API.Subscription.GroupMessageReceivedArguments, API.Message>
  {
    .stream(of: EventRecord.self) { arguments, context in
      guard let group = arguments.groupId.key(.group) else { throw GraphQLError.notFound("study group") }
      return try await context.groupEvents(group, kinds: ["GROUP_MESSAGE_POSTED"])
    } resolve: { event, _, _ in
      .loading(LoadRequest(API.Message.typeName, keys: [event.integer("messageId")]))
    }
  }
}
