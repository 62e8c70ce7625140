import GraphQLSchema
import GraphQLSyntax

/// Collects the fields of selection sets on a concrete type (`CollectFields`, specification, section 6.3.2).
struct FieldCollector {
  let compiler: SelectionCompiler
  let type: TypeID
  let usageLimit: Int
  /// By response key, in the order of the response.
  private(set) var groups: [[Occurrence]] = []
  /// The `@defer` that were met.
  private(set) var usages: [DeferUsage] = []
  /// Whole fragments, where each is delivered for itself.
  private(set) var fragments: [(usage: DeferUsage, selectionSet: NodeID)] = []

  private struct Visit: Hashable {
    let fragment: NameID
    let usage: ObjectIdentifier?
  }

  private var positions: [NameID: Int] = [:]
  private var visits: Set<Visit> = []
  private var document: Document { compiler.document }

  init(_ compiler: SelectionCompiler, type: TypeID, usageLimit: Int) {
    self.compiler = compiler
    self.type = type
    self.usageLimit = usageLimit
  }

  /// Collects with a stack of its own: fragments may be spread in fragments without end.
  mutating func collect(_ set: Occurrence) throws(GraphQLError) {
    var waiting = document.children(set.node).reversed().map { Occurrence(node: $0, usage: set.usage) }
    while let selection = waiting.popLast() {
      guard try compiler.isIncluded(selection.node) else { continue }
      switch document.kind(selection.node) {
      case .field: add(selection)
      case .inlineFragment:
        guard let inner = document.selectionSet(selection.node), compiler.applies(selection.node, to: type) else {
          continue
        }
        enter(inner, selection, usage(of: selection), &waiting)
      case .fragmentSpread:
        let name = document.nameID(selection.node)
        guard let fragment = compiler.fragments[name], let inner = document.selectionSet(fragment),
          compiler.applies(fragment, to: type)
        else { continue }
        let usage = usage(of: selection)
        guard usage != nil || visit(name, selection.usage) else { continue }
        enter(inner, selection, usage, &waiting)
      default: break
      }
    }
  }

  private mutating func add(_ field: Occurrence) {
    let key = document.responseKeyID(field.node)
    if let position = positions[key] {
      groups[position].append(field)
    } else {
      positions[key] = groups.count
      groups.append([field])
    }
  }

  /// Whether a fragment still adds something: it was visited neither in this part nor undeferred.
  private mutating func visit(_ fragment: NameID, _ usage: DeferUsage?) -> Bool {
    if visits.contains(Visit(fragment: fragment, usage: nil)) { return false }
    return visits.insert(Visit(fragment: fragment, usage: usage.map { ObjectIdentifier($0) })).inserted
  }

  private mutating func enter(
    _ selectionSet: NodeID, _ selection: Occurrence, _ usage: DeferUsage?, _ waiting: inout [Occurrence]
  ) {
    if let usage {
      usages.append(usage)
      guard compiler.delivery == .identified else { return fragments.append((usage, selectionSet)) }
    }
    let inner = usage ?? selection.usage
    waiting += document.children(selectionSet).reversed().map { Occurrence(node: $0, usage: inner) }
  }

  /// The `@defer` of a fragment, if it has one that counts.
  private func usage(of fragment: Occurrence) -> DeferUsage? {
    guard compiler.delivery != .none, usages.count < usageLimit,
      let directive = document.directives(fragment.node).first(where: { document.name($0, is: "defer") }),
      compiler.isActive(directive)
    else { return nil }
    return DeferUsage(label: compiler.label(of: directive), parent: fragment.usage)
  }
}
