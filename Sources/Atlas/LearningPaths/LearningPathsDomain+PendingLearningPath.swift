public import AtlasAPI
import AtlasKernel
public import GraphQLExecution

// Placeholders of the learning path, to be replaced.
extension LearningPathsDomain {
  /// `Query.learningPath`
  public var learningPath: FieldResolver<Root, API.Query.LearningPathArguments, API.LearningPath?> { .pending }

  func registerPendingLearningPath(in map: inout ResolverMap) {
    map.add(
      API.LearningPath.Fields<Payload<Int>>(
        goal: .pending, steps: .pending, estimatedTime: .pending, generatedAt: .pending))
    map.add(
      API.LearningPathStep.Fields<Payload<Int>>(
        position: .pending, item: .pending, reason: .pending, completed: .pending))
  }
}
