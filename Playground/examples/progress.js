export const progressExamples = [
  ["My standing", "What is done, and what moved last.",
    `query MyProgress($userId: ID!) {
  userProgress(userId: $userId) {
    overallPercent
    currentStreakDays
    diagrams { completed inProgress total percent }
    labs { completed inProgress total percent }
    events(first: 5) {
      nodes { kind at delta subject { __typename ... on Diagram { title } ... on Lab { title } } }
    }
  }
}`, { userId: "$me" }],
  ["What is left to complete", "The ids are for the next example.",
    `query Left {
  diagrams(filter: {completed: false, limit: 5}) { id title difficulty }
}`],
  ["Complete a diagram (mutation)",
    "One that you have not completed yet. A second time it changes nothing: choose the example again for the next one.",
    `mutation Complete($diagramId: ID!) {
  completeDiagram(diagramId: $diagramId) {
    version
    overallPercent
    lastEvent { kind delta at }
  }
}`, { diagramId: "$openDiagram" }],
  ["My progress (subscription)",
    "Listen, then complete a diagram in another tab. Pause, complete one more, and resume: nothing is lost.",
    `subscription Progress($userId: ID!) {
  progressUpdated(userId: $userId) {
    version
    overallPercent
    lastEvent { kind subject { ... on Diagram { title } ... on Lab { title } } }
  }
}`, { userId: "$me" }],
  ["Dashboard", "Where a learner stands, in one piece.",
    `query Dashboard {
  dashboard {
    progress { overallPercent }
    metrics { range values { name value unit } }
    nextUp { __typename ... on Diagram { title } ... on Lab { title } }
  }
}`],
  ["Numbers and a series", "The latest numbers, and one of them by day.",
    `query Metrics($userId: ID!) {
  userMetrics(userId: $userId) {
    range
    values { name value unit }
    series(name: "diagrams_completed", bucket: DAY) { at value }
    predictions { name value confidence method }
  }
}`, { userId: "$me" }],
  ["Mastery by skill", "How well, and how much of it can be recalled today.",
    `query Heatmap($userId: ID!) {
  skillHeatmap(userId: $userId) {
    cells { skill { name } difficulty mastery retrievability samples }
  }
}`, { userId: "$me" }],
  ["Track what happens (mutation)", "Events of a client, many at once.",
    `mutation Track($input: TrackEventsInput!) {
  trackEvents(input: $input) { accepted userErrors { field code message } }
}`, {
    input: { events: [{ name: "diagram_opened", subjectId: "$diagram", at: "$now", data: { from: "playground" } }] },
  }],
  ["A report for teachers (mutation)", "As instructor or admin: a job builds it.",
    `mutation Report($input: RequestReportInput!) {
  requestReport(input: $input) {
    report { id kind from to }
    job { id state }
    userErrors { field code message }
  }
}`, { input: { kind: "LAB_OUTCOMES" } }],
  ["Read a report", "As instructor: rows, and where to fetch the file.",
    `query ReadReport($id: ID!) {
  report(id: $id) { kind rows downloadUrl job { state percent } }
}`, { id: "$report" }],
];
