import Analytics
import AtlasAPI
import AtlasKernel
import Catalog
import ContentLibrary
import Files
import GraphQLExecution
import GraphQLSchema
import Identity
import Jobs
import LearningPaths
import Notifications
import Presence
import Progress
import Quizzes
import Search
import StudyGroups
import Tutor

/// All domains, put together: the only place that knows every one of them.
struct Domains: Sendable {
  let identity: IdentityDomain
  let files: FilesDomain
  let catalog: CatalogDomain
  let progress = ProgressDomain()
  let analytics: AnalyticsDomain
  let search: SearchDomain
  let presence: PresenceDomain
  let notifications: NotificationsDomain
  let tutor: TutorDomain
  let quizzes: QuizzesDomain
  let learningPaths = LearningPathsDomain()

  /// What does jobs, of all domains.
  var jobHandlers: JobHandlers {
    JobHandlers(
      identity.jobHandlers + catalog.jobHandlers + contentLibrary.jobHandlers + analytics.jobHandlers
        + quizzes.jobHandlers)
  }

  var studyGroups: StudyGroupsDomain { StudyGroupsDomain(files: files) }
  private var contentLibrary: ContentLibraryDomain { ContentLibraryDomain(files: files) }
  private var jobs: JobsDomain { JobsDomain(handlers: jobHandlers) }

  /// What the domains other than Identity keep about people.
  static let personalData =
    CatalogDomain.personalData + TutorDomain.personalData + [
      ProgressDomain().personalData, StudyGroupsDomain.personalData, StudyGroupsDomain.whiteboardData,
      ContentLibraryDomain.personalData, FilesDomain.personalData, JobsDomain.personalData,
      AnalyticsDomain.personalData, NotificationsDomain.personalData, QuizzesDomain.personalData,
    ]

  /// What the domains delete when its time is over.
  var sweeps: [Sweep] {
    identity.sweeps + FilesDomain.sweeps + JobsDomain.sweeps + analytics.sweeps + NotificationsDomain.sweeps
      + TutorDomain.sweeps
  }

  /// Says who belongs to a study group.
  var membership: any GroupMembership { studyGroups.membership }

  /// Binds the domains' resolvers to the schema. Their initialisers prove at compile time that no field is missing.
  func makeExecutable(_ schema: Schema) throws -> ExecutableSchema {
    var map = ResolverMap()
    let guards = AccessGuards(membership: membership)
    let tolls = FieldTolls()
    map.makeGuard = { type, field in tolls.makeGuard(type, field, after: guards.makeGuard(type, field)) }
    identity.register(
      in: &map, groups: studyGroups.groupsOfUsers, notifications: NotificationsDomain.ofUsers)
    catalog.register(in: &map)
    contentLibrary.register(in: &map)
    progress.register(in: &map)
    analytics.register(in: &map)
    search.register(in: &map)
    studyGroups.register(in: &map)
    presence.register(in: &map)
    notifications.register(in: &map)
    tutor.register(in: &map)
    quizzes.register(in: &map)
    learningPaths.register(in: &map)
    files.register(in: &map)
    jobs.register(in: &map)
    UserError.register(in: &map)
    map.add(PageInfo.fields)
    map.add(Facet.fields)
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
      diagramsConnection: catalog.diagramsConnection,
      labsConnection: catalog.labsConnection,
      incident: catalog.incident,
      incidents: catalog.incidents,
      content: contentLibrary.content,
      contents: contentLibrary.contents,
      atom: contentLibrary.atom,
      atoms: contentLibrary.atoms,
      search: search.search,
      learningPath: learningPaths.learningPath,
      dashboard: analytics.dashboard,
      studyGroup: studyGroups.studyGroup,
      studyGroups: studyGroups.studyGroups,
      peerMatches: studyGroups.peerMatches,
      conversations: tutor.conversations,
      aiQuota: tutor.aiQuota,
      viewer: identity.viewer,
      job: jobs.job,
      report: analytics.report,
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
      createDiagram: catalog.createDiagram,
      updateDiagram: catalog.updateDiagram,
      deleteDiagram: catalog.deleteDiagram,
      createLab: catalog.createLab,
      updateLab: catalog.updateLab,
      deleteLab: catalog.deleteLab,
      createIncident: catalog.createIncident,
      updateIncident: catalog.updateIncident,
      startLab: catalog.startLab,
      extendLab: catalog.extendLab,
      resetLab: catalog.resetLab,
      stopLab: catalog.stopLab,
      checkLab: catalog.checkLab,
      revealLabHint: catalog.revealLabHint,
      reportLabStatus: catalog.reportLabStatus,
      createUpload: files.createUpload,
      createContent: contentLibrary.createContent,
      updateContent: contentLibrary.updateContent,
      deleteContent: contentLibrary.deleteContent,
      atomizeContent: contentLibrary.atomizeContent,
      createAtom: contentLibrary.createAtom,
      updateAtom: contentLibrary.updateAtom,
      deleteAtom: contentLibrary.deleteAtom,
      linkAtoms: contentLibrary.linkAtoms,
      completeAtom: contentLibrary.completeAtom,
      updateStudyGroup: studyGroups.updateStudyGroup,
      leaveStudyGroup: studyGroups.leaveStudyGroup,
      inviteToStudyGroup: studyGroups.inviteToStudyGroup,
      setGroupMemberRole: studyGroups.setGroupMemberRole,
      removeGroupMember: studyGroups.removeGroupMember,
      sendGroupMessage: studyGroups.sendGroupMessage,
      editGroupMessage: studyGroups.editGroupMessage,
      deleteGroupMessage: studyGroups.deleteGroupMessage,
      reactToMessage: studyGroups.reactToMessage,
      markGroupRead: studyGroups.markGroupRead,
      applyWhiteboardOps: studyGroups.applyWhiteboardOps,
      moveCursor: presence.moveCursor,
      startConversation: tutor.startConversation,
      archiveConversation: tutor.archiveConversation,
      rateAnswer: tutor.rateAnswer,
      cancelAnswer: tutor.cancelAnswer,
      generateQuiz: quizzes.generateQuiz,
      submitQuiz: quizzes.submitQuiz,
      markNotificationsRead: notifications.markNotificationsRead,
      updateNotificationPreferences: notifications.updateNotificationPreferences,
      registerDevice: notifications.registerDevice,
      announce: notifications.announce,
      trackEvents: analytics.trackEvents,
      requestReport: analytics.requestReport,
      cancelJob: jobs.cancelJob,
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
      labStatusChanged: catalog.labStatusChanged,
      whiteboardChanged: studyGroups.whiteboardChanged,
      peerCursorMoved: presence.peerCursorMoved,
      notificationReceived: notifications.notificationReceived,
      groupPresenceChanged: presence.groupPresenceChanged,
      groupUpdated: studyGroups.groupUpdated,
      announcement: notifications.announcement,
      answerStreamed: tutor.answerStreamed,
      jobUpdated: jobs.jobUpdated,
      contentUpdated: contentLibrary.contentUpdated,
      diagramUpdated: catalog.diagramUpdated)
  }
}
