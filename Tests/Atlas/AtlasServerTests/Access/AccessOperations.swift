/// A way to each field that says who may use it. Mutations are tried with input that changes nothing of importance, or
/// that ends in a user error: whether they were allowed shows all the same.
enum AccessOperations {
  static let query: [String: String] = [
    "currentUser": "currentUser { id }",
    "userProgress": "userProgress(userId: \"<USER>\") { id }",
    "diagram": "diagram(id: \"diagram_1\") { id }",
    "diagrams": "diagrams(filter: {limit: 1}) { id }",
    "lab": "lab(id: \"lab_1\") { id }",
    "labs": "labs(filter: {limit: 1}) { id }",
    "userMetrics": "userMetrics(userId: \"<USER>\") { __typename }",
    "skillHeatmap": "skillHeatmap(userId: \"<USER>\") { __typename }",
    "dashboard": "dashboard(userId: \"<USER>\") { __typename }",
    "learningPath": "learningPath { goal }",
    "report": "report(id: \"report_999999\") { id }",
    "conversations": "conversations(first: 1) { nodes { id } }",
    "aiQuota": "aiQuota { used }",
    "conversation": "conversation(conversationId: \"<CONVERSATION>\") { id }",
    "content": "content(id: \"content_1\") { id }",
    "contents": "contents(first: 1) { nodes { id } }",
    "atom": "atom(id: \"atom_1\") { id }",
    "atoms": "atoms(first: 1) { nodes { id } }",
    "node": "node(id: \"diagram_1\") { id }",
    "nodes": "nodes(ids: [\"diagram_1\"]) { id }",
    "labsConnection": "labsConnection(first: 1) { nodes { id } }",
    "search": "search(query: \"quorum\", first: 1) { totalCount }",
    "viewer": "viewer { id }",
    "job": "job(id: \"<JOB>\") { id }",
    "rateLimit": "rateLimit { requestedCost }",
    "auditLog": "auditLog(first: 1) { nodes { id } }",
    "diagramsConnection": "diagramsConnection(first: 1) { nodes { id } }",
    "incident": "incident(id: \"incident_1\") { id }",
    "incidents": "incidents(first: 1) { nodes { id } }",
    "studyGroup": "studyGroup(id: \"group_1\") { id }",
    "studyGroups": "studyGroups(first: 1) { nodes { id } }",
    "peerMatches": "peerMatches(first: 1) { score }",
  ]

