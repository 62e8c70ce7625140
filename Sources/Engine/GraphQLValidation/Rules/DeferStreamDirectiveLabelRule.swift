import GraphQLSyntax

/// Labels of `@defer` and `@stream` are texts, and different from each other.
final class DeferStreamDirectiveLabelRule: ValidationRule {
  static let enters: NodeKindSet = [.directive]
  private var known: [String: NodeID] = [:]

  init(_ context: ValidationContext) {}

  func enter(_ node: NodeID, _ context: ValidationContext) {
    let document = context.document
    let isDefer = document.name(node, is: "defer")
    guard isDefer || document.name(node, is: "stream"),
      let argument = document.arguments(node).first(where: { document.name($0, is: "label") }),
      let value = document.value(argument), document.kind(value) != .nullValue
    else { return }
    guard document.kind(value) == .stringValue else {
      return context.report(
        "\(isDefer ? "Defer" : "Stream") directive label argument must be a static string.", at: node)
    }
    let label = document.stringValue(value)
    if let first = known[label] {
      context.report("Defer/Stream directive label argument must be unique.", at: first, node)
    } else {
      known[label] = node
    }
  }
}
