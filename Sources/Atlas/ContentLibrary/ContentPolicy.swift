import AtlasAPI
import AtlasKernel
import Postgres

/// Who sees and changes what, as conditions of statements.
enum ContentPolicy {
  /// Whether the viewer sees the content `c`: everybody what is completed, the rest its owner and admins.
  static func sees(_ viewer: Viewer?) -> Query {
    "(c.status = 'COMPLETED' or \(fragment: edits(viewer)))"
  }

  /// Whether the viewer may change the content `c`, and its atoms: its owner and admins may.
  static func edits(_ viewer: Viewer?) -> Query {
    "(c.owner_id = \(viewer?.userID) or \(viewer?.satisfies(.admin) ?? false))"
  }
}

/// The same of atoms.
enum AtomPolicy {
  /// Whether the viewer sees the atom `a`. Learners find what they have completed when it is retired.
  static func sees(_ viewer: Viewer?) -> Query {
    guard let viewer else { return "a.published" }
    return """
      (a.published or \(fragment: edits(viewer)) or a.retired_at is not null and exists (
            select from atom_completions x where x.atom_id = a.id and x.user_id = \(viewer.userID)
          ))
      """
  }

  /// Whether the viewer may change the atom `a`: what belongs to a content as its owner may, the rest as its author.
  static func edits(_ viewer: Viewer?) -> Query {
    """
    (\(viewer?.satisfies(.admin) ?? false) or case when a.content_id is null then a.author_id = \(viewer?.userID)
        else exists (select from contents o where o.id = a.content_id and o.owner_id = \(viewer?.userID)) end)
    """
  }
}