  static let mutation: [String: String] = [
    "login": "login(email: \"creator@atlas.example\", password: \"atlas-demo-password\") { tokenType }",
    "register":
      "register(input: {email: \"<FRESH>@people.example\", password: \"a long enough password\"}) { tokenType }",
    "completeDiagram": "completeDiagram(diagramId: \"diagram_1\") { id }",
    "startLab": "startLab(input: {labId: \"lab_999999\"}) { userErrors { code } }",
    "extendLab": "extendLab(input: {labId: \"lab_999999\", by: \"PT1M\"}) { userErrors { code } }",
    "resetLab": "resetLab(input: {labId: \"lab_999999\"}) { userErrors { code } }",
    "stopLab": "stopLab(input: {labId: \"lab_999999\"}) { userErrors { code } }",
    "checkLab": "checkLab(input: {labId: \"lab_1\", solution: \"none\"}) { userErrors { code } }",
    "revealLabHint": "revealLabHint(input: {labId: \"lab_1\", index: 9}) { userErrors { code } }",
    "reportLabStatus":
      "reportLabStatus(input: {labId: \"lab_999999\", userId: \"<USER>\", state: READY}) { userErrors { code } }",
    "completeLab": "completeLab(labId: \"lab_1\", solution: \"none\") { passed }",
    "askQuestion": "askQuestion(question: \"What is a quorum?\", context: {}) { state }",
    "startConversation":
      "startConversation(input: {subject: {diagramId: \"diagram_999999\"}}) { userErrors { code } }",
    "archiveConversation":
      "archiveConversation(input: {conversationId: \"conversation_999999\"}) { userErrors { code } }",
    "rateAnswer": "rateAnswer(input: {answerId: \"answer_999999\", rating: 1}) { userErrors { code } }",
    "cancelAnswer": "cancelAnswer(input: {answerId: \"answer_999999\"}) { userErrors { code } }",
    "generateQuiz": "generateQuiz(input: {subject: {contentId: \"content_999999\"}}) { userErrors { code } }",
    "submitQuiz": "submitQuiz(input: {quizId: \"quiz_999999\", answers: []}) { userErrors { code } }",
    "createStudyGroup": "createStudyGroup(input: {name: \"Matrix too\"}) { id }",
    "sendGroupMessage":
      "sendGroupMessage(input: {groupId: \"group_999999\", content: \"x\"}) { userErrors { code } }",
    "editGroupMessage":
      "editGroupMessage(input: {messageId: \"message_999999\", content: \"x\"}) { userErrors { code } }",
    "deleteGroupMessage": "deleteGroupMessage(input: {messageId: \"message_999999\"}) { userErrors { code } }",
    "reactToMessage":
      "reactToMessage(input: {messageId: \"message_999999\", emoji: \"👍\"}) { userErrors { code } }",
    "markGroupRead": "markGroupRead(input: {groupId: \"group_999999\", sequence: 1}) { userErrors { code } }",
    "joinStudyGroup": "joinStudyGroup(groupId: \"group_1\") { id }",
    "applyWhiteboardOps": """
    applyWhiteboardOps(input: {groupId: "group_999999", baseRevision: 0, ops: ["e30="]}) { userErrors { code } }
    """,
    "updateStudyGroup": "updateStudyGroup(input: {id: \"group_999999\"}) { userErrors { code } }",
    "leaveStudyGroup": "leaveStudyGroup(input: {groupId: \"group_999999\"}) { userErrors { code } }",
    "inviteToStudyGroup":
      "inviteToStudyGroup(input: {groupId: \"group_999999\", userIds: [\"<USER>\"]}) { userErrors { code } }",
    "setGroupMemberRole": """
    setGroupMemberRole(input: {groupId: "group_999999", userId: "<USER>", role: MEMBER}) { userErrors { code } }
    """,
    "removeGroupMember":
      "removeGroupMember(input: {groupId: \"group_999999\", userId: \"<USER>\"}) { userErrors { code } }",
    "createLab":
      "createLab(input: {title: \"   \", difficulty: BEGINNER, instructions: \"x\"}) { userErrors { code } }",
    "updateLab": "updateLab(input: {id: \"lab_999999\"}) { userErrors { code } }",
    "deleteLab": "deleteLab(input: {id: \"lab_999999\"}) { userErrors { code } }",
    "trackEvents":
      "trackEvents(input: {events: [{name: \"x\", at: \"2000-01-01T00:00:00Z\"}]}) { userErrors { code } }",
    "requestReport":
      "requestReport(input: {kind: ENGAGEMENT, groupId: \"group_999999\"}) { userErrors { code } }",
    "createContent":
      "createContent(input: {kind: DOCUMENT, title: \" \", source: {text: \"x\"}}) { userErrors { code } }",
    "updateContent": "updateContent(input: {id: \"content_999999\"}) { userErrors { code } }",
    "deleteContent": "deleteContent(input: {id: \"content_999999\"}) { userErrors { code } }",
    "atomizeContent": "atomizeContent(input: {contentId: \"content_999999\"}) { userErrors { code } }",
    "createAtom": "createAtom(input: {title: \" \", body: \"x\", kind: TEXT}) { userErrors { code } }",
    "updateAtom": "updateAtom(input: {id: \"atom_999999\"}) { userErrors { code } }",
    "deleteAtom": "deleteAtom(input: {id: \"atom_999999\"}) { userErrors { code } }",
    "linkAtoms":
      "linkAtoms(input: {fromId: \"atom_1\", toId: \"atom_1\", relation: RELATED}) { userErrors { code } }",
    "completeAtom": "completeAtom(input: {atomId: \"atom_999999\"}) { userErrors { code } }",
    "refreshToken": "refreshToken(input: {refreshToken: \"none\"}) { userErrors { code } }",
    "logout": "logout { revokedSessions }",
    "revokeSession": "revokeSession(input: {sessionId: \"session_999999\"}) { userErrors { code } }",
    "startOAuthLogin": """
    startOAuthLogin(input: {provider: GITHUB, redirectUri: "https://example.org/",
      codeChallenge: "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"}) { userErrors { code } }
    """,
    "loginWithOAuth": """
    loginWithOAuth(input: {provider: GITHUB, code: "x", state: "x", redirectUri: "https://example.org/",
      codeVerifier: "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"}) { userErrors { code } }
    """,
    "verifyEmail": "verifyEmail(input: {token: \"none\"}) { userErrors { code } }",
    "resendVerificationEmail": "resendVerificationEmail { sent }",
    "requestPasswordReset": "requestPasswordReset(input: {email: \"nobody@example.org\"}) { accepted }",
    "resetPassword":
      "resetPassword(input: {token: \"none\", newPassword: \"a long enough password\"}) { userErrors { code } }",
    "changePassword": """
    changePassword(input: {currentPassword: "wrong", newPassword: "a long enough password"}) { userErrors { code } }
    """,
    "enrollMfa": "enrollMfa(input: {}) { userErrors { code } }",
    "confirmMfa": "confirmMfa(input: {code: \"000000\"}) { userErrors { code } }",
    "disableMfa": "disableMfa(input: {code: \"000000\"}) { userErrors { code } }",
    "createApiKey": "createApiKey(input: {name: \"x\", scopes: [\"none:none\"]}) { userErrors { code } }",
    "revokeApiKey": "revokeApiKey(input: {apiKeyId: \"key_999999\"}) { userErrors { code } }",
    "updateProfile": "updateProfile(input: {displayName: null}) { userErrors { code } }",
    "createUpload":
      "createUpload(input: {filename: \"/\", mimeType: \"none\", size: 0}) { userErrors { code } }",
    "updatePreferences": "updatePreferences(input: {detailLevel: null}) { userErrors { code } }",
    "grantRole": "grantRole(input: {userId: \"user_999999\", role: CREATOR}) { userErrors { code } }",
    "revokeRole": "revokeRole(input: {userId: \"user_999999\", role: CREATOR}) { userErrors { code } }",
    "cancelJob": "cancelJob(input: {jobId: \"<JOB>\"}) { userErrors { code } }",
    "exportMyData": "exportMyData { userErrors { code } }",
    "createDiagram": """
    createDiagram(input: {title: "    ", category: "x", mermaidSource: "x"}) { userErrors { code } }
    """,
    "updateDiagram": "updateDiagram(input: {id: \"diagram_999999\"}) { userErrors { code } }",
    "deleteDiagram": "deleteDiagram(input: {id: \"diagram_999999\"}) { userErrors { code } }",
    "createIncident": """
    createIncident(input: {company: "x", title: "    ", description: "x"}) { userErrors { code } }
    """,
    "updateIncident": "updateIncident(input: {id: \"incident_999999\"}) { userErrors { code } }",
    "markNotificationsRead": "markNotificationsRead(input: {}) { unreadCount }",
    "updateNotificationPreferences": """
    updateNotificationPreferences(input: {expectedVersion: 999999}) { userErrors { code } }
    """,
    "registerDevice":
      "registerDevice(input: {platform: IOS, pushToken: \"not a token at all\\u00FC\"}) { userErrors { code } }",
    "announce": "announce(input: {title: \"    \", body: \"x\"}) { userErrors { code } }",
    "moveCursor":
      "moveCursor(input: {diagramId: \"diagram_999999\", position: {x: 0, y: 0}}) { userErrors { code } }",
    "deleteMyAccount": "deleteMyAccount(input: {confirm: false}) { userErrors { code } }",
  ]

