import GraphQLSchema
import GraphQLSyntax

/// Finds out whether all fields can be merged, in one pass over the fields of each merged selection set.
///
/// The fields that one response object may consist of are grouped by response key. Within a group every field is
/// compared with the first only, which suffices, because the relations are equivalences. The selection sets of a group
/// are then merged into one and wait for their turn.
///
/// Worked example: `{ a { x } ...F } fragment F on Query { a { y } b }` gives the groups `a` (two fields) and `b`. The
/// two fields `a` agree, so `{ x }` and `{ y }` are merged into the set `{ x y }`, whose groups have one field each.
///
/// The answer "no" may be wrong (where parent types overlap in unusual ways, or the work grows out of proportion); the
/// answer "yes" never is.
struct MergeCheck {
  /// A merged selection set that waits: a range of `pool`.
  private struct MergedSet {
    let selectionSets: Range<Int>
    /// Whether only the shapes of the responses must agree, since the parents can never be the same object.
    let isShapeOnly: Bool
  }

  private struct Group {
    var first: Int
    var last: Int
    var count: Int
  }

  private let context: ValidationContext
  private let document: Document
  private let relations: MergeRelations
  private var waiting: [MergedSet] = []
  private var pool: [NodeID] = []
  /// The fields whose own selection set waits or is done.
  private var isEntered: [Bool]
  private var enteredGroups: Set<[NodeID]> = []
  private var remainingWork: Int

  // The fields of the set at hand: groups by response key, each a list through `following`.
  private var groups: [Group] = []
  private var fields: [NodeID] = []
  private var following: [Int] = []
  private var groupPositions: [Int32]
  private var groupKeys: [NameID] = []
  private var fragmentStamps: [Int32]
  /// The definitions that were part of a set, other than one compared for shape only.
  private var isCovered: [Bool]
  private var stamp: Int32 = 0

  init(_ context: ValidationContext) {
    self.context = context
    document = context.document
    relations = MergeRelations(context)
    isEntered = Array(repeating: false, count: document.nodeCount)
    groupPositions = Array(repeating: -1, count: document.nameCount)
    fragmentStamps = Array(repeating: 0, count: context.fragments.definitions.count)
    isCovered = Array(repeating: false, count: context.fragments.definitions.count)
    remainingWork = 10_000 + 16 * document.nodeCount
  }

  /// Whether no selection set of the document can hold a conflict.
  mutating func canMergeAll() -> Bool {
    for operation in context.fragments.operations where !canMergeAll(in: operation) { return false }
    // A fragment that was part of a larger set needs no look of its own.
    for fragment in isCovered.indices where !isCovered[fragment] && !canMergeAll(in: fragment) { return false }
    return true
  }

  private mutating func canMergeAll(in definition: Int) -> Bool {
    isCovered[definition] = true
    guard let set = document.selectionSet(context.fragments.definitions[definition]) else { return true }
    enqueue(CollectionOfOne(set), isShapeOnly: false)
    while let set = waiting.popLast() {
      collect(set)
      for position in groups.indices where !check(groups[position], isShapeOnly: set.isShapeOnly) { return false }
      if remainingWork < 0 { return false }
    }
    return true
  }

  private mutating func enqueue(_ selectionSets: some Sequence<NodeID>, isShapeOnly: Bool) {
    let start = pool.count
    pool.append(contentsOf: selectionSets)
    waiting.append(MergedSet(selectionSets: start..<pool.count, isShapeOnly: isShapeOnly))
  }

  // MARK: Collecting fields

  private mutating func collect(_ set: MergedSet) {
    for key in groupKeys { groupPositions[key.index] = -1 }
    groupKeys.removeAll(keepingCapacity: true)
    groups.removeAll(keepingCapacity: true)
    fields.removeAll(keepingCapacity: true)
    following.removeAll(keepingCapacity: true)
    stamp += 1
    // The set is the last of the pool; selections of fragments join it while it is read.
    var position = set.selectionSets.lowerBound
    while position < pool.count && remainingWork >= 0 {
      collect(pool[position], isShapeOnly: set.isShapeOnly)
      position += 1
    }
    pool.removeSubrange(set.selectionSets.lowerBound...)
  }

