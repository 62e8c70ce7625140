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
  library("Engine", "GraphQLCaching", ["GraphQLSchema", "GraphQLSyntax"]),
  library("Engine", "GraphQLConstraints", ["GraphQLSchema", "GraphQLSyntax", "GraphQLJSON"]),
  library("Engine", "GraphQLCost", ["GraphQLSchema", "GraphQLSyntax"]),
  library("Engine", "GraphQLExecution", ["GraphQLSchema", "GraphQLSyntax", "GraphQLJSON"]),
  library(
    "Engine", "GraphQLEngine",
    [
      "GraphQLCaching", "GraphQLConstraints", "GraphQLCost", "GraphQLExecution", "GraphQLValidation", "GraphQLSchema",
      "GraphQLSyntax", "GraphQLJSON", .product(name: "DequeModule", package: "swift-collections"),
    ]),
  library("Engine", "GraphQLGeneration", ["GraphQLSchema", "GraphQLSyntax"]),
  library("Engine", "GraphQLTesting", ["GraphQLSchema", "GraphQLSyntax", "GraphQLJSON"]),
  .executableTarget(
    name: "graphql-fuzz", dependencies: ["GraphQLTesting", "GraphQLValidation", "GraphQLSchema", "GraphQLSyntax"],
    path: "Sources/Engine/graphql-fuzz", swiftSettings: settings),
]

let transport: [Target] = [
  library("Transport", "GraphQLHTTP", ["GraphQLJSON"]),
  library("Transport", "GraphQLWebSocket", ["GraphQLHTTP", "GraphQLJSON"]),
  .systemLibrary(name: "CZlib", path: "Sources/Transport/CZlib", providers: [.apt(["zlib1g-dev"])]),
  library("Transport", "HTTPCompression", ["CZlib", "GraphQLHTTP"]),
  .systemLibrary(name: "CMalloc", path: "Sources/Transport/CMalloc"),
  library("Transport", "PrometheusMetrics"),
  library(
    "Transport", "GraphQLNIO",
    [
      "CMalloc", "GraphQLHTTP", "GraphQLJSON", "GraphQLWebSocket", .product(name: "NIOCore", package: "swift-nio"),
      .product(name: "NIOPosix", package: "swift-nio"),
      .product(name: "NIOHTTP1", package: "swift-nio"), .product(name: "NIOWebSocket", package: "swift-nio"),
      .product(name: "NIOTLS", package: "swift-nio"), .product(name: "NIOSSL", package: "swift-nio-ssl"),
      .product(name: "NIOHTTP2", package: "swift-nio-http2"), .product(name: "NIOHPACK", package: "swift-nio-http2"),
    ]),
  library(
    "Transport", "GraphQLServing",
    [
      "GraphQLEngine", "GraphQLCaching", "GraphQLExecution", "GraphQLValidation", "GraphQLSchema", "GraphQLSyntax",
      "GraphQLJSON", "GraphQLHTTP", "HTTPCompression", "GraphQLWebSocket",
      .product(name: "Crypto", package: "swift-crypto"),
    ]),
]

