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
}

extension StudyGroupsDomain {
  /// The payloads of the mutations. Their outcomes are the rows of messages.
  func registerMessagePayloads(in map: inout ResolverMap) {
    map.add(API.SendGroupMessagePayload.Fields<Payload<Rows>>(message: .changedMessage, userErrors: .userErrors()))
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
