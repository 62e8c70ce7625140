import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import Retrieval

/// The source of the four types of `AnswerEvent`.
struct AnswerEventObject: ObjectSource {
  let answer: Int64
  var sequence = 0
  var text = ""
  var citations: [Citation] = []
  var code = API.UserErrorCode.unavailable
  var message = ""
  var isRetryable = false

  var answerID: ID { GlobalID(.answer, answer).id }

  /// One event as the field's value, with what was read of the answer.
  static func column(_ news: AnswerNews, _ row: Row) -> Column {
    var object = AnswerEventObject(answer: news.answer)
    let typeName: String
    switch news.kind {
    case .text(let sequence, _, _):
      typeName = API.AnswerDelta.typeName
      (object.sequence, object.text) = (sequence, row[AnswerRow.text])
    case .cited:
      typeName = API.AnswerCitations.typeName
      object.citations = Citation.list(row[AnswerRow.citations])
    case .ended(state: "FAILED"):
      typeName = API.AnswerFailed.typeName
      object.code = row[RowColumn<String?>("failure_code")].flatMap { API.UserErrorCode(rawValue: $0) } ?? .unavailable
      object.message = row[RowColumn<String>("failure_message")]
      object.isRetryable = row[RowColumn<Bool>("failure_retryable")]
    case .ended: typeName = API.AnswerFinished.typeName
    }
    return Column(.objects(ObjectColumn(Batch<AnswerEventObject>([object]), typeName: typeName)))
  }

  /// Adds the types of the union.
  static func register(in map: inout ResolverMap) {
    map.add(
      API.AnswerDelta.Fields<AnswerEventObject>(
        answerId: .value { $0.answerID }, sequence: .value { $0.sequence }, text: .value { $0.text }))
    map.add(
      API.AnswerCitations.Fields<AnswerEventObject>(
        answerId: .value { $0.answerID },
        citations: .batch { objects, _, _ in .lists(objects.map(\.citations)) }))
    map.add(
      API.AnswerFinished.Fields<AnswerEventObject>(
        answer: FieldResolver { objects, _, _ in
          .loading(LoadRequest(API.Answer.typeName, keys: objects.map(\.answer)))
        }))
    map.add(
      API.AnswerFailed.Fields<AnswerEventObject>(
        answerId: .value { $0.answerID }, code: .value { $0.code }, message: .value { $0.message },
        retryable: .value { $0.isRetryable }))
  }
}
