// Worked examples: area, title, operation, variables. In variables, "$name" stands for an id that the page knows.

export const examples = [
  ["Catalogue", "Diagrams with their authors and labs", `query Diagrams($filter: DiagramFilter) {
  diagrams(filter: $filter) {
    title
    difficulty
    author { profile { displayName } }
    labs(first: 2) { nodes { title estimatedTime } }
  }
}`, { filter: { category: "Resilience", limit: 5 } }],
  ["Catalogue", "One diagram: source, incidents, pages", `query Diagram($id: ID!, $after: String) {
  diagram(id: $id) {
    title
    description
    mermaidSource
    skills { name parent { name } }
    incidents(first: 2) { nodes { company title rootCause } }
    labs(first: 1, after: $after) {
      totalCount
      edges { cursor node { title } }
      pageInfo { hasNextPage endCursor }
    }
  }
}`, { id: "$diagram", after: null }],
  ["Catalogue", "Labs by words, with hints and checks", `query Labs($search: String!) {
  labs(filter: { search: $search, limit: 3 }) {
    id
    title
    summary
    hints { index penalty }
    checks { key title weight }
  }
}`, { search: "retry or replication" }],
  ["Account", "Who am I?", `query Me {
  viewer {
    id
    email
    roles
    profile { displayName language timeZone }
    stats { diagramsCompleted labsCompleted currentStreakDays timeSpent }
  }
}`, {}],
  ["Progress", "My standing", `query MyProgress($userId: ID!) {
  userProgress(userId: $userId) {
    overallPercent
    diagrams { completed inProgress total percent }
    labs { completed inProgress total percent }
    events(first: 5) { nodes { kind at subject { __typename ... on Diagram { title } ... on Lab { title } } } }
  }
}`, { userId: "$me" }],
  ["Progress", "Complete a diagram (mutation)", `mutation Complete($diagramId: ID!) {
  completeDiagram(diagramId: $diagramId) {
    version
    overallPercent
    lastEvent { kind delta at }
  }
}`, { diagramId: "$diagram" }],
  ["Labs", "A lab's task and my attempts", `query Lab($id: ID!) {
  lab(id: $id) {
    title
    instructions
    viewerStatus { state attempts }
    viewerAttempts(first: 3) { nodes { attempt score passed submittedAt } }
  }
}`, { id: "$lab" }],
  ["Labs", "Hand in a solution (mutation)", `mutation HandIn($labId: ID!, $solution: String!) {
  completeLab(labId: $labId, solution: $solution) {
    attempt
    passed
    score
    feedback
    checks { check { title } passed message }
    progress { overallPercent }
  }
}`, { labId: "$lab", solution: "delays: 100 200 400 800 1600 2000\ntotal: 5100\nexpected: 2550\nstarted: 4" }],
  ["Analytics", "My numbers, and one of them by day", `query Metrics($userId: ID!) {
  userMetrics(userId: $userId) {
    range
    values { name value unit }
    series(name: "diagrams_completed", bucket: DAY) { at value }
  }
}`, { userId: "$me" }],
  ["Analytics", "My mastery by skill", `query Heatmap($userId: ID!) {
  skillHeatmap(userId: $userId) {
    cells { skill { name } difficulty mastery samples }
  }
}`, { userId: "$me" }],
  ["Tutor", "Ask the tutor (mutation)", `mutation Ask($question: String!, $context: ContextInput!) {
  askQuestion(question: $question, context: $context) {
    text
    ungrounded
    citations { index title quote score }
    followUps
    conversation { id messages(last: 2) { nodes { role content } } }
  }
}`, { question: "When does a circuit breaker open?", context: { mode: "EXPLAIN" } }],
  ["Study groups", "Found a group (mutation)", `mutation Found($input: StudyGroupInput!) {
  createStudyGroup(input: $input) {
    id
    name
    memberCount
    members(first: 5) { nodes { role user { profile { displayName } } } }
  }
}`, { input: { name: "Consensus on Mondays", topic: "Raft", visibility: "PUBLIC", maxMembers: 8 } }],
  ["Study groups", "Join a group and read it (mutation)", `mutation Join($groupId: ID!) {
  joinStudyGroup(groupId: $groupId) {
    name
    memberCount
    viewerMembership { role joinedAt }
    messages(last: 3) { nodes { sequence author { profile { displayName } } content } }
  }
}`, { groupId: "$group" }],
  ["Live", "My progress (subscription)", `subscription Progress($userId: ID!) {
  progressUpdated(userId: $userId) {
    overallPercent
    lastEvent { kind subject { ... on Diagram { title } ... on Lab { title } } }
  }
}`, { userId: "$me" }],
  ["Live", "Messages of a group (subscription)", `subscription Messages($groupId: ID!) {
  groupMessageReceived(groupId: $groupId) {
    sequence
    kind
    content
    author { profile { displayName } }
  }
}`, { groupId: "$group" }],
  ["Live", "My state in a lab (subscription)", `subscription LabStatus($labId: ID!) {
  labStatusChanged(labId: $labId) {
    state
    attempts
    lastResult { passed score }
  }
}`, { labId: "$lab" }],
  ["Schema", "Objects by id, and a type's fields", `query Objects($ids: [ID!]!) {
  nodes(ids: $ids) { __typename id ... on Diagram { title } ... on Lab { title } }
  __type(name: "Diagram") { fields { name type { kind name } } }
}`, { ids: ["$diagram", "$lab"] }],
].map(([area, title, text, values]) => ({ area, title, text, values }));
