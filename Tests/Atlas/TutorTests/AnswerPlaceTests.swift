import Testing

@testable import Tutor

@Suite("Where a follower of answers stands")
struct AnswerPlaceTests {
  @Test("what was read is not told again by its events")
  func overlap() {
    var place = AnswerPlace(only: 7)
    #expect(
      place.begin(7, state: "STREAMING", sequence: 2, length: 10)
        == [AnswerNews(7, .text(sequence: 2, from: 0, to: 10))])
    #expect(place.take(AnswerNews(7, .text(sequence: 2, from: 4, to: 10))) == nil)
    let next = AnswerNews(7, .text(sequence: 3, from: 10, to: 12))
    #expect(place.take(next) == next)
    #expect(place.take(next) == nil)
    #expect(place.take(AnswerNews(8, .text(sequence: 1, from: 0, to: 3))) == nil)
    #expect(!place.isOver)
    #expect(place.take(AnswerNews(7, .ended(state: "DONE"))) != nil)
    #expect(place.isOver)
  }

  @Test("an answer that has ended is told at once, and its events add nothing")
  func ended() {
    var place = AnswerPlace(only: 7)
    #expect(
      place.begin(7, state: "DONE", sequence: 3, length: 12)
        == [
          AnswerNews(7, .text(sequence: 3, from: 0, to: 12)), AnswerNews(7, .cited),
          AnswerNews(7, .ended(state: "DONE")),
        ])
    #expect(place.isOver)
    #expect(place.take(AnswerNews(7, .ended(state: "DONE"))) == nil)
    var other = AnswerPlace(only: 7)
    #expect(other.begin(7, state: "QUEUED", sequence: 0, length: 0) == [])
  }

  @Test("who follows a conversation gets an answer that has begun from its beginning; who comes back does not")
  func conversation() {
    let piece = AnswerNews(7, .text(sequence: 4, from: 30, to: 40))
    var place = AnswerPlace()
    #expect(place.take(piece) == AnswerNews(7, .text(sequence: 4, from: 0, to: 40)))
    #expect(place.take(AnswerNews(7, .ended(state: "DONE"))) != nil)
    #expect(!place.isOver)
    var resumed = AnswerPlace(isResumed: true)
    #expect(resumed.take(piece) == piece)
  }
}
