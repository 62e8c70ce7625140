/// What walks over the selections of an operation have in common.
extension Document {
  /// The fragments by name; of several with one name the first counts.
  public var fragmentsByName: [NameID: NodeID] {
    Dictionary(fragments.map { (nameID($0), $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Whether `@skip` and `@include` leave a selection in (specification, section 3.13).
  ///
  /// A condition whose variable has no value fails the operation later; until then it counts as included.
  ///
  /// - Parameter conditions: the values of the variables that `@skip` and `@include` use.
  public func isIncluded(_ selection: NodeID, conditions: [String: Bool]) -> Bool {
    for directive in directives(selection) {
      let isSkip = name(directive, is: "skip")
      guard isSkip || name(directive, is: "include"), let argument = child(directive, .argument),
        let value = value(argument)
      else { continue }
      let flag = kind(value) == .variable ? conditions[name(value)] : booleanValue(value)
      if flag == isSkip { return false }
    }
    return true
  }

  /// Whether a value depends on variables.
  public func containsVariable(_ value: NodeID) -> Bool {
    kind(value) == .variable || children(value).contains(where: containsVariable)
  }
}
