export const groupExamples = [
  ["Found a group (mutation)", "You become its owner; the examples below use it.",
    `mutation Found($input: StudyGroupInput!) {
  createStudyGroup(input: $input) {
    id
    name
    memberCount
    members(first: 5) {
      nodes { role user { profile { displayName } } }
    }
  }
}`, { input: { name: "Consensus on Mondays", topic: "Raft", visibility: "PUBLIC", maxMembers: 8 } }],
  ["Groups with room", "And who learns at the same things.",
    `query Groups {
  studyGroups(filter: {hasRoom: true}, first: 5) {
    nodes { id name topic memberCount maxMembers }
  }
  peerMatches(first: 3) { score reason user { profile { displayName } } }
}`],
  ["Join a group (mutation)", "Sign in as learner2, say, and join.",
    `mutation Join($groupId: ID!) {
  joinStudyGroup(groupId: $groupId) {
    name
    memberCount
    viewerMembership { role joinedAt }
  }
}`, { groupId: "$group" }],
  ["A group and its talk", "The last messages, who is there, what is unread.",
    `query Group($id: ID!) {
  studyGroup(id: $id) {
    name
    unreadCount
    presence { state since user { profile { displayName } } }
    messages(last: 5) {
      nodes { sequence content author { profile { displayName } } reactions { emoji count } }
    }
  }
}`, { id: "$group" }],
  ["Messages (subscription)", "Listen here, and send in another tab.",
    `subscription Messages($groupId: ID!) {
  groupMessageReceived(groupId: $groupId) {
    sequence
    kind
    content
    author { profile { displayName } }
  }
}`, { groupId: "$group" }],
  ["Send a message (mutation)", "With clientMessageId a repeated send says the same thing once.",
    `mutation Send($input: SendGroupMessageInput!) {
  sendGroupMessage(input: $input) {
    message { id sequence content createdAt }
    userErrors { field code message }
  }
}`, { input: { groupId: "$group", content: "Who has read *section 5*?", clientMessageId: "$uuid" } }],
  ["React (mutation)", "To the message that the page saw last.",
    `mutation React($input: ReactToMessageInput!) {
  reactToMessage(input: $input) {
    message { reactions { emoji count viewerReacted } }
    userErrors { code message }
  }
}`, { input: { messageId: "$message", emoji: "👍" } }],
  ["Who comes and goes (subscription)", "Listeners are present; open the messages as somebody else.",
    `subscription Presence($groupId: ID!) {
  groupPresenceChanged(groupId: $groupId) {
    online
    joined { state user { profile { displayName } } }
    left { user { profile { displayName } } }
  }
}`, { groupId: "$group" }],
  ["The group itself (subscription)",
    "Each time it or its members change: listen, then sign in as another account and join it with a new tab.",
    `subscription GroupChanges($groupId: ID!) {
  groupUpdated(groupId: $groupId) { version name topic memberCount }
}`, { groupId: "$group" }],
  ["Whiteboard (subscription)", "Operations in their one order, or a snapshot where there is too much.",
    `subscription Whiteboard($groupId: ID!) {
  whiteboardChanged(groupId: $groupId, sinceRevision: 0) {
    revision
    ops { revision data author { profile { displayName } } }
    snapshot
  }
}`, { groupId: "$group" }],
  ["Draw on the whiteboard (mutation)", "An operation is the Base64 of a JSON object; this one is a note.",
    `mutation DrawOn($input: ApplyWhiteboardOpsInput!) {
  applyWhiteboardOps(input: $input) {
    revision
    missed { revision data }
    userErrors { code message }
  }
}`, {
    input: {
      groupId: "$group", baseRevision: 0,
      ops: ["eyJpZCI6Im5vdGUxIiwidmFsdWUiOnsidGV4dCI6IkxlYWRlciBmaXJzdCIsIngiOjQwLCJ5IjoyNH19"],
    },
  }],
  ["Cursors of peers (subscription)",
    "Where those who share a group with you point in a diagram: listen, then point as another member of the group.",
    `subscription Cursors($diagramId: ID!) {
  peerCursorMoved(diagramId: $diagramId) {
    at
    position { x y selection }
    user { profile { displayName } }
  }
}`, { diagramId: "$diagram" }],
  ["Point at something (mutation)", "As another member of a group, while the subscription above listens.",
    `mutation Point($input: MoveCursorInput!) {
  moveCursor(input: $input) { accepted userErrors { code message } }
}`, { input: { diagramId: "$diagram", position: { x: 0.42, y: 0.17, selection: "Half open" } } }],
];
