export const catalogExamples = [
  ["One diagram, drawn", "Its Mermaid source is drawn under the tab Diagrams.",
    `query Diagram($id: ID!) {
  diagram(id: $id) {
    title
    description
    mermaidSource
    skills { name parent { name } }
    incidents(first: 2) {
      nodes { company title rootCause }
    }
    related(first: 3) { id title }
  }
}`, { id: "$diagram" }],
  ["Diagrams with their authors and labs", "Nested lists without N+1: each level is one statement.",
    `query Diagrams($filter: DiagramFilter) {
  diagrams(filter: $filter) {
    title
    difficulty
    author { profile { displayName } }
    labs(first: 2) {
      nodes { title estimatedTime }
    }
  }
}`, { filter: { category: "Resilience", limit: 5 } }],
  ["Pages and facets", "A Relay connection; put endCursor into after for the next page.",
    `query Pages($after: String) {
  diagramsConnection(orderBy: {field: POPULARITY, direction: DESC}, first: 4, after: $after) {
    totalCount
    facets { name value count }
    edges {
      cursor
      node { title completionCount mermaidSource }
    }
    pageInfo { hasNextPage endCursor }
  }
}`, { after: null }],
  ["Incidents", "Real failures, and the diagrams that explain them.",
    `query Incidents {
  incidents(first: 5) {
    nodes {
      company
      title
      occurredOn
      severity
      lessons
      diagrams(first: 2) { nodes { title } }
    }
  }
}`],
  ["Search everything", "By words, by meaning or by both; ** marks what was found.",
    `query Search($words: String!, $mode: SearchMode!) {
  search(query: $words, mode: $mode, first: 6) {
    totalCount
    tookMs
    facets { value count }
    edges {
      score
      highlights
      node {
        __typename
        ... on Diagram { id title }
        ... on Lab { id title }
        ... on Incident { id title company }
        ... on Atom { id title }
        ... on Content { id title }
        ... on StudyGroup { id name }
      }
    }
  }
}`, { words: "leader election", mode: "TEXT" }],
  ["Objects by id", "Relay's node and nodes find anything by its global id.",
    `query Objects($ids: [ID!]!) {
  nodes(ids: $ids) {
    __typename
    id
    ... on Diagram { title }
    ... on Lab { title }
    ... on Incident { company title }
  }
}`, { ids: ["$diagram", "$lab", "$incident"] }],
  ["The slow part later (@defer)", "The fragment follows the first answer; watch it arrive.",
    `query Deferred($id: ID!) {
  diagram(id: $id) {
    title
    ... @defer(label: "labs") {
      labs(first: 5) { nodes { title checks { title weight } } }
    }
  }
}`, { id: "$diagram" }],
  ["Items one after another (@stream)", "Two items at once, the others as they are ready.",
    `query Streamed {
  diagrams(filter: {limit: 12}) @stream(initialCount: 2, label: "more") {
    title
    author { profile { displayName } }
  }
}`],
  ["Draw a diagram (mutation)", "As creator: a new diagram, a draft. Problems with the input come as userErrors.",
    `mutation CreateDiagram($input: CreateDiagramInput!) {
  createDiagram(input: $input) {
    diagram { id slug version status mermaidSource }
    userErrors { field code message }
  }
}`, {
    input: {
      title: "A queue that pushes back", category: "Resilience", tags: ["queue"], difficulty: "BEGINNER",
      mermaidSource: "flowchart LR\n  C[Client] --> Q{{Queue<br/>bounded}}\n  Q -->|room| W[Worker]\n  Q -. full .-> C",
    },
  }],
  ["Edit safely (mutation)", "As creator: with an old expectedVersion you get what is there now, and lose nothing.",
    `mutation Rename($input: UpdateDiagramInput!) {
  updateDiagram(input: $input) {
    diagram { version title }
    userErrors {
      code
      message
      ... on StaleVersionError {
        currentVersion
        current { ... on Diagram { title } }
      }
    }
  }
}`, { input: { id: "$diagram", expectedVersion: 1, estimatedTime: "PT20M" } }],
  ["Edits as they happen (subscription)", "Listen, then edit the diagram in another tab.",
    `subscription Edits($id: ID!) {
  diagramUpdated(diagramId: $id) {
    version
    title
    description
    mermaidSource
  }
}`, { id: "$diagram" }],
];
