import GraphQLHTTP
import PrometheusMetrics

@testable import AtlasServer

/// The numbers of an exposition, by name and labels as they are written.
struct Figures: Sendable {
  private(set) var values: [String: Double] = [:]

  init(_ text: String) {
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      guard let end = line.lastIndex(of: " ") else { continue }
      values[String(line[..<end])] = Double(line[line.index(after: end)...])
    }
  }

  subscript(_ sample: String) -> Double? { values[sample] }

  /// The sum of all samples of a name, whatever their labels.
  func sum(_ name: String) -> Double {
    values.filter { $0.key.prefix { $0 != "{" } == name }.values.reduce(0, +)
  }

  /// How many samples a name has.
  func count(_ name: String) -> Int { values.keys.count { $0.prefix { $0 != "{" } == name } }
}

extension TestInstance {
  /// What the instance would answer to a scrape.
  var figures: Figures {
    Figures(String(decoding: application.metrics.registry.exposition(), as: UTF8.self))
  }
}
