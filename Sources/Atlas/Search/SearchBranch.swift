import AtlasAPI
import AtlasKernel
import Postgres

/// How one type is searched. The tables belong to Catalog, ContentLibrary and StudyGroups, which alone write them.
struct SearchBranch: Sendable {
  let type: API.SearchType
  /// Its number in keysets, which orders results of equal score.
  let number: StaticString
  /// The table, called `x`.
  let table: StaticString
  /// Whether the row is there for the viewer of the relation `question`, `q`: never more than the type's loader shows.
  let isVisible: StaticString
  /// The words of the row's title as its index has them; nil where rows are written by hand and never become too many.
  let titleWords: StaticString?
  /// The text of the row that passages are taken from.
  let text: StaticString
  /// The column of `passage_items` with its keys; nil where there are no passages, hence nothing is found by meaning.
  let passageKey: StaticString?

  static let all = [
    SearchBranch(
      type: .diagram, number: "1", table: "diagrams", isVisible: Self.isPublishedOrOwn, titleWords: nil,
      text: "concat_ws(' – ', x.title, x.description)", passageKey: "diagram_id"),
    SearchBranch(
      type: .lab, number: "2", table: "labs", isVisible: Self.isPublishedOrOwn, titleWords: nil,
      text: "concat_ws(' – ', x.title, x.summary, x.instructions)", passageKey: "lab_id"),
    SearchBranch(
      type: .incident, number: "3", table: "incidents", isVisible: "true", titleWords: nil,
      text: "concat_ws(' – ', x.title, x.company, x.description, x.root_cause, x.lessons)", passageKey: "incident_id"),
    SearchBranch(
      type: .atom, number: "4", table: "atoms", isVisible: "x.published", titleWords: Self.title,
      text: "concat_ws(' – ', x.title, x.body)", passageKey: "atom_id"),
    SearchBranch(
      type: .content, number: "5", table: "contents", isVisible: "(x.status = 'COMPLETED' or x.owner_id = q.author_id)",
      titleWords: Self.title, text: "concat_ws(' – ', x.title, x.description)", passageKey: nil),
    SearchBranch(
      type: .studyGroup, number: "6", table: "study_groups",
      isVisible: """
        q.member_id is not null and (
          x.visibility = 'PUBLIC'
          or exists (select from group_members m where m.group_id = x.id and m.user_id = q.member_id)
        )
        """,
      titleWords: nil, text: "concat_ws(' – ', x.name, x.topic, x.description)", passageKey: nil),
  ]

  private static let title: StaticString = "to_tsvector('english', x.title)"
  private static let isPublishedOrOwn: StaticString =
    "(x.status = 'PUBLISHED' or x.author_id = q.author_id or q.sees_drafts)"
}

extension SearchBranch {
  /// The branches of these types.
  static func branches(_ types: [API.SearchType]) -> [SearchBranch] { all.filter { types.contains($0.type) } }

  /// The branch with a number of a keyset.
  static func branch(_ number: Int64) -> SearchBranch? { all.first { $0.number.description == String(number) } }

  /// The number of the branch of a kind; 0 for none.
  static func number(of kind: EntityKind) -> Int64 {
    all.first { $0.kind == kind }.flatMap { Int64($0.number.description) } ?? 0
  }

  /// The kind of the objects.
  var kind: EntityKind {
    switch type {
    case .diagram: .diagram
    case .lab: .lab
    case .incident: .incident
    case .atom: .atom
    case .content: .content
    case .studyGroup: .group
    }
  }
}
