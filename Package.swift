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

/// A library target; its folder has its name.
func library(_ wing: String, _ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, path: "Sources/\(wing)/\(name)", swiftSettings: settings)
}

/// The tests of a target; their folder mirrors Sources.
func tests(_ wing: String, _ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: [.byName(name: name)] + dependencies, path: "Tests/\(wing)/\(name)Tests",
    swiftSettings: settings)
}

let engine: [Target] = [
  library("Engine", "GraphQLJSON"),
  library("Engine", "GraphQLSyntax", ["GraphQLJSON"]),
  library("Engine", "GraphQLSchema", ["GraphQLSyntax", "GraphQLJSON"]),
  library("Engine", "GraphQLValidation", ["GraphQLSchema", "GraphQLSyntax", "GraphQLJSON"]),
  library("Engine", "GraphQLExecution", ["GraphQLSchema", "GraphQLSyntax", "GraphQLJSON"]),
  library(
    "Engine", "GraphQLEngine",
    ["GraphQLExecution", "GraphQLValidation", "GraphQLSchema", "GraphQLSyntax", "GraphQLJSON"]),
  library("Engine", "GraphQLGeneration", ["GraphQLSchema", "GraphQLSyntax"]),
]

let package = Package(
  name: "atlas",
  dependencies: [
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
  ],
  targets: engine + [
    .systemLibrary(
      name: "CLibPQ", path: "Sources/Postgres/CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    library(
      "Postgres", "Postgres", ["CLibPQ", .product(name: "DequeModule", package: "swift-collections")]),
    library("Atlas", "AtlasAPI", ["GraphQLExecution", "GraphQLSchema", "GraphQLSyntax", "GraphQLJSON"]),
  ]
)
