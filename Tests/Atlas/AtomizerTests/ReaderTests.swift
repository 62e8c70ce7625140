import Testing

@testable import Atomizer

/// How the three formats become blocks.
@Suite struct ReaderTests {
  private func blocks(_ text: String, _ format: SourceText.Format) -> [Block] {
    SourceText(text, format: format, title: "").blocks()
  }

  private func body(_ text: String, _ format: SourceText.Format) -> String { BodyWriter.body(blocks(text, format)) }

  @Test func `Markdown comes back as Markdown`() {
    let text = """
      Some *text* with **weight**, `code <b>` and a [link](https://example.org/a_(b)).

      - one
      - two
        - deeper

          with a paragraph
      - three

      1. first
      2. second

      > quoted
      > words

      ```swift
      let a = [1 < 2]
      ```

      | a | b |
      | --- | --- |
      | 1 | 2 |
      """
    let expected = """
      Some *text* with **weight**, `code <b>` and a [link](https://example.org/a_%28b%29).

      - one
      - two
        - deeper

          with a paragraph

      - three

      1. first
      2. second

      > quoted words

      ```swift
      let a = [1 < 2]
      ```

      | a | b |
      | --- | --- |
      | 1 | 2 |
      """
    #expect(body(text, .markdown) == expected)
  }

  @Test func `headings of both kinds, front matter, references and footnote marks`() {
    let text = """
      ---
      title: X
      ---
      Title
      =====

      Read [the manual][m] and [m].[^1]

      ## Second ##

      Under it.

      [m]: https://example.org/manual "Manual"
      """
    let found = blocks(text, .markdown)
    #expect(found.map(\.headingLevel) == [1, nil, 2, nil])
    #expect(found[1].markdown == "Read [the manual](https://example.org/manual) and [m](https://example.org/manual).")
    #expect(found.last?.markdown == "Under it.")
  }

  @Test func `HTML loses scripts, styles, navigation and comments, and keeps its text`() {
    let text = """
      <!DOCTYPE html><html><head><title>T</title><script>var a = "<p>no</p>";</script></head><body>
      <nav><a href="/">Home</a></nav><main><h1>Locks &amp; keys</h1><p>A <b>lock</b> is <i>shut</i><br>tight.
      <!-- not this --></p><ul><li>one<li>two<ul><li>deep</ul></ul><pre><code class="language-c">a &lt; b;
      </code></pre><table><tr><th>k</th><th>v</th></tr><tr><td>1</td><td>2</td></tr></table>
      <dl><dt>mutex</dt><dd>A lock for one.</dd></dl><style>p { color: red }</style></main>
      <footer>Foot</footer></body></html>
      """
    let expected = """
      ## Locks & keys

      A **lock** is *shut*\\
      tight.

      - one
      - two
        - deep

      ```c
      a < b;
      ```

      | k | v |
      | --- | --- |
      | 1 | 2 |

      - **mutex**: A lock for one.
      """
    #expect(body(text, .html) == expected)
  }

  @Test(arguments: [
    "Locking\n=======\n\nText under it that is long enough to be read as a paragraph of prose.",
    "3.2 Locking\n\nText under it that is long enough to be read as a paragraph of prose.",
    "LOCKING\n\nText under it that is long enough to be read as a paragraph of prose.",
    "LOCKING\n    Text under it that is set in as manuals do, long enough to be prose.\n    It has two lines of that.",
    "IV. Locking\n\nText under it that is long enough to be read as a paragraph of prose.",
    "=======\nLocking\n=======\n\nText under it that is long enough to be read as a paragraph of prose.",
    "Locking\n\nText under it that is long enough to be read as a paragraph of prose, and it goes on and on.",
  ])
  func `plain text shows its headings in many ways`(text: String) {
    let outline = Outline(blocks(text, .plain), title: "")
    #expect(outline.sections.dropFirst().map { $0.title.lowercased() } == ["locking"])
  }

  @Test func `heads and feet of printed pages vanish and paragraphs go on over them`() {
    let pages = (1...5).map { page in
      """
      Doe                     Locking Protocol                 May 1999


         Page \(String(repeating: "very ", count: page))long number \(page) that all
         belong \(String(repeating: "so ", count: page))to one long sentence and



      Doe                   Standards Track                [Page \(page)]
      \u{0C}

      """
    }
    let found = blocks(pages.joined(), .plain)
    let text = found.map(\.prose).joined(separator: " ")
    #expect(!text.contains("Standards Track"))
    #expect(!text.contains("Locking Protocol"))
    #expect(!text.contains("[Page"))
    #expect(text.contains("number 5"))
  }

  @Test func `lists, options and listings of plain text`() {
    let text = """
      The program has these options, and they may be given in any order that you like best:

        -a, --all
              do not ignore entries that start with a dot in the listing

        -l    use a long listing format for the entries of the folder
              that are shown

      * first thing
      * second thing that
        goes on

          int main() { return 0; }
      """
    let expected = """
      The program has these options, and they may be given in any order that you like best:

      - **-a, --all**: do not ignore entries that start with a dot in the listing
      - **-l**: use a long listing format for the entries of the folder that are shown
      - first thing
      - second thing that goes on

        ```
        int main() { return 0; }
        ```
      """
    #expect(body(text, .plain) == expected)
  }

  @Test func `a term may hang out of the body into the margin`() {
    let text = """
                    This manual has its terms in the margin, and its body stands far to the right,
                    so that they are found easily by those who look for one of them in a hurry.

             break [n]
                    Leave a loop, and go on behind it as if it had come to its end by itself.
      """
    let found = blocks(text, .plain)
    #expect(found.map(\.lead) == [nil, "break [n]"])
    #expect(found.last?.isItem == true)
  }

  @Test func `overstruck and coloured text is plain`() {
    #expect(body("N\u{08}NA\u{08}AM\u{08}ME\u{08}E is \u{1B}[1mbold\u{1B}[0m here.", .plain) == "NAME is bold here.")
  }

  @Test func `marks of plain text stay plain`() {
    let text =
      "Two stars * stand in this sentence about nothing much, as do the names a_b_c and <b>, and then [a](b) ends."
    #expect(body(text, .plain) == text.replacing("<b>", with: "\\<b>").replacing("](", with: "\\]("))
  }
}
