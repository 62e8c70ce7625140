export const tutorExamples = [
  ["Ask the tutor (mutation)", "Grounded in what is on the server: each citation says where it stands.",
    `mutation Ask($question: String!, $context: ContextInput!) {
  askQuestion(question: $question, context: $context) {
    id
    state
    text
    ungrounded
    citations { index title quote score }
    followUps
    conversation { id }
  }
}`, { question: "When does a circuit breaker open?", context: { mode: "EXPLAIN" } }],
  ["An answer as it is written (subscription)",
    "Everything that is said in your last conversation from now on, which is begun where there is none; ask with the "
      + "next example in another tab.",
    `subscription Written($conversationId: ID!) {
  answerStreamed(conversationId: $conversationId) {
    __typename
    ... on AnswerDelta { sequence text }
    ... on AnswerCitations { citations { index title score } }
    ... on AnswerFinished { answer { id text usage { promptTokens completionTokens } } }
    ... on AnswerFailed { code message retryable }
  }
}`, { conversationId: "$openConversation" }],
  ["Ask, and do not wait (mutation)",
    "In the conversation that the example above listens to; the answer is QUEUED at first.",
    `mutation AskLater($question: String!, $context: ContextInput!) {
  askQuestion(question: $question, context: $context) {
    id
    state
    conversation { id }
  }
}`, {
    question: "How does a quorum survive a lost node?",
    context: { conversationId: "$openConversation", mode: "SOCRATIC", wait: false },
  }],
  ["My conversations", "The latest first, each with its last words.",
    `query Conversations {
  conversations(first: 5) {
    nodes {
      id
      title
      updatedAt
      messages(last: 2) { nodes { role content } }
      usage { promptTokens completionTokens }
    }
  }
}`],
  ["One conversation", "From its beginning.",
    `query Conversation($id: ID!) {
  conversation(conversationId: $id) {
    title
    messages(first: 20) {
      nodes { role content createdAt citations { index title } }
    }
  }
}`, { id: "$conversation" }],
  ["What I may still ask", "Answers from the cache take nothing of it.",
    `query Quota {
  aiQuota { dailyLimit used remaining resetsAt }
}`],
  ["Rate an answer (mutation)", "The one that the page saw last.",
    `mutation Rate($input: RateAnswerInput!) {
  rateAnswer(input: $input) {
    answer { id viewerRating }
    userErrors { code message }
  }
}`, { input: { answerId: "$answer", rating: 1, comment: "Short and right." } }],
  ["Make a quiz (mutation)", "About a diagram; the same input answers the same quiz.",
    `mutation MakeQuiz($input: GenerateQuizInput!) {
  generateQuiz(input: $input) {
    job { id state }
    quiz {
      id
      title
      questions { id prompt multiple options { id text } }
    }
    userErrors { field code message }
  }
}`, { input: { subject: { diagramId: "$diagram" }, questions: 3 } }],
  ["Take the quiz (mutation)", "Put ids of questions and options of the quiz into answers.",
    `mutation Take($input: SubmitQuizInput!) {
  submitQuiz(input: $input) {
    attempt {
      score
      passed
      answers { questionId correct explanation }
    }
    progress { overallPercent }
    userErrors { field code message }
  }
}`, { input: { quizId: "$quiz", answers: [] } }],
  ["What to learn next", "Steps in an order in which each is prepared by those before it.",
    `query Path($goal: LearningGoalInput) {
  learningPath(goal: $goal) {
    goal
    estimatedTime
    steps {
      position
      reason
      completed
      item { __typename ... on Diagram { title } ... on Lab { title } ... on Atom { title } }
    }
  }
}`, { goal: { targetLevel: "INTERMEDIATE", minutesPerDay: 30 } }],
];
