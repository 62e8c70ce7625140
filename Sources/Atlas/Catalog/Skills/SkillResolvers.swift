import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres

extension SkillRow {
  static let fields = API.Skill.Fields<SkillRow>(
    id: .globalID(.skill, id),
    name: .column(name),
    parent: .reference(widerID))
}
