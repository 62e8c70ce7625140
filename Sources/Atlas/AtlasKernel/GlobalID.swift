public import GraphQLExecution

/// The kinds of objects with a global id. The raw value is the id's prefix; clients must not rely on it.
public enum EntityKind: String, Sendable, CaseIterable {
  case user, session, diagram, lab, incident, skill, progress, group, message, conversation, answer
  case content, atom, job, file, report, whiteboard, notification, announcement, quiz
  case apiKey = "key"
  case auditEvent = "audit"
  case progressEvent = "step"
  case labResult = "result"
  case quizAttempt = "attempt"
  case groupMember = "member"
  case conversationMessage = "turn"
  case learningObjective = "objective"
  case diagramRevision = "revision"
  case labEnvironment = "environment"

  /// The object type of the schema.
  public var typeName: String {
    switch self {
    case .user: "User"
    case .session: "Session"
    case .apiKey: "ApiKey"
    case .auditEvent: "AuditEvent"
    case .diagram: "Diagram"
    case .lab: "Lab"
    case .incident: "Incident"
    case .skill: "Skill"
    case .progress: "Progress"
    case .group: "StudyGroup"
    case .message: "Message"
    case .conversation: "Conversation"
    case .answer: "Answer"
    case .progressEvent: "ProgressEvent"
    case .labResult: "LabResult"
    case .groupMember: "GroupMember"
    case .conversationMessage: "ConversationMessage"
    case .content: "Content"
    case .atom: "Atom"
    case .learningObjective: "LearningObjective"
    case .job: "Job"
    case .file: "FileAsset"
    case .report: "Report"
    case .diagramRevision: "DiagramRevision"
    case .labEnvironment: "LabEnvironment"
    case .whiteboard: "Whiteboard"
    case .notification: "Notification"
    case .announcement: "Announcement"
    case .quiz: "Quiz"
    case .quizAttempt: "QuizAttempt"
    }
  }
}

/// A global id: `diagram_42`. Opaque to clients, readable for us.
public struct GlobalID: Hashable, Sendable {
  public let kind: EntityKind
  public let key: Int64

  public init(_ kind: EntityKind, _ key: Int64) {
    self.kind = kind
    self.key = key
  }

  /// Nil where the text is no global id.
  public init?(_ text: String) {
    guard let separator = text.utf8.lastIndex(of: UInt8(ascii: "_")),
      let kind = EntityKind(rawValue: String(text[..<separator])),
      let key = Self.rowKey(text[text.utf8.index(after: separator)...])
    else { return nil }
    self.init(kind, key)
  }

  public var id: ID { ID("\(kind.rawValue)_\(key)") }

  /// A positive decimal number without sign or leading zeros, so that one object has one spelling.
  package static func rowKey(_ text: some StringProtocol) -> Int64? {
    guard let first = text.utf8.first, (0x31...0x39).contains(first), text.utf8.count <= 19 else { return nil }
    return text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int64(text) : nil
  }
}

extension ID {
  /// The row key of an id of this kind: a global id or, as clients of the contract send it, the bare row id. Nil for
  /// anything else, which therefore names nothing.
  public func key(_ kind: EntityKind) -> Int64? {
    if let global = GlobalID(value) { return global.kind == kind ? global.key : nil }
    return GlobalID.rowKey(value)
  }
}
