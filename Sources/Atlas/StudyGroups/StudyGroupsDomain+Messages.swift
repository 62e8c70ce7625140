public import AtlasAPI
import AtlasKernel
public import GraphQLExecution
import GraphQLPostgres
import Postgres

// The root fields of messages.
extension StudyGroupsDomain {
  /// `Mutation.sendGroupMessage`
  public var sendGroupMessage: FieldResolver<Root, API.Mutation.SendGroupMessageArguments, API.SendGroupMessagePayload>
  {
    .payload { [files] in try await MessageSending($0.input).send(files, $1) }
  }

  /// `Mutation.editGroupMessage`
  public var editGroupMessage: FieldResolver<Root, API.Mutation.EditGroupMessageArguments, API.EditGroupMessagePayload>
  {
    .payload { try await MessageChange($0.input.messageId).edit($0.input.content, $1) }
  }

  /// `Mutation.deleteGroupMessage`
  public var deleteGroupMessage:
    FieldResolver<Root, API.Mutation.DeleteGroupMessageArguments, API.DeleteGroupMessagePayload>
  {
    .payload { try await MessageChange($0.input.messageId).delete($1) }
  }

  /// `Mutation.reactToMessage`
  public var reactToMessage: FieldResolver<Root, API.Mutation.ReactToMessageArguments, API.ReactToMessagePayload> {
    .payload { try await MessageReaction($0.input).apply($1) }
  }

  /// `Mutation.markGroupRead`
  public var markGroupRead: FieldResolver<Root, API.Mutation.MarkGroupReadArguments, API.MarkGroupReadPayload> {
    .payload { try await ReadMark($0.input).move($1) }
  }
}

extension StudyGroupsDomain {
  /// The payloads of the mutations. Their outcomes are the rows of messages, and the key of a group.
  func registerMessagePayloads(in map: inout ResolverMap) {
    map.add(API.SendGroupMessagePayload.Fields<Payload<Rows>>(message: .changedMessage, userErrors: .userErrors()))
    map.add(API.EditGroupMessagePayload.Fields<Payload<Rows>>(message: .changedMessage, userErrors: .userErrors()))
    map.add(API.DeleteGroupMessagePayload.Fields<Payload<Rows>>(message: .changedMessage, userErrors: .userErrors()))
    map.add(API.ReactToMessagePayload.Fields<Payload<Rows>>(message: .changedMessage, userErrors: .userErrors()))
    map.add(
      API.MarkGroupReadPayload.Fields<Payload<Int64>>(group: .reference { $0.outcome }, userErrors: .userErrors()))
  }
}

extension FieldResolver where Source == Payload<Rows>, Output == API.Message? {
  /// The message that a mutation came to, as its statement answered it: the one row of a payload.
  static var changedMessage: Self {
    .batch { payloads, _, _ in
      var rows = RowSet()
      var places: [Int32] = []
      for payload in payloads.map({ $0 }) {
        places.append(payload.outcome == nil ? -1 : Int32(truncatingIfNeeded: rows.count))
        if let outcome = payload.outcome { rows.append(contentsOf: RowSet(outcome)) }
      }
      return .objects(Batch<MessageRow>(RowStorage(rows)), rows: places)
    }
  }
}