  static let subscription: [String: String] = [
    "progressUpdated": "progressUpdated(userId: \"<USER>\") { id }",
    "groupMessageReceived": "groupMessageReceived(groupId: \"<GROUP>\") { id }",
    "peerCursorMoved": "peerCursorMoved(diagramId: \"diagram_1\") { at }",
    "groupPresenceChanged": "groupPresenceChanged(groupId: \"<GROUP>\") { online }",
    "whiteboardChanged": "whiteboardChanged(groupId: \"<GROUP>\") { revision }",
    "groupUpdated": "groupUpdated(groupId: \"<GROUP>\") { id }",
    "contentUpdated": "contentUpdated(contentId: \"content_1\") { id }",
    "jobUpdated": "jobUpdated(jobId: \"<JOB>\") { id }",
    "diagramUpdated": "diagramUpdated(diagramId: \"diagram_1\") { id }",
    "notificationReceived": "notificationReceived { id }",
    "announcement": "announcement { id }",
    "labStatusChanged": "labStatusChanged(labId: \"lab_1\") { state }",
    "answerStreamed": "answerStreamed(conversationId: \"<CONVERSATION>\") { __typename }",
  ]

  /// Fields below the root, by coordinate: a global id of an object that has them, and how they are selected.
  static let nested: [String: (id: String, selection: String)] = [
    "User.email": ("<USER>", "email"),
    "User.emailVerified": ("<USER>", "emailVerified"),
    "User.lastLoginAt": ("<USER>", "lastLoginAt"),
    "User.preferences": ("<USER>", "preferences { version }"),
    "User.progress": ("<USER>", "progress { id }"),
    "User.metrics": ("<USER>", "metrics { range }"),
    "User.notifications": ("<USER>", "notifications(first: 1) { nodes { id } }"),
    "User.notificationPreferences": ("<USER>", "notificationPreferences { version }"),
    "User.groups": ("<USER>", "groups(first: 1) { nodes { id } }"),
    "User.sessions": ("<USER>", "sessions { id }"),
    "User.apiKeys": ("<USER>", "apiKeys { id }"),
    "User.mfaEnabled": ("<USER>", "mfaEnabled"),
    "Diagram.viewerCompletedAt": ("diagram_1", "viewerCompletedAt"),
    "Diagram.revisions": ("diagram_1", "revisions(first: 1) { nodes { id } }"),
    "Atom.viewerState": ("atom_1", "viewerState"),
    "Quiz.viewerAttempts": ("<QUIZ>", "viewerAttempts { id }"),
    "Lab.viewerStatus": ("lab_1", "viewerStatus { state }"),
    "Lab.viewerAttempts": ("lab_1", "viewerAttempts(first: 1) { nodes { id } }"),
    "LabEnvironment.terminalUrl": ("<ENVIRONMENT>", "terminalUrl"),
    "Lab.passRate": ("lab_1", "passRate"),
    "StudyGroup.messages": ("<GROUP>", "messages(first: 1) { nodes { id } }"),
    "StudyGroup.presence": ("<GROUP>", "presence { state }"),
    "StudyGroup.unreadCount": ("<GROUP>", "unreadCount"),
    "StudyGroup.viewerMembership": ("<GROUP>", "viewerMembership { role }"),
    "StudyGroup.whiteboard": ("<GROUP>", "whiteboard { id }"),
  ]

  /// Guarded fields of objects that have no id, by coordinate: a whole selection of a query, and the path to the field.
  static let nestedInQueries: [String: (selection: String, path: String)] = [
    "AIQuota.globalRemaining": ("aiQuota { globalRemaining }", "aiQuota.globalRemaining")
  ]

  /// Objects that only the learner finds by their ids.
  static let ownObjects: [(typeName: String, id: String)] = [
    ("Conversation", "<CONVERSATION>"), ("Answer", "<ANSWER>"), ("ConversationMessage", "<TURN>"),
    ("Session", "<SESSION>"), ("ApiKey", "<KEY>"), ("Job", "<JOB>"),
    ("LabEnvironment", "<ENVIRONMENT>"), ("QuizAttempt", "<ATTEMPT>"),
  ]
}
