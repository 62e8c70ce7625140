import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres

extension SkillHeatmapRow {
  static let fields = API.SkillHeatmap.Fields<SkillHeatmapRow>(
    user: .reference(userID),
    cells: .batch { maps, _, _ in
      var rows = RowStorage<SkillCellRow>()
      let lists = maps.map(\.cells)
      for list in lists { rows.append(contentsOf: list) }
      return .lists(Batch<SkillCellRow>(rows), offsets: ColumnOf<[API.SkillCell]>.offsets(lists.map(\.count)))
    },
    skills: skills,
    calculatedAt: .column(calculatedAt))

  private static let skills = FieldResolver<SkillHeatmapRow, NoArguments, [API.Skill]> { maps, _, _ in
    let lists = maps.map { Batch<SkillCellRow>($0.cells).distinctKeys(SkillCellRow.skillID) }
    let offsets = ColumnOf<[API.Skill]>.offsets(lists.map(\.count))
    let keys = lists.joined().map { Optional($0) }
    return .loading(
      LoadRequest(API.Skill.typeName, keys: keys) { Column(.list(ListColumn(offsets: offsets, inner: $0))) })
  }
}

extension SkillCellRow {
  static let fields = API.SkillCell.Fields<SkillCellRow>(
    skill: .reference(skillID),
    difficulty: .column(difficulty),
    mastery: .column(mastery),
    retrievability: .column(retrievability),
    samples: .column(samples),
    lastPracticedAt: .column(lastPracticedAt))
}
