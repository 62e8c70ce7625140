export const accountExamples = [
  ["Who am I?", "Null for a visitor; sign in at the top right and run it again.",
    `query Me {
  viewer {
    id
    email
    roles
    skillLevel
    profile { displayName language timeZone }
    stats { diagramsCompleted labsCompleted currentStreakDays timeSpent }
  }
}`],
  ["Sign in (mutation)", "What the button at the top right does. The password is never kept in the history.",
    `mutation Login($email: String!, $password: String!) {
  login(email: $email, password: $password) {
    accessToken
    expiresIn
    mfaRequired
    user { id roles }
  }
}`, { email: "learner@atlas.example", password: "atlas-demo-password" }],
  ["Make an account (mutation)", "A new account and its first session.",
    `mutation Register($input: RegisterInput!) {
  register(input: $input) {
    user { id profile { displayName } }
    session { id expiresAt }
  }
}`, {
    input: {
      email: "someone@atlas.example", password: "a long enough password", firstName: "Some", lastName: "One",
    },
  }],
  ["My sessions and keys", "Where I am signed in, and which programs act for me.",
    `query Sessions {
  currentUser {
    mfaEnabled
    sessions { id current createdAt lastSeenAt expiresAt userAgent }
    apiKeys { name prefix scopes lastUsedAt }
  }
}`],
  ["Let a program in (mutation)", "A key with few scopes; its secret is shown once.",
    `mutation Key($input: CreateApiKeyInput!) {
  createApiKey(input: $input) {
    apiKey { id prefix scopes }
    secret
    userErrors { field code message }
  }
}`, { input: { name: "nightly export", scopes: ["catalog:read", "progress:read"] } }],
  ["Change my profile (mutation)", "Only what is given changes.",
    `mutation Profile($input: UpdateProfileInput!) {
  updateProfile(input: $input) {
    user { version profile { displayName bio timeZone } }
    userErrors { field code message }
  }
}`, { input: { bio: "Reads about consensus on **Mondays**.", timeZone: "Europe/Vienna" } }],
  ["Sign out everywhere (mutation)", "Ends all sessions at once; open sockets are closed with 4403.",
    `mutation SignOut {
  logout(input: {allSessions: true}) { revokedSessions }
}`],
  ["My data (mutation)", "A job collects everything the server knows of me.",
    `mutation Export {
  exportMyData { job { id state } userErrors { code message } }
}`],
];
