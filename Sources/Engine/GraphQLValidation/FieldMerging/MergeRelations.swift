import GraphQLSchema
import GraphQLSyntax

/// The relations between two fields that decide whether they can be merged. All are equivalences.
struct MergeRelations {
  let context: ValidationContext
  private let document: Document
  /// The name `stream`, where the document contains it.
  private let stream: NameID?

  init(_ context: ValidationContext) {
    self.context = context
    document = context.document
    stream = context.document.findName("stream")
  }

  /// The parent type of a field; nil where it is unknown.
  func parentType(_ field: NodeID) -> NamedType? {
    let parent = context.fieldParents[field.index]
    return parent < 0 ? nil : context.schema.types[Int(parent)]
  }

  /// The type of a field; nil where it is unknown, and for the meta-fields, whose types never conflict.
  func type(_ field: NodeID) -> TypeReference? {
    let position = context.fieldPositions[field.index]
    guard position >= 0, let parent = parentType(field) else { return nil }
    return parent.fields[Int(position)].type
  }

  func haveSameDefinition(_ left: NodeID, _ right: NodeID) -> Bool {
    context.fieldParents[left.index] == context.fieldParents[right.index]
      && context.fieldPositions[left.index] == context.fieldPositions[right.index]
  }

  /// `SameResponseShape`, without the selections below.
  func haveSameShape(_ left: NodeID, _ right: NodeID) -> Bool {
    if haveSameDefinition(left, right) { return true }
    guard let left = type(left), let right = type(right) else { return true }
    return haveSameShape(left, right)
  }

  func haveSameShape(_ left: TypeReference, _ right: TypeReference) -> Bool {
    switch (left, right) {
    case (.list(let left), .list(let right)): return haveSameShape(left, right)
    case (.nonNull(let left), .nonNull(let right)): return haveSameShape(left, right)
    case (.named(let left), .named(let right)):
      let isLeaf = context.schema[left].kind.isLeaf || context.schema[right].kind.isLeaf
      return !isLeaf || left == right
    default: return false
    }
  }

  /// The field's directive `@stream`; fields with one cannot be merged with any other.
  func streamDirective(_ field: NodeID) -> NodeID? {
    guard let stream else { return nil }
    return document.directives(field).first { document.nameID($0) == stream }
  }

  /// Whether two fields or directives have the same arguments, in whatever order.
  func haveSameArguments(_ left: NodeID, _ right: NodeID) -> Bool {
    let hasArguments = document.arguments(left).isEmpty == false
    guard hasArguments == (document.arguments(right).isEmpty == false) else { return false }
    guard hasArguments else { return true }
    context.register.clear()
    var count = 0
    for argument in document.arguments(right) {
      context.register.set(document.nameID(argument), argument)
      count += 1
    }
    for argument in document.arguments(left) {
      count -= 1
      guard let other = context.register.node(document.nameID(argument)), let value = document.value(argument),
        let otherValue = document.value(other), areSame(value, otherValue)
      else { return false }
    }
    return count == 0
  }

  /// Whether two literals are the same but for the order of the fields of their objects.
  private func areSame(_ left: NodeID, _ right: NodeID) -> Bool {
    guard document.kind(left) == document.kind(right) else { return false }
    switch document.kind(left) {
    case .variable, .enumValue, .booleanValue, .nullValue: return document.nameID(left) == document.nameID(right)
    case .stringValue:
      return document.isBlockString(left) == document.isBlockString(right)
        && (haveSameText(left, right) || document.stringValue(left) == document.stringValue(right))
    case .listValue:
      return Array(document.children(left)).elementsEqual(Array(document.children(right)), by: areSame)
    case .objectValue:
      return sortedFields(left).elementsEqual(sortedFields(right)) { left, right in
        guard document.nameID(left) == document.nameID(right), let leftValue = document.value(left),
          let rightValue = document.value(right)
        else { return false }
        return areSame(leftValue, rightValue)
      }
    default: return haveSameText(left, right)
    }
  }

  private func haveSameText(_ left: NodeID, _ right: NodeID) -> Bool {
    document.source[document.byteRange(left)].elementsEqual(document.source[document.byteRange(right)])
  }

  private func sortedFields(_ object: NodeID) -> [NodeID] {
    // Any order will do that is the same for both; equal names keep the order of the document.
    document.children(object).sorted {
      (document.nameID($0).rawValue, $0) < (document.nameID($1).rawValue, $1)
    }
  }
}
