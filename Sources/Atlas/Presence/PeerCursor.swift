import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLJSON

/// `PeerCursor` of the schema: where somebody points in a diagram.
struct PeerCursor: ObjectSource, Equatable {
  let user: Int64
  let diagram: Int64
  let position: CursorPosition
  let at: DateTime
}

/// `CursorPosition` of the schema.
struct CursorPosition: ObjectSource, Equatable {
  let x: Double
  let y: Double
  let selection: String?

  /// How far from the origin one can point.
  static let extent = 1e9
  /// How long what is selected may be, in bytes: it travels in one notification.
  static let selectionBytes = 800

  /// Nil where a coordinate is out of bounds, or what is selected is too long.
  init?(x: Double, y: Double, selection: String?) {
    guard abs(x) <= Self.extent, abs(y) <= Self.extent, (selection?.utf8.count ?? 0) <= Self.selectionBytes else {
      return nil
    }
    self.x = x
    self.y = y
    self.selection = selection
  }
}

extension PeerCursor {
  /// The topic on the bus.
  static let topic = "cursor"

  /// Newer positions of the same cursor take the place of those that were not sent yet.
  var transient: TransientMessage {
    let body: JSONObject = [
      "diagram": .integer(diagram), "user": .integer(user),
      "x": .number("\(position.x)"), "y": .number("\(position.y)"),
      "selection": position.selection.map { .string($0) } ?? .null, "at": .integer(at.microsecondsSince1970),
    ]
    return TransientMessage(topic: Self.topic, key: "\(diagram):\(user)", body: .object(body))
  }

  /// Nil where the body is no cursor.
  init?(_ body: JSONValue) {
    guard let object = body.objectValue, let user = object["user"]?.rowKey, let diagram = object["diagram"]?.rowKey,
      case .number(let x)? = object["x"], let x = Double(x), case .number(let y)? = object["y"], let y = Double(y),
      let position = CursorPosition(x: x, y: y, selection: object["selection"]?.stringValue),
      let at = object["at"]?.moment
    else { return nil }
    self.init(user: user, diagram: diagram, position: position, at: at)
  }
}

extension PeerCursor {
  /// The resolvers of `PeerCursor`.
  static let fields = API.PeerCursor.Fields<PeerCursor>(
    user: .reference { $0.user },
    diagramId: .value { GlobalID(.diagram, $0.diagram).id },
    position: .batch { cursors, _, _ in .objects(cursors.map(\.position)) },
    at: .value { $0.at })
}

extension CursorPosition {
  /// The resolvers of `CursorPosition`.
  static let fields = API.CursorPosition.Fields<CursorPosition>(
    x: .value { $0.x }, y: .value { $0.y }, selection: .value { $0.selection })
}
