export const contentExamples = [
  ["Cut a text into atoms (mutation)", "As creator: a job does it; follow the job with the next example.",
    `mutation Bring($input: CreateContentInput!) {
  createContent(input: $input) {
    content { id status job { id state } }
    userErrors { field code message }
  }
}`, {
    input: {
      kind: "DOCUMENT", title: "Notes on leases", metadata: { subject: "Consensus", language: "en" },
      source: {
        text: [
          "# Leases", "A lease is a lock that ends by itself.", "## Why",
          "A client that dies cannot give its lock back. A lease ends, and the next client goes on.", "## The price",
          "Clocks must not differ by more than the margin of the lease.",
        ].join("\n\n"),
      },
    },
  }],
  ["How a job goes on (subscription)", "Each time it moves; the stream ends with the job.",
    `subscription JobMoves($jobId: ID!) {
  jobUpdated(jobId: $jobId) {
    state
    stage
    percent
    error
    result { __typename ... on Content { title atoms(first: 3) { totalCount } } }
  }
}`, { jobId: "$job" }],
  ["One job", "Where it is now.",
    `query Job($id: ID!) {
  job(id: $id) { kind state stage percent attempts error finishedAt }
}`, { id: "$job" }],
  ["Contents and their atoms", "Those you may see, latest first.",
    `query Contents {
  contents(first: 3) {
    nodes {
      id
      title
      status
      atomization { totalAtoms qualityScore algorithmVersion }
      atoms(first: 3) { nodes { sequence title kind estimatedTime } }
    }
  }
}`],
  ["Atoms and what they need", "An atom is one idea; its prerequisites come first.",
    `query Atoms {
  atoms(first: 4) {
    nodes {
      id
      title
      concepts
      difficulty
      viewerState
      prerequisites { title }
      prerequisiteClosure(depth: 2) { title }
    }
  }
}`],
  ["Complete an atom (mutation)", "Answers what it has unlocked.",
    `mutation CompleteAtom($input: CompleteAtomInput!) {
  completeAtom(input: $input) {
    atom { title viewerState }
    unlocked { title }
    progress { overallPercent atoms { completed total } }
    userErrors { code message }
  }
}`, { input: { atomId: "$atom" } }],
  ["A content as it changes (subscription)", "Listen, then cut it anew in another tab.",
    `subscription ContentChanges($contentId: ID!) {
  contentUpdated(contentId: $contentId) { version status title atoms(first: 1) { totalCount } }
}`, { contentId: "$content" }],
  ["Announce an upload (mutation)", "PUT the bytes to its url, with its headers, within its time.",
    `mutation Upload($input: CreateUploadInput!) {
  createUpload(input: $input) {
    upload { id url method headers expiresAt maxBytes }
    userErrors { field code message }
  }
}`, { input: { filename: "notes.md", mimeType: "text/markdown", size: 5120 } }],
];
