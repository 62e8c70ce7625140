export const labExamples = [
  ["Labs by words", "With their hints and what they are graded by.",
    `query Labs($search: String!) {
  labs(filter: {search: $search, limit: 3}) {
    id
    title
    summary
    hints { index penalty }
    checks { key title weight }
  }
}`, { search: "retry or replication" }],
  ["A lab and my attempts", "Signed in: the task, how far I am, what I handed in.",
    `query Lab($id: ID!) {
  lab(id: $id) {
    title
    instructions
    viewerStatus { state attempts environment { expiresAt } }
    viewerAttempts(first: 3) {
      nodes { attempt score passed submittedAt }
    }
  }
}`, { id: "$lab" }],
  ["Start a lab (mutation)", "Takes an environment for a limited time.",
    `mutation Start($input: StartLabInput!) {
  startLab(input: $input) {
    status { state environment { id startedAt expiresAt extensionsLeft } }
    job { id state }
    userErrors { code message }
  }
}`, { input: { labId: "$lab" } }],
  ["Look before handing in (mutation)", "Runs the checks; nothing is graded.",
    `mutation Check($input: CheckLabInput!) {
  checkLab(input: $input) {
    results { check { title } passed message }
    userErrors { code message }
  }
}`, { input: { labId: "$lab", solution: "delays: 100 200 400 800 1600 2000\ntotal: 5100" } }],
  ["Show a hint (mutation)", "For its price in points; a second time it costs nothing.",
    `mutation Hint($input: RevealLabHintInput!) {
  revealLabHint(input: $input) {
    hint { text penalty }
    userErrors { code message }
  }
}`, { input: { labId: "$lab", index: 0 } }],
  ["Hand in a solution (mutation)", "Graded at once; the progress moves with it.",
    `mutation HandIn($labId: ID!, $solution: String!) {
  completeLab(labId: $labId, solution: $solution) {
    attempt
    passed
    score
    feedback
    checks { check { title } passed message }
    progress { overallPercent }
  }
}`, { labId: "$lab", solution: "delays: 100 200 400 800 1600 2000\ntotal: 5100\nexpected: 2550\nstarted: 4" }],
  ["My state in a lab (subscription)", "Listen, then start the lab or hand in a solution in another tab.",
    `subscription LabStatus($labId: ID!) {
  labStatusChanged(labId: $labId) {
    state
    attempts
    environment { expiresAt }
    lastResult { passed score }
  }
}`, { labId: "$lab" }],
];
