/// Everything generated from the schema: enums, inputs, arguments, and one `Fields` struct per object type.
///
/// Neighbours: Schema/ is its source, `atlas codegen` writes it, the domains fill in the resolvers. Invariant: what is in
/// Generated/ is never edited; the tests compare it with what the generator writes.
public enum API {}
