public import AtlasAPI
public import AtlasKernel
public import GraphQLExecution
import GraphQLJSON

/// Which passage a statement rests on: the source of `Citation`, stored as JSON with what rests on it.
public struct Citation: ObjectSource, Equatable {
  /// The number the text refers to, from 1.
  public let index: Int
  public let item: GlobalID
  public let title: String
  public let quote: String?
  /// Where the source's text came from, when that is a public address.
  public let url: String?
  /// 0 to 1.
  public let score: Double

  public init(index: Int, item: GlobalID, title: String, quote: String?, url: String? = nil, score: Double) {
    self.index = index
    self.item = item
    self.title = title
    self.quote = quote
    self.url = url
    self.score = score
  }

  /// A citation of a passage.
  public init(index: Int, of passage: Passage, quote: String?) {
    self.init(
      index: index, item: passage.item, title: passage.title, quote: quote, url: passage.url, score: passage.score)
  }
}

extension Citation {
  /// Reads a JSON array of citations; an element of another shape is left out.
  public static func list(_ text: String) -> [Citation] {
    let elements = (try? JSONParser.parse(text))?.arrayValue ?? []
    return elements.compactMap { $0.objectValue }.compactMap(Citation.init)
  }

  private init?(_ object: JSONObject) {
    guard case .number(let index)? = object["index"], let index = Int(index),
      let kind = object["kind"]?.stringValue.flatMap({ EntityKind(rawValue: $0.lowercased()) }),
      case .number(let id)? = object["id"], let id = Int64(id), let title = object["title"]?.stringValue,
      case .number(let score)? = object["score"], let score = Double(score)
    else { return nil }
    self.init(
      index: index, item: GlobalID(kind, id), title: title, quote: object["quote"]?.stringValue,
      url: object["url"]?.stringValue, score: score)
  }

  /// The JSON array of citations.
  public static func text(_ citations: [Citation]) -> String {
    var writer = JSONWriter(capacity: 256 + citations.count * 512)
    writer.value(.array(citations.map { .object($0.object) }))
    return String(decoding: writer.finish(), as: UTF8.self)
  }

  private var object: JSONObject {
    [
      "index": .integer(index), "kind": .string(item.kind.rawValue.uppercased()), "id": .number(String(item.key)),
      "title": .string(title), "quote": quote.map { .string($0) } ?? .null, "url": url.map { .string($0) } ?? .null,
      "score": .number((score.isFinite ? score : 0).description),
    ]
  }
}

extension Citation {
  /// The resolvers of `Citation`.
  public static let fields = API.Citation.Fields<Citation>(
    index: .value { $0.index },
    source: FieldResolver { citations, _, _ in
      .loading(LoadRequest(citations.map { ($0.item.kind.typeName, $0.item.key) }))
    },
    title: .value { $0.title },
    quote: .value { $0.quote },
    url: .value { $0.url },
    score: .value { $0.score })
}
