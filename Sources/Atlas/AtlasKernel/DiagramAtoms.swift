public import AtlasAPI
public import GraphQLExecution
public import GraphQLPostgres
public import Postgres

/// The atoms of diagrams. Diagrams belong to the catalogue, atoms and their links to the content library, and neither
/// knows the other.
public protocol DiagramAtoms: Sendable {
  /// `Diagram.atoms`: published atoms in the author's order.
  ///
  /// - Parameter key: the column of the diagram's row key.
  func resolver<Source: RowRecord>(
    key: RowColumn<Int64>
  ) -> FieldResolver<Source, API.Diagram.AtomsArguments, API.AtomConnection>

  /// An expression of a statement: whether an atom may be linked.
  ///
  /// - Parameter atom: an expression for its row key: `"k.key"`.
  func isKnown(_ atom: Query) -> Query

  /// Two parts of a statement, `atoms_unlinked as (…), atoms_linked as (…)`, after which the diagrams of a relation have
  /// these atoms and no others, in this order. Unknown ones are left out.
  ///
  /// - Parameters:
  ///   - diagram: an expression for the diagram's row key: `"c.id"`.
  ///   - source: where the diagrams come from: `"changed c"`.
  func linking(_ atoms: [Int64], diagram: Query, from source: Query) -> Query
}
