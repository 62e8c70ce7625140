public import AtlasAPI
public import GraphQLPostgres

// Enum types that stand in columns of the database, where check constraints keep them to the schema's value names.
extension API.Difficulty: CellOutput {}
extension API.PublishStatus: CellOutput {}
extension API.IncidentSeverity: CellOutput {}
extension API.LabState: CellOutput {}
extension API.ProgressEventKind: CellOutput {}
extension API.GroupVisibility: CellOutput {}
extension API.GroupRole: CellOutput {}
extension API.MessageKind: CellOutput {}
extension API.MessageRole: CellOutput {}
extension API.AnswerState: CellOutput {}
extension API.ContentKind: CellOutput {}
extension API.ContentStatus: CellOutput {}
extension API.AtomKind: CellOutput {}
extension API.AtomState: CellOutput {}
extension API.JobKind: CellOutput {}
extension API.JobState: CellOutput {}
extension API.ReportKind: CellOutput {}
extension API.Role: CellOutput, EnumOrText {}
extension API.LearningStyle: CellOutput {}
extension API.DetailLevel: CellOutput {}
extension API.NotificationKind: CellOutput {}
extension API.AnnouncementSeverity: CellOutput {}
