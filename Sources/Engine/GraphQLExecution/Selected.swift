import GraphQLSchema

/// The parts of an object type's source that the selected fields read: columns of a table, for example.
///
/// Resolvers say what they read of their parent; whoever fetches the parents asks for no more than that.
public enum Selected: Sendable, Hashable {
  /// Somebody reads who does not say what.
  case all
  /// These and no others.
  case parts(Set<String>)

  /// Nothing.
  public static let none = Selected.parts([])

  /// One part.
  public static func part(_ name: String) -> Selected { .parts([name]) }

  /// Whether a part is among them.
  public func contains(_ part: String) -> Bool {
    switch self {
    case .all: true
    case .parts(let parts): parts.contains(part)
    }
  }

  /// These and others.
  public func union(_ other: Selected) -> Selected {
    guard case .parts(let parts) = self, case .parts(let others) = other else { return .all }
    return .parts(parts.union(others))
  }
}

extension SelectionPlan {
  /// What the selection reads of its objects, now and later.
  var reads: Selected {
    let later = deferred.reduce(Selected.none) { reads, deferred in reads.union(deferred.selection.reads) }
    return fields.reduce(later) { reads, field in
      switch field.action {
      case .typename: reads
      case .resolve(let resolver, let fieldGuard):
        reads.union(resolver.reads).union(fieldGuard?.reads ?? .none)
      }
    }
  }
}

extension FieldPlan {
  /// What the selection on the field's objects reads of them; everything where their type is not known before.
  func computeSelected(_ schema: Schema) -> Selected {
    schema[namedType].kind == .object ? selection(on: namedType).reads : .all
  }
}

extension OperationPlan {
  /// What all selections of the operation read of the objects of a type, wherever these appear.
  func computeSelected(ofType type: TypeID) -> Selected {
    var selected = Selected.none
    var waiting = [root]
    var visited = 0
    while let selection = waiting.popLast() {
      visited += 1
      // Abstract types in abstract types multiply; whoever asks like that is answered everything.
      guard visited <= Self.selectionLimit else { return .all }
      waiting += selection.deferred.map(\.selection)
      if selection.type == type { selected = selected.union(selection.reads) }
      for field in selection.fields {
        let named = executable.schema[field.namedType]
        if named.kind == .object {
          waiting.append(field.selection(on: named.id))
        } else if named.kind.isAbstract {
          waiting += executable.schema.possibleTypes(named.id).map(field.selection)
        }
      }
    }
    return selected
  }

  private static let selectionLimit = 256
}
