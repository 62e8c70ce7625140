import GraphQLSyntax

/// Refuses documents that ask for too much, before any rule looks at them (`DocumentLimits.Settings`).
///
/// Fragments are never expanded: each definition is measured once, after those it spreads, and the measures are
/// added. A document of one kilobyte whose fragments would expand to a billion fields costs as little as any other.
public struct DocumentLimits {
  let context: ValidationContext

  init(context: ValidationContext) { self.context = context }

  /// What one definition asks for, its fragments expanded. Sums stop at the largest number.
  private struct Measure {
    var depth = 0
    var introspectionDepth = 0
    var selections = 0
    var aliases = 0
    var rootFields = 0

    mutating func add(_ other: Measure, at place: Place) {
      if place.isIntrospection {
        introspectionDepth = max(introspectionDepth, place.depth + max(other.depth, other.introspectionDepth))
      } else {
        depth = max(depth, place.depth + other.depth)
        if other.introspectionDepth > 0 {
          introspectionDepth = max(introspectionDepth, place.depth + other.introspectionDepth)
        }
      }
      selections = Self.sum(selections, other.selections)
      aliases = Self.sum(aliases, other.aliases)
      if place.depth == 0 { rootFields = Self.sum(rootFields, other.rootFields) }
    }

    private static func sum(_ left: Int, _ right: Int) -> Int {
      let (sum, isTooLarge) = left.addingReportingOverflow(right)
      return isTooLarge ? .max : sum
    }
  }

  /// How many fields a selection lies in, and whether one of them is `__schema` or `__type`.
  private struct Place {
    var depth = 0
    var isIntrospection = false
  }

  func check() {
    let limits = context.options.limits
    if limits.directives != nil || limits.directivesPerLocation != nil { checkDirectives(limits) }
    let isMeasured =
      limits.depth ?? limits.introspectionDepth ?? limits.aliases ?? limits.rootFields ?? limits.expandedSelections
    guard isMeasured != nil else { return }
    let graph = context.fragments
    var measures = [Measure](repeating: Measure(), count: graph.definitions.count)
    for position in graph.dependenciesFirst() {
      let node = graph.definitions[position]
      guard let set = context.document.selectionSet(node) else { continue }
      var measure = Measure()
      add(set, to: &measure, at: Place(), measures)
      measures[position] = measure
      if context.document.kind(node) == .operationDefinition { check(measure, of: node, limits) }
    }
  }

  private func add(_ set: NodeID, to measure: inout Measure, at place: Place, _ measures: [Measure]) {
    let document = context.document
    for selection in document.children(set) {
      measure.add(Measure(selections: 1), at: place)
      switch document.kind(selection) {
      case .field:
        let inner = Place(depth: place.depth + 1, isIntrospection: place.isIntrospection || isIntrospection(selection))
        let aliases = document.alias(selection) == nil ? 0 : 1
        measure.add(Measure(aliases: aliases, rootFields: 1), at: place)
        measure.add(Measure(), at: inner)
        if let set = document.selectionSet(selection) { add(set, to: &measure, at: inner, measures) }
      case .inlineFragment:
        if let set = document.selectionSet(selection) { add(set, to: &measure, at: place, measures) }
      default:
        if let fragment = context.fragments.fragment(named: document.nameID(selection)) {
          measure.add(measures[fragment], at: place)
        }
      }
    }
  }

  private func isIntrospection(_ field: NodeID) -> Bool {
    context.document.name(field, is: "__schema") || context.document.name(field, is: "__type")
  }

  private func check(_ measure: Measure, of operation: NodeID, _ limits: Settings) {
    func refuse(_ value: Int, over limit: Int?, _ words: (String, String) -> String) {
      guard let limit, value > limit else { return }
      let name = context.quotedName(operation)
      context.report(words(name.isEmpty ? "The operation" : "Operation \"\(name)\"", String(limit)), at: operation)
    }
    refuse(measure.selections, over: limits.expandedSelections) {
      "\($0) selects more than \($1) fields and fragments, all fragments expanded."
    }
    refuse(measure.depth, over: limits.depth) { "\($0) nests fields more than \($1) levels deep." }
    refuse(measure.introspectionDepth, over: limits.introspectionDepth) {
      "\($0) nests introspection more than \($1) levels deep."
    }
    refuse(measure.aliases, over: limits.aliases) { "\($0) has more than \($1) aliases." }
    refuse(measure.rootFields, over: limits.rootFields) { "\($0) has more than \($1) root fields." }
  }

  private func checkDirectives(_ limits: Settings) {
    let document = context.document
    var total = 0
    for index in 0..<document.nodeCount {
      let node = document.node(at: index)
      let count = document.children(node, .directive).reduce(0) { sum, _ in sum + 1 }
      total += count
      if let limit = limits.directivesPerLocation, count > limit {
        context.report("There are more than \(limit) directives at one location.", at: node)
      }
    }
    if let limit = limits.directives, total > limit {
      context.report("The document has more than \(limit) directives.", at: .document)
    }
  }
}
