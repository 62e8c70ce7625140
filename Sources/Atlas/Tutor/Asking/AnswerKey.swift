import AtlasAPI
import AtlasKernel
import LanguageModels

/// Everything that decides an answer: equal keys have equal answers for an hour.
struct AnswerKey: Hashable, Sendable {
  /// What the key is the hash of.
  let material: [UInt8]
  /// Whether it holds nothing of the asker's own: then the answer is made of public content alone, for everybody.
  let isShared: Bool

  /// Each part stands behind its length, so that no two questions share their bytes.
  ///
  /// - Parameters:
  ///   - seesDrafts: the asker may read what others may not.
  ///   - version: of the subject.
  ///   - level: of the asker.
  ///   - memory: what the answer is to go on from.
  ///   - model: what writes the answer.
  init(
    _ question: TutorQuestion, asker: Int64, seesDrafts: Bool = false, version: Int? = nil, level: String = "",
    memory: [ModelRequest.Message] = [], model: String
  ) {
    isShared = !seesDrafts && memory.isEmpty
    let subject = question.subject
    let parts =
      [
        model, isShared ? "public" : String(asker), subject?.kind.rawValue ?? "", subject.map { String($0.key) } ?? "",
        version.map { String($0) } ?? "", level, question.selection ?? "", question.mode.rawValue,
        question.detail.rawValue, question.language?.lowercased() ?? "", question.normalized.lowercased(),
      ] + memory.map(\.text)
    material = parts.flatMap { Array("\($0.utf8.count):".utf8) + Array($0.utf8) }
  }

  /// The key of a question under its circumstances.
  ///
  /// - Parameter level: of the asker in what the question is about; nil where it is not known.
  init(
    _ question: TutorQuestion, asker: Int64, _ circumstances: AskingCircumstances, level: API.Difficulty?,
    model: String
  ) {
    self.init(
      question, asker: asker, seesDrafts: circumstances.seesDrafts, version: circumstances.version,
      level: level?.rawValue ?? "", memory: circumstances.memory, model: model)
  }
}
