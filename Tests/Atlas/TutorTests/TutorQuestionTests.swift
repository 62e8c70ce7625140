import Testing

@testable import Tutor

@Suite("Questions")
struct TutorQuestionTests {
  @Test("the title of a conversation is the question's beginning on one line, cut by code points")
  func title() {
    #expect(TutorQuestion("  What is\n a   quorum? ").title == "What is a quorum?")
    let marks = String(repeating: "\u{301}", count: 9)
    let accented = TutorQuestion(String(repeating: "e" + marks, count: 200)).title
    #expect(accented.unicodeScalars.count == 80)
  }
}
