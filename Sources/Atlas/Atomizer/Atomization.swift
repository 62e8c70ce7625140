/// What one document became.
public struct Atomization: Sendable, Equatable {
  /// ``Atomizer/version`` that made it.
  public let version: String
  /// In the order of the document.
  public let atoms: [LearningAtom]
  /// What a learner can do afterwards; atoms point here by position.
  public let objectives: [Objective]
  /// 0 to 1: the atoms' scores, weighted by their length.
  public let qualityScore: Double
  /// Stems and the number of this document's atoms that contain each; the domain sums them over documents.
  public let terms: [String: Int]

  public init(
    version: String, atoms: [LearningAtom], objectives: [Objective], qualityScore: Double, terms: [String: Int]
  ) {
    self.version = version
    self.atoms = atoms
    self.objectives = objectives
    self.qualityScore = qualityScore
    self.terms = terms
  }
}

/// One idea, short enough to be learned in one go.
public struct LearningAtom: Sendable, Equatable {
  /// Plain text of 1 to 200 characters.
  public var title: String
  /// CommonMark without any HTML.
  public var body: String
  /// Key concepts as they are written, the most telling first; at most 8.
  public var concepts: [String]
  /// 0 (easy) to 1 (hard).
  public var difficulty: Double
  /// How long reading it with care takes.
  public var estimatedSeconds: Int
  /// 0 to 1: how well it stands alone.
  public var qualityScore: Double
  /// Positions of earlier atoms that should be known before, nearest need first; never a later one, so never a cycle.
  public var prerequisites: [Int]
  /// Positions of atoms about the same concepts that are not prerequisites.
  public var related: [Int]
  /// Positions of the objectives it serves.
  public var objectives: [Int]
}

/// What a learner can do after some atoms.
public struct Objective: Sendable, Equatable {
  /// A sentence without a full stop: "Explain what a lock is".
  public var text: String
  /// Bloom's level: REMEMBER, UNDERSTAND, APPLY, ANALYZE, EVALUATE or CREATE.
  public var level: String
}