  private mutating func collect(_ selectionSet: NodeID, isShapeOnly: Bool) {
    for selection in document.children(selectionSet) {
      remainingWork -= 1
      switch document.kind(selection) {
      case .field: add(selection)
      case .inlineFragment:
        if let inner = document.selectionSet(selection) { pool.append(inner) }
      default:
        guard let fragment = context.fragments.fragment(named: document.nameID(selection)),
          fragmentStamps[fragment] != stamp
        else { continue }
        fragmentStamps[fragment] = stamp
        if !isShapeOnly { isCovered[fragment] = true }
        if let inner = document.selectionSet(context.fragments.definitions[fragment]) { pool.append(inner) }
      }
    }
  }

  private mutating func add(_ field: NodeID) {
    let key = document.responseKeyID(field)
    fields.append(field)
    following.append(-1)
    let position = Int(groupPositions[key.index])
    if position < 0 {
      groupPositions[key.index] = Int32(truncatingIfNeeded: groups.count)
      groupKeys.append(key)
      groups.append(Group(first: fields.count - 1, last: fields.count - 1, count: 1))
    } else {
      following[groups[position].last] = fields.count - 1
      groups[position].last = fields.count - 1
      groups[position].count += 1
    }
  }

  // MARK: Checking a group

  private mutating func check(_ group: Group, isShapeOnly: Bool) -> Bool {
    let first = fields[group.first]
    if group.count == 1 {
      // Alone, a field is checked with the set it is written in; there its shape is, too.
      if !isShapeOnly { enter(first) }
      return true
    }
    var members: [NodeID] = []
    members.reserveCapacity(group.count)
    var next = group.first
    while next >= 0 {
      members.append(fields[next])
      next = following[next]
    }
    remainingWork -= members.count
    if members.contains(where: { relations.streamDirective($0) != nil }) { return false }
    guard haveSameShape(members) else { return false }
    if isShapeOnly {
      enter(members, isShapeOnly: true)
      return true
    }
    guard let parts = partition(members) else {
      guard haveSameSource(members) else { return false }
      enter(members, isShapeOnly: false)
      return true
    }
    enter(members, isShapeOnly: true)
    for part in parts {
      guard haveSameSource(part) else { return false }
      enter(part, isShapeOnly: false)
    }
    return true
  }

  private func haveSameShape(_ members: [NodeID]) -> Bool {
    guard let first = members.first(where: { relations.type($0) != nil }) else { return true }
    return members.allSatisfy { relations.haveSameShape(first, $0) }
  }

  /// Whether the fields have one name and the same arguments.
  private mutating func haveSameSource(_ members: [NodeID]) -> Bool {
    for member in members.dropFirst() {
      remainingWork -= 1
      guard document.nameID(member) == document.nameID(members[0]),
        relations.haveSameArguments(members[0], member)
      else { return false }
    }
    return true
  }

  /// The fields by their parent type; nil where all may be of one object.
  private func partition(_ members: [NodeID]) -> [[NodeID]]? {
    let parent = context.fieldParents[members[0].index]
    if members.allSatisfy({ context.fieldParents[$0.index] == parent }) { return nil }
    var parts: [Int32: [NodeID]] = [:]
    for member in members {
      guard relations.parentType(member)?.kind == .object else { return nil }
      parts[context.fieldParents[member.index], default: []].append(member)
    }
    return Array(parts.values)
  }

  /// Lets the selections of a group wait for their turn.
  private mutating func enter(_ members: [NodeID], isShapeOnly: Bool) {
    let parents = members.filter { document.selectionSet($0) != nil }
    guard parents.count > 1 else {
      if let parent = parents.first, !isShapeOnly { enter(parent) }
      return
    }
    // The same group met from another place is not looked at again.
    let key = parents.sorted() + (isShapeOnly ? [.document] : [])
    guard enteredGroups.insert(key).inserted else { return }
    enqueue(parents.compactMap(document.selectionSet), isShapeOnly: isShapeOnly)
  }

  private mutating func enter(_ field: NodeID) {
    guard !isEntered[field.index], let set = document.selectionSet(field) else { return }
    isEntered[field.index] = true
    enqueue(CollectionOfOne(set), isShapeOnly: false)
  }
}
