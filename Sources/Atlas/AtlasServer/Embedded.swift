/// The files of Migrations/, as the executable carries them; `atlas codegen` writes the list.
enum EmbeddedMigrations {}

/// The files of Playground/, as the executable carries them; `atlas codegen` writes the list.
enum EmbeddedPlayground {}
