import Analytics
import AtlasAPI
import AtlasKernel
import Catalog
import GraphQLExecution
import GraphQLSchema
import Identity
import Progress
import StudyGroups
import Tutor

/// All domains, put together: the only place that knows every one of them.
struct Domains: Sendable {
  let identity: IdentityDomain
  let catalog = CatalogDomain()
  let progress = ProgressDomain()
  let analytics = AnalyticsDomain()
  let studyGroups = StudyGroupsDomain()
  let tutor = TutorDomain()

  /// What the domains other than Identity keep about people.
  static let personalData = [
    CatalogDomain().personalData, ProgressDomain().personalData, StudyGroupsDomain().personalData,
    TutorDomain().personalData,
  ]

  /// Binds the domains' resolvers to the schema. Their initialisers prove at compile time that no field is missing.
  func makeExecutable(_ schema: Schema) throws -> ExecutableSchema {
    var map = ResolverMap()
    let guards = AccessGuards(membership: studyGroups.membership)
    let tolls = FieldTolls()
    map.makeGuard = { type, field in tolls.makeGuard(type, field, after: guards.makeGuard(type, field)) }
    identity.register(in: &map)
    catalog.register(in: &map)
    progress.register(in: &map)
    analytics.register(in: &map)
    studyGroups.register(in: &map)
    tutor.register(in: &map)
    UserError.register(in: &map)
    map.add(PageInfo.fields)
    map.add(RateLimitResolvers.fields)
    map.add(query)
    map.add(mutation)
    map.add(subscription)
    return try ExecutableSchema(schema, map)
  }

  private var query: API.Query.Fields<Root> {
    API.Query.Fields(
      currentUser: identity.currentUser,
      userProgress: progress.userProgress,
      diagram: catalog.diagram,
      diagrams: catalog.diagrams,
      lab: catalog.lab,
      labs: catalog.labs,
      userMetrics: analytics.userMetrics,
      skillHeatmap: analytics.skillHeatmap,
      conversation: tutor.conversation,
      node: NodeResolvers.node,
      nodes: NodeResolvers.nodes,
      viewer: identity.viewer,
      rateLimit: RateLimitResolvers.rateLimit,
      auditLog: identity.auditLog)
  }

  private var mutation: API.Mutation.Fields<Root> {
    API.Mutation.Fields(
      login: identity.login,
      register: identity.register,
      completeDiagram: progress.completeDiagram,
      completeLab: catalog.completeLab,
      askQuestion: tutor.askQuestion,
      createStudyGroup: studyGroups.createStudyGroup,
      joinStudyGroup: studyGroups.joinStudyGroup,
      refreshToken: identity.refreshToken,
      logout: identity.logout,
      revokeSession: identity.revokeSession,
      startOAuthLogin: identity.startOAuthLogin,
      loginWithOAuth: identity.loginWithOAuth,
      verifyEmail: identity.verifyEmail,
      resendVerificationEmail: identity.resendVerificationEmail,
      requestPasswordReset: identity.requestPasswordReset,
      resetPassword: identity.resetPassword,
      changePassword: identity.changePassword,
      enrollMfa: identity.enrollMfa,
      confirmMfa: identity.confirmMfa,
      disableMfa: identity.disableMfa,
      createApiKey: identity.createApiKey,
      revokeApiKey: identity.revokeApiKey,
      updateProfile: identity.updateProfile,
      updatePreferences: identity.updatePreferences,
      grantRole: identity.grantRole,
      revokeRole: identity.revokeRole,
      exportMyData: identity.exportMyData,
      deleteMyAccount: identity.deleteMyAccount)
  }

  private var subscription: API.Subscription.Fields<EventRoot> {
    API.Subscription.Fields(
      progressUpdated: progress.progressUpdated,
      groupMessageReceived: studyGroups.groupMessageReceived,
      labStatusChanged: catalog.labStatusChanged)
  }
}
