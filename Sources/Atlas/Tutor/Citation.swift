import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLJSON

/// Which passage a statement rests on: the source of `Citation`, stored as JSON with its answer.
struct Citation: ObjectSource, Equatable {
  let index: Int
  let item: LearningItemKey
  let title: String
  let quote: String?
  let score: Double
}

extension Citation {
  /// Reads the JSON array in which an answer keeps its citations; an element of another shape is left out.
  static func list(_ text: String) -> [Citation] {
    let elements = (try? JSONParser.parse(text))?.arrayValue ?? []
    return elements.compactMap { $0.objectValue }.compactMap(Citation.init)
  }

  private init?(_ object: JSONObject) {
    guard case .number(let index)? = object["index"], let index = Int(index),
      let kind = object["kind"]?.stringValue.flatMap(LearningItemKind.init(rawValue:)),
      case .number(let id)? = object["id"], let id = Int64(id), let title = object["title"]?.stringValue,
      case .number(let score)? = object["score"], let score = Double(score)
    else { return nil }
    self.init(
      index: index, item: LearningItemKey(kind, id), title: title, quote: object["quote"]?.stringValue, score: score)
  }

  /// The JSON array of an answer's citations.
  static func text(_ citations: [Citation]) -> String {
    var writer = JSONWriter(capacity: 256 + citations.count * 512)
    writer.value(.array(citations.map { .object($0.object) }))
    return String(decoding: writer.finish(), as: UTF8.self)
  }

  private var object: JSONObject {
    [
      "index": .integer(index), "kind": .string(item.kind.rawValue), "id": .number(String(item.id)),
      "title": .string(title), "quote": quote.map { .string($0) } ?? .null,
      "score": .number((score.isFinite ? score : 0).description),
    ]
  }
}

extension Citation {
  /// The resolvers of `Citation`.
  static let fields = API.Citation.Fields<Citation>(
    index: .value { $0.index },
    source: FieldResolver { citations, _, _ in
      .loading(LoadRequest(citations.map { ($0.item.kind.typeName, $0.item.id) }))
    },
    title: .value { $0.title },
    quote: .value { $0.quote },
    score: .value { $0.score })
}

/// What was read and written, in words: the source of `TokenUsage`.
struct TokenUsage: ObjectSource, Equatable {
  let promptTokens: Int
  let completionTokens: Int

  /// The resolvers of `TokenUsage`.
  static let fields = API.TokenUsage.Fields<TokenUsage>(
    promptTokens: .value { $0.promptTokens },
    completionTokens: .value { $0.completionTokens })
}
