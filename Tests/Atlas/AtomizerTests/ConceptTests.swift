import Atomizer
import Testing

/// What atoms are about, and what they build on.
@Suite struct ConceptTests {
  private func atomize(_ text: String, _ format: SourceText.Format = .markdown) -> Atomization {
    Atomizer.atomize(SourceText(text, format: format, title: "Guide"))
  }

  @Test func `the concepts of a known text are its subjects`() {
    // From the opening of RFC 793 and of its section 1.5, in own words.
    let text = """
      # Reliable delivery

      The sender gives each octet a sequence number. The receiver answers with an acknowledgment that names the next \
      sequence number it expects. When no acknowledgment comes within the retransmission timeout, the sender sends the \
      segment again. A sequence number also lets the receiver put segments in order and drop duplicate segments.

      # Flow control

      With every acknowledgment the receiver returns a *window*. The window is the range of sequence numbers that the \
      sender may use before it needs further permission. A window of zero stops the sender. Flow control keeps a fast \
      sender from flooding a slow receiver. The window grows again when the receiver has read its buffer, so the \
      window follows the speed of the reader. Without a window, the buffer of the receiver would overflow.
      """
    let atoms = atomize(text).atoms
    let concepts = Set(atoms.flatMap(\.concepts))
    #expect(concepts.isSuperset(of: ["sequence number", "window"]))
    #expect(concepts.isDisjoint(with: ["the", "sender sends", "very", "answers"]))
  }

  @Test func `an atom needs the one that defines what it uses`() {
    let filler = { (name: String) in Texts.prose(words: 120, about: name, and: name + " owner") }
    let text = """
      # Spinlocks

      A **spinlock** is a lock that burns time while it waits. The spinlock is simple. \(filler("spinlock"))

      # Gardens

      A **flower bed** is a piece of soil. \(filler("flower bed"))

      # Ticket queues

      A ticket queue takes a spinlock for a moment. The spinlock guards the counter, and the spinlock is given back at \
      once. \(filler("ticket queue"))
      """
    let atoms = atomize(text).atoms
    #expect(atoms.map(\.title) == ["Spinlocks", "Gardens", "Ticket queues"])
    #expect(atoms.last?.prerequisites == [0])
    #expect(atoms[1].prerequisites.isEmpty)
  }

  @Test func `objectives follow the kind of text`() {
    let body = Texts.prose(words: 130, about: "pump", and: "tank")
    let steps = (1...5).map { "\($0). Turn the valve \($0) times." }.joined(separator: "\n")
    let result = atomize(
      "# Pumps\n\n\(body)\n\n# How to drain a tank\n\n\(body)\n\n\(steps)\n\n# Pumps versus wheels\n\n\(body)")
    #expect(result.objectives.map(\.level) == ["UNDERSTAND", "APPLY", "ANALYZE"])
    #expect(result.objectives.allSatisfy { !$0.text.isEmpty && $0.text.unicodeScalars.count <= 200 })
  }

  @Test func `hard sentences are harder than easy ones`() {
    let easy = Texts.paragraphs(
      (0..<6).map { _ in "The cat sat on the mat. The dog ran to the cat. They had fun in the sun." })
    let hard = Texts.paragraphs(
      (0..<6).map { _ in
        "Notwithstanding considerable methodological heterogeneity, contemporary epistemological investigations "
          + "demonstrate unambiguously that interdisciplinary collaboration necessitates institutional accommodation."
      })
    let scores = [easy, hard].map { atomize($0, .plain).atoms.first?.difficulty ?? 0 }
    #expect(scores[0] < 0.3)
    #expect(scores[1] > 0.5)
  }

  @Test func `a text that is longer takes longer`() {
    let times = [100, 200, 400].map {
      atomize(Texts.prose(words: $0, about: "river", and: "bridge"), .plain).atoms[0].estimatedSeconds
    }
    #expect(times == times.sorted())
    #expect(times[2] > times[0] * 3)
  }

  @Test func `Chinese and Japanese are cut, weighed and understood a little`() {
    let lock = "互斥锁用于保护共享数据。线程必须先取得互斥锁，然后才能修改共享数据。没有互斥锁，共享数据会被破坏。"
    let tree = "平衡树用于快速查找。平衡树的高度很小，因此查找很快。插入以后，平衡树会旋转。"
    let text =
      "# 互斥锁\n\n" + Texts.paragraphs(Array(repeating: lock, count: 12)) + "\n\n# 平衡树\n\n"
      + Texts.paragraphs(Array(repeating: tree, count: 12))
    let atoms = atomize(text).atoms
    #expect(atoms.first?.title == "互斥锁")
    #expect(atoms.count >= 2 && atoms.count <= 6)
    #expect(atoms.first?.concepts.contains("互斥锁") == true)
    #expect(atoms.allSatisfy { $0.estimatedSeconds > 30 })
    let japanese = atomize("# ロック\n\n" + Texts.paragraphs(Array(repeating: "スレッドはロックを取得する。ロックはデータを守る。", count: 30)))
    #expect(japanese.atoms.first?.concepts.contains("ロック") == true)
  }

  @Test func `right-to-left text passes unharmed`() {
    let sentence = "القفل يحمي البيانات المشتركة من الكتابة المتزامنة. "
    let atoms = atomize("# القفل\n\n" + String(repeating: sentence, count: 20)).atoms
    #expect(atoms.first?.title == "القفل")
    #expect(atoms.first?.body.contains("يحمي البيانات المشتركة") == true)
  }
}
