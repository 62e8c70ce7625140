// swift-tools-version: 6.3
import PackageDescription

/// The settings of every target: the strict half of the language, and no warning survives.
let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .enableUpcomingFeature("InferIsolatedConformances"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

func engine(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, path: "Sources/Engine/\(name)", swiftSettings: settings)
}

let package = Package(
  name: "atlas",
  targets: [
    engine("GraphQLJSON"),
    engine("GraphQLSyntax", ["GraphQLJSON"]),
    engine("GraphQLSchema", ["GraphQLSyntax", "GraphQLJSON"]),
  ]
)
