import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import Postgres

/// The atoms of diagrams, whose links are this domain's.
struct LinkedAtoms: DiagramAtoms {
  func resolver<Source: RowRecord>(
    key: RowColumn<Int64>
  ) -> FieldResolver<Source, API.Diagram.AtomsArguments, API.AtomConnection> {
    .atoms(
      of: "diagramAtoms", key: key, page: { ($0.first, $0.after) }, { AtomStatements.ofDiagrams($0, $1) },
      total: { AtomStatements.countOfDiagrams($0) })
  }

  func isKnown(_ atom: Query) -> Query {
    "exists (select from atoms a where a.id = \(fragment: atom) and a.published)"
  }

  func linking(_ atoms: [Int64], diagram: Query, from source: Query) -> Query {
    """
    atoms_unlinked as (
      delete from diagram_atoms l
      where l.diagram_id in (select \(fragment: diagram) from \(fragment: source)) and l.atom_id <> all(\(atoms))
    ), atoms_linked as (
      insert into diagram_atoms as l (diagram_id, atom_id, position)
      select \(fragment: diagram), w.id, min(w.n)::int - 1
      from \(fragment: source)
      cross join unnest(\(atoms)) with ordinality as w(id, n)
      join atoms a on a.id = w.id and a.published
      group by 1, 2
      on conflict (diagram_id, atom_id) do update set position = excluded.position
      where l.position <> excluded.position
    )
    """
  }
}
