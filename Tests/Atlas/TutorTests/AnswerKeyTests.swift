import AtlasAPI
import AtlasKernel
import LanguageModels
import Testing

@testable import Tutor

@Suite("What decides an answer")
struct AnswerKeyTests {
  @Test("white space and case do not make another question")
  func normalised() {
    #expect(
      AnswerKey(TutorQuestion("Why  CAP?\n"), asker: 7, model: "m")
        == AnswerKey(TutorQuestion("why cap?"), asker: 7, model: "m"))
  }

  @Test("the subject and its version, the mode, the selection, the level, the language and the model do")
  func parts() {
    let plain = TutorQuestion("Why?")
    var others = Array(repeating: plain, count: 6)
    others[1].subject = GlobalID(.lab, 1)
    others[2].mode = .explain
    others[3].selection = "Why?"
    others[4].detail = .brief
    others[5].language = "de"
    var keys = others.map { AnswerKey($0, asker: 7, model: "m") }
    keys.append(AnswerKey(others[1], asker: 7, version: 2, model: "m"))
    keys.append(AnswerKey(plain, asker: 7, level: "EXPERT", model: "m"))
    keys.append(AnswerKey(plain, asker: 7, model: "another"))
    #expect(Set(keys).count == 9)
  }

  @Test("who asks matters where the answer may hold what others may not know")
  func rights() {
    let question = TutorQuestion("Why?")
    #expect(AnswerKey(question, asker: 7, model: "m") == AnswerKey(question, asker: 8, model: "m"))
    #expect(AnswerKey(question, asker: 7, model: "m").isShared)
    let drafts = [7, 8].map { AnswerKey(question, asker: $0, seesDrafts: true, model: "m") }
    let memory = [7, 8].map { AnswerKey(question, asker: $0, memory: [.init(.user, "Hello")], model: "m") }
    #expect(Set(drafts + memory).count == 4)
    #expect((drafts + memory).allSatisfy { !$0.isShared })
  }
}
