/// Something that is drawn on the whiteboard of a demo group.
public struct DemoElement: Sendable {
  /// What names it on its board.
  public let id: String
  /// What it is, in JSON.
  public let value: String
}

extension DemoCatalogue {
  /// The group that has drawn something.
  public static let drawingGroup = "System design practice"

  /// The first sketch of that group's exercise, from left to right.
  public static let whiteboard: [DemoElement] = [
    box("scans", at: (40, 120), "Scanners: 48 M changes a day"),
    box("log", at: (280, 120), "Log by parcel, 64 partitions"),
    box("senders", at: (520, 120), "Senders: push, mail"),
    arrow("feed", from: "scans", to: "log", "600/s, 2,400/s at noon"),
    arrow("read", from: "log", to: "senders", "within 30 s"),
  ]

  private static func box(_ id: String, at place: (x: Int, y: Int), _ text: String) -> DemoElement {
    DemoElement(id: id, value: #"{"kind":"box","x":\#(place.x),"y":\#(place.y),"text":"\#(text)"}"#)
  }

  private static func arrow(_ id: String, from start: String, to end: String, _ text: String) -> DemoElement {
    DemoElement(id: id, value: #"{"kind":"arrow","from":"\#(start)","to":"\#(end)","text":"\#(text)"}"#)
  }
}