let postgres: [Target] = [
  .systemLibrary(
    name: "CLibPQ", path: "Sources/Postgres/CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
  library("Postgres", "Postgres", ["CLibPQ", .product(name: "DequeModule", package: "swift-collections")]),
  library(
    "Postgres", "GraphQLPostgres",
    ["Postgres", "GraphQLExecution", "GraphQLSchema", "GraphQLSyntax", "GraphQLJSON"]),
]

/// What every domain may use.
let domainDependencies: [Target.Dependency] = [
  "AtlasAPI", "AtlasKernel", "GraphQLExecution", "GraphQLSchema", "GraphQLSyntax", "GraphQLJSON", "GraphQLPostgres",
  "Postgres",
]

let domains: [Target] = [
  library(
    "Atlas", "Identity",
    domainDependencies + [
      "Files", "Jobs", "Mail", "OutboundHTTP", .product(name: "Crypto", package: "swift-crypto"),
      .product(name: "CryptoExtras", package: "swift-crypto"),
    ]),
  library("Atlas", "Catalog", domainDependencies + ["Files", "GraphQLConstraints", "Jobs", "LabEnvironments"]),
  library(
    "Atlas", "ContentLibrary",
    domainDependencies + [
      "Atomizer", "Files", "Jobs", "OutboundHTTP", .product(name: "Crypto", package: "swift-crypto"),
    ]),
  library("Atlas", "Progress", domainDependencies),
  library("Atlas", "Analytics", domainDependencies + ["Files", "Jobs"]),
  library("Atlas", "Search", domainDependencies + ["Retrieval"]),
  library("Atlas", "StudyGroups", domainDependencies + ["Files"]),
  library("Atlas", "Presence", domainDependencies),
  library(
    "Atlas", "Notifications",
    domainDependencies + [
      "Mail", "Push", .product(name: "Crypto", package: "swift-crypto"),
      .product(name: "Logging", package: "swift-log"),
    ]),
  library(
    "Atlas", "Tutor",
    domainDependencies + ["LanguageModels", "Retrieval", .product(name: "Logging", package: "swift-log")]),
  library(
    "Atlas", "Quizzes",
    domainDependencies + [
      "Atomizer", "Jobs", "LanguageModels", "Retrieval", .product(name: "Crypto", package: "swift-crypto"),
    ]),
  library("Atlas", "LearningPaths", domainDependencies),
]

/// What several domains stand on beside the kernel.
let foundations: [Target] = [
  library("Atlas", "Jobs", domainDependencies + [.product(name: "Logging", package: "swift-log")]),
  library(
    "Atlas", "ObjectStorage",
    [
      "OutboundHTTP", .product(name: "Crypto", package: "swift-crypto"),
      .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
    ]),
  library(
    "Atlas", "Files", domainDependencies + ["ObjectStorage", .product(name: "Crypto", package: "swift-crypto")]),
  library("Atlas", "Atomizer"),
  library(
    "Atlas", "LanguageModels",
    ["GraphQLJSON", "OutboundHTTP", .product(name: "Logging", package: "swift-log")]),
  library("Atlas", "Embeddings", ["Atomizer", "GraphQLJSON", "OutboundHTTP"]),
  library(
    "Atlas", "Retrieval", domainDependencies + ["Embeddings", .product(name: "Logging", package: "swift-log")]),
  library(
    "Atlas", "LabEnvironments",
    [
      "GraphQLJSON", "OutboundHTTP", "Postgres", .product(name: "Crypto", package: "swift-crypto"),
      .product(name: "Logging", package: "swift-log"),
    ]),
]

let server: [Target] = [
  library("Atlas", "AtlasAPI", ["GraphQLExecution", "GraphQLSchema", "GraphQLSyntax", "GraphQLJSON"]),
  library(
    "Atlas", "AtlasKernel",
    [
      "AtlasAPI", "GraphQLCaching", "GraphQLExecution", "GraphQLSchema", "GraphQLSyntax", "GraphQLJSON",
      "GraphQLPostgres", "Postgres", .product(name: "Crypto", package: "swift-crypto"),
    ]),
  library(
    "Atlas", "Mail",
    [
      "Postgres", .product(name: "Crypto", package: "swift-crypto"), .product(name: "Logging", package: "swift-log"),
      .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
      .product(name: "NIOTLS", package: "swift-nio"), .product(name: "NIOSSL", package: "swift-nio-ssl"),
    ]),
  library(
    "Atlas", "OutboundHTTP",
    [
      .product(name: "AsyncHTTPClient", package: "async-http-client"), .product(name: "NIOCore", package: "swift-nio"),
      .product(name: "NIOHTTP1", package: "swift-nio"), .product(name: "NIOSSL", package: "swift-nio-ssl"),
    ]),
  library(
    "Atlas", "OpenTelemetry",
    [
      "GraphQLJSON", "HTTPCompression", "OutboundHTTP", .product(name: "DequeModule", package: "swift-collections"),
      .product(name: "Logging", package: "swift-log"), .product(name: "Tracing", package: "swift-distributed-tracing"),
    ]),
  library(
    "Atlas", "Push",
    [
      "AtlasKernel", "GraphQLJSON", "OutboundHTTP", .product(name: "Crypto", package: "swift-crypto"),
      .product(name: "CryptoExtras", package: "swift-crypto"), .product(name: "Logging", package: "swift-log"),
    ]),
  library("Atlas", "DemoContent"),
  library("Atlas", "Seeding", ["DemoContent", "Postgres"]),
  library("Atlas", "AtlasCodegen", ["GraphQLGeneration", "GraphQLSchema", "GraphQLSyntax"]),
  library(
    "Atlas", "SchemaTooling",
    ["AtlasCodegen", "GraphQLEngine", "GraphQLExecution", "GraphQLJSON", "GraphQLSchema", "GraphQLSyntax"]),
  library(
    "Atlas", "AtlasServer",
    domainDependencies + [
      "Identity", "Catalog", "ContentLibrary", "Progress", "Analytics", "Search", "StudyGroups", "Presence",
      "Notifications", "Push",
      "Tutor", "Quizzes", "LearningPaths", "LanguageModels", "Embeddings", "Retrieval", "Files",
      "Jobs", "LabEnvironments", "Mail", "ObjectStorage", "OpenTelemetry", "OutboundHTTP", "Seeding",
      "GraphQLCaching", "GraphQLConstraints", "GraphQLCost", "GraphQLEngine", "GraphQLValidation", "GraphQLHTTP",
      "GraphQLNIO", "GraphQLServing", "GraphQLWebSocket", "PrometheusMetrics",
      .product(name: "Crypto", package: "swift-crypto"), .product(name: "Logging", package: "swift-log"),
      .product(name: "Tracing", package: "swift-distributed-tracing"),
    ]),
  .executableTarget(
    name: "atlas",
    dependencies: [
      "AtlasServer", "AtlasAPI", "AtlasCodegen", "SchemaTooling", "GraphQLSchema",
      .product(name: "ArgumentParser", package: "swift-argument-parser"),
      .product(name: "Logging", package: "swift-log"),
    ],
    path: "Sources/Atlas/atlas", swiftSettings: settings),
  .executableTarget(
    name: "graphql-conformance",
    dependencies: [
      "GraphQLEngine", "GraphQLExecution", "GraphQLValidation", "GraphQLSchema", "GraphQLSyntax", "GraphQLJSON",
    ],
    path: "Sources/Atlas/graphql-conformance", swiftSettings: settings),
]

let benchmarks: [Target] = [
  .executableTarget(
    name: "benchmark-server",
    dependencies: [
      "GraphQLEngine", "GraphQLExecution", "GraphQLSchema", "GraphQLSyntax", "GraphQLJSON", "GraphQLHTTP", "GraphQLNIO",
      "GraphQLServing", "GraphQLPostgres", "Postgres",
    ],
    path: "Benchmarks/Server", swiftSettings: settings),
  .executableTarget(
    name: "graphql-benchmark",
    dependencies: [
      "GraphQLEngine", "GraphQLExecution", "GraphQLValidation", "GraphQLSchema", "GraphQLSyntax", "GraphQLJSON",
      "PrometheusMetrics",
    ],
    path: "Benchmarks/Micro", swiftSettings: settings),
  .executableTarget(
    name: "vector-benchmark", dependencies: ["Embeddings"], path: "Benchmarks/Vectors", swiftSettings: settings),
]

let testTargets: [Target] = [
  .target(
    name: "LogTesting", dependencies: [.product(name: "Logging", package: "swift-log")],
    path: "Tests/Support/LogTesting", swiftSettings: settings),
  tests("Engine", "GraphQLJSON"),
  tests("Engine", "GraphQLSyntax", ["GraphQLJSON"]),
  tests("Engine", "GraphQLSchema", ["GraphQLSyntax", "GraphQLJSON"]),
  tests("Engine", "GraphQLValidation", ["GraphQLSchema", "GraphQLSyntax", "GraphQLJSON"]),
  tests(
    "Engine", "GraphQLExecution",
    [
      "GraphQLEngine", "GraphQLConstraints", "GraphQLCost", "GraphQLSchema", "GraphQLSyntax", "GraphQLJSON",
      "GraphQLValidation",
    ]),
  tests(
    "Engine", "GraphQLTesting",
    ["GraphQLEngine", "GraphQLExecution", "GraphQLValidation", "GraphQLSchema", "GraphQLSyntax", "GraphQLJSON"]),
  tests("Engine", "GraphQLCaching", ["GraphQLSchema", "GraphQLSyntax"]),
  tests("Engine", "GraphQLConstraints", ["GraphQLSchema", "GraphQLSyntax", "GraphQLJSON"]),
  .testTarget(
    name: "GuideTests",
    dependencies: [
      "GraphQLEngine", "GraphQLExecution", "GraphQLValidation", "GraphQLSchema", "GraphQLSyntax", "GraphQLJSON",
      "GraphQLHTTP", "GraphQLServing", "GraphQLNIO",
    ],
    path: "Tests/Engine/GuideTests", swiftSettings: settings),
  tests("Engine", "GraphQLCost", ["GraphQLSchema", "GraphQLSyntax"]),
  tests(
    "Transport", "GraphQLHTTP",
    ["GraphQLEngine", "GraphQLExecution", "GraphQLSchema", "GraphQLSyntax", "GraphQLJSON"]),
  tests("Transport", "HTTPCompression", ["CZlib", "GraphQLHTTP"]),
  tests("Transport", "PrometheusMetrics"),
  tests("Transport", "GraphQLWebSocket", ["GraphQLHTTP", "GraphQLJSON"]),
  tests(
    "Transport", "GraphQLNIO",
    [
      "GraphQLHTTP", "GraphQLJSON", "GraphQLWebSocket", .product(name: "NIOCore", package: "swift-nio"),
      .product(name: "NIOPosix", package: "swift-nio"), .product(name: "NIOHTTP1", package: "swift-nio"),
      .product(name: "NIOTLS", package: "swift-nio"), .product(name: "NIOSSL", package: "swift-nio-ssl"),
      .product(name: "NIOHTTP2", package: "swift-nio-http2"), .product(name: "NIOHPACK", package: "swift-nio-http2"),
      .product(name: "Crypto", package: "swift-crypto"),
    ]),
  tests(
    "Transport", "GraphQLServing",
    [
      "GraphQLEngine", "GraphQLExecution", "GraphQLSchema", "GraphQLSyntax", "GraphQLJSON", "GraphQLHTTP",
      "GraphQLWebSocket", .product(name: "Crypto", package: "swift-crypto"),
    ]),
  tests(
    "Postgres", "Postgres",
    ["GraphQLPostgres", "GraphQLEngine", "GraphQLExecution", "GraphQLSchema", "GraphQLSyntax", "GraphQLJSON"]),
  tests(
    "Atlas", "AtlasKernel",
    ["AtlasAPI", "GraphQLExecution", "GraphQLPostgres", "GraphQLSchema", "GraphQLSyntax", "GraphQLJSON", "Postgres"]),
  tests(
    "Atlas", "Identity",
    domainDependencies + [
      "OutboundHTTP", .product(name: "Crypto", package: "swift-crypto"),
      .product(name: "CryptoExtras", package: "swift-crypto"),
    ]),
  tests(
    "Atlas", "OutboundHTTP",
    [
      .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
      .product(name: "NIOSSL", package: "swift-nio-ssl"),
    ]),
  tests(
    "Atlas", "Mail",
    ["Postgres", .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio")]),
  tests(
    "Atlas", "OpenTelemetry",
    [
      "CZlib", "GraphQLJSON", "LogTesting", "OutboundHTTP", .product(name: "Logging", package: "swift-log"),
      .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
      .product(name: "Tracing", package: "swift-distributed-tracing"),
    ]),
  tests("Atlas", "Catalog", domainDependencies + ["DemoContent"]),
  tests("Atlas", "Analytics", ["GraphQLJSON"]),
  tests("Atlas", "Atomizer"),
  tests("Atlas", "ContentLibrary", ["AtlasKernel", "Jobs", "OutboundHTTP"]),
  tests(
    "Atlas", "ObjectStorage",
    ["OutboundHTTP", .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio")]),
  tests(
    "Atlas", "LabEnvironments",
    [
      "GraphQLJSON", "OutboundHTTP", "Postgres", .product(name: "Logging", package: "swift-log"),
      .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
      .product(name: "NIOHTTP1", package: "swift-nio"),
    ]),
  tests(
    "Atlas", "Push",
    [
      "AtlasKernel", "GraphQLJSON", "LogTesting", "OutboundHTTP", .product(name: "Crypto", package: "swift-crypto"),
      .product(name: "CryptoExtras", package: "swift-crypto"), .product(name: "Logging", package: "swift-log"),
    ]),
  tests("Atlas", "Tutor", domainDependencies + ["DemoContent", "LanguageModels", "Retrieval"]),
  tests(
    "Atlas", "LanguageModels",
    [
      "GraphQLJSON", "LogTesting", "OutboundHTTP", .product(name: "Logging", package: "swift-log"),
      .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
      .product(name: "NIOHTTP1", package: "swift-nio"),
    ]),
  tests("Atlas", "Embeddings", ["GraphQLJSON", "OutboundHTTP"]),
  tests("Atlas", "Retrieval", domainDependencies + ["Embeddings"]),
  tests("Atlas", "Quizzes", domainDependencies + ["DemoContent", "LanguageModels", "Retrieval"]),
  tests("Atlas", "LearningPaths", domainDependencies),
  tests("Atlas", "Presence", domainDependencies),
  tests("Atlas", "SchemaTooling", ["GraphQLSchema", "GraphQLSyntax"]),
  .testTarget(
    name: "AtlasServerTests",
    dependencies: domainDependencies + [
      "AtlasServer", "Analytics", "AtlasCodegen", "Atomizer", "Catalog", "ContentLibrary", "Files", "Identity", "Jobs",
      "LabEnvironments", "LanguageModels", "Embeddings", "Retrieval", "Tutor", "Mail", "Notifications", "OutboundHTTP",
      "Presence", "Push", "Quizzes", "GraphQLCaching", "GraphQLCost", "GraphQLEngine", "GraphQLHTTP", "GraphQLNIO",
      "GraphQLServing", "GraphQLWebSocket", "PrometheusMetrics", "DemoContent", "Seeding", "ObjectStorage",
      "LogTesting",
      .product(name: "Crypto", package: "swift-crypto"),
      .product(name: "Logging", package: "swift-log"), .product(name: "NIOCore", package: "swift-nio"),
      .product(name: "NIOPosix", package: "swift-nio"),
    ],
    path: "Tests/Atlas/AtlasServerTests", exclude: ["Golden"], swiftSettings: settings),
]

let package = Package(
  name: "atlas",
  products: [
    .executable(name: "atlas", targets: ["atlas"]),
    .library(
      name: "GraphQLEngine",
      targets: [
        "GraphQLEngine", "GraphQLCaching", "GraphQLConstraints", "GraphQLCost", "GraphQLExecution", "GraphQLJSON",
        "GraphQLSchema", "GraphQLSyntax", "GraphQLValidation",
      ]),
    .library(
      name: "GraphQLServer",
      targets: ["GraphQLServing", "GraphQLNIO", "GraphQLHTTP", "HTTPCompression", "GraphQLWebSocket"]),
    .library(name: "GraphQLPostgres", targets: ["GraphQLPostgres", "Postgres"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-distributed-tracing", from: "1.7.3"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-http2", from: "1.46.0"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
  ],
  targets: engine + transport + postgres + foundations + domains + server + benchmarks + testTargets
)
