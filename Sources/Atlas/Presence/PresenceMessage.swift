import AtlasAPI
import AtlasKernel
import GraphQLJSON

/// What instances tell each other about presence.
enum PresenceMessage: Sendable, Equatable {
  /// Somebody came to the sender or is in another state by it; nil: is there no more.
  case change(Attendee, PresenceEntry?)
  /// Who is there by the sender, of all behind one attendee and up to another. Each part stands for itself, so that a lost
  /// one does no harm; nil is the beginning and the end.
  case list([ListedAttendee], after: Attendee?, through: Attendee?)
  /// The sender has begun to listen and wants lists.
  case ask
  /// The sender stops.
  case goodbye
  /// A user has done something at the sender.
  case active(user: Int64)

  /// The topic on the bus.
  static let topic = "presence"
  /// How many attendees one part of a list names: each takes less than 100 bytes of a payload.
  static let listSize = 70
}

/// An attendee in a list.
struct ListedAttendee: Sendable, Equatable {
  let attendee: Attendee
  let entry: PresenceEntry
  /// The diagram that they look at.
  var focus: Int64?
  /// How long ago they have pointed at it.
  var focusAgeMilliseconds: Int64 = 0
}

extension PresenceMessage {
  /// Newer messages with the same key take the place of older ones that were not sent yet.
  ///
  /// - Parameter part: which part of a list it is.
  func transient(part: Int = 0) -> TransientMessage {
    TransientMessage(topic: Self.topic, key: key(part), body: .object(body))
  }

  private func key(_ part: Int) -> String {
    switch self {
    case .change(let attendee, _): "change:\(attendee.group):\(attendee.user)"
    case .list: "list:\(part)"
    case .ask: "ask"
    case .goodbye: "goodbye"
    case .active(let user): "active:\(user)"
    }
  }

  private var body: JSONObject {
    switch self {
    case .change(let attendee, let entry):
      ["change": .array(attendee.json + (entry?.json ?? []))]
    case .list(let listed, let after, let through):
      [
        "list": .array(listed.map { .array($0.json) }), "after": after.map { .array($0.json) } ?? .null,
        "through": through.map { .array($0.json) } ?? .null,
      ]
    case .ask: ["ask": .boolean(true)]
    case .goodbye: ["goodbye": .boolean(true)]
    case .active(let user): ["active": .integer(user)]
    }
  }

  /// Nil where the body is no message of ours.
  init?(_ body: JSONValue) {
    guard let object = body.objectValue, let (name, value) = object.members.first else { return nil }
    switch name {
    case "change":
      guard let parts = value.arrayValue, let attendee = Attendee(parts) else { return nil }
      if parts.count == 2 {
        self = .change(attendee, nil)
      } else {
        guard let entry = PresenceEntry(parts) else { return nil }
        self = .change(attendee, entry)
      }
    case "list":
      guard let items = value.arrayValue, let after = object["after"], let through = object["through"]
      else { return nil }
      let listed = items.compactMap { $0.arrayValue.flatMap(ListedAttendee.init) }
      let (first, last) = (after.arrayValue.flatMap(Attendee.init), through.arrayValue.flatMap(Attendee.init))
      // What names no range must not stand for all of them.
      guard listed.count == items.count, first != nil || after.isNull, last != nil || through.isNull else { return nil }
      self = .list(listed, after: first, through: last)
    case "ask": self = .ask
    case "goodbye": self = .goodbye
    case "active":
      guard let user = value.rowKey else { return nil }
      self = .active(user: user)
    default: return nil
    }
  }
}

extension Attendee {
  fileprivate var json: [JSONValue] { [.integer(group), .integer(user)] }

  fileprivate init?(_ parts: [JSONValue]) {
    guard parts.count >= 2, let group = parts[0].rowKey, let user = parts[1].rowKey else { return nil }
    self.init(group: group, user: user)
  }
}

extension PresenceEntry {
  fileprivate var json: [JSONValue] { [.boolean(isIdle), .integer(since.microsecondsSince1970)] }

  /// Behind an attendee.
  fileprivate init?(_ parts: [JSONValue]) {
    guard parts.count >= 4, case .boolean(let isIdle) = parts[2], let since = parts[3].moment else { return nil }
    self.init(isIdle: isIdle, since: since)
  }
}

extension ListedAttendee {
  fileprivate var json: [JSONValue] {
    attendee.json + entry.json + (focus.map { [.integer($0), .integer(focusAgeMilliseconds)] } ?? [])
  }

  fileprivate init?(_ parts: [JSONValue]) {
    guard let attendee = Attendee(parts), let entry = PresenceEntry(parts) else { return nil }
    self.init(attendee: attendee, entry: entry)
    guard parts.count == 6 else { return }
    guard let diagram = parts[4].rowKey, let age = parts[5].wholeNumber, (0...86_400_000).contains(age)
    else { return nil }
    (focus, focusAgeMilliseconds) = (diagram, age)
  }
}

extension JSONValue {
  static func integer(_ value: Int64) -> JSONValue { .number(String(value)) }

  /// A number without a fraction, of 64 bits.
  var wholeNumber: Int64? {
    if case .number(let text) = self { Int64(text) } else { nil }
  }

  /// A row key.
  var rowKey: Int64? { wholeNumber.flatMap { $0 > 0 ? $0 : nil } }

  /// A moment of this era, in microseconds since 1970.
  var moment: DateTime? {
    wholeNumber.flatMap { (0...253_402_300_799_999_999).contains($0) ? DateTime(microsecondsSince1970: $0) : nil }
  }
}
