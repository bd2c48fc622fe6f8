// swift-tools-version: 6.2
import PackageDescription

/// The same language for every target: a nonisolated async function must stay on its caller's executor
/// in all of them, or a call from one room into another hops between threads.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

let nio: [Target.Dependency] = [
    .product(name: "NIOCore", package: "swift-nio"),
    .product(name: "NIOPosix", package: "swift-nio"),
    .product(name: "NIOHTTP1", package: "swift-nio"),
]
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")

/// A room of ours in `Sources`.
func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

/// A handler module in `Plugins`: it sees what an outside team would see, and no more.
func plugin(_ folder: String, _ dependencies: [Target.Dependency]) -> Target {
    .target(
        name: folder + "Plugin", dependencies: ["CommandKit"] + dependencies, path: "Plugins/" + folder,
        packageAccess: false, swiftSettings: strict)
}

/// The tests of one target, in the folder that mirrors it.
func tests(
    _ name: String, _ dependencies: [Target.Dependency], excluding files: [String] = [], resources: [Resource] = []
) -> Target {
    .testTarget(
        name: name, dependencies: ["TestSupport"] + dependencies, exclude: files, resources: resources, swiftSettings: strict)
}

let package = Package(
    name: "command-router",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "command-router", targets: ["command-router"]),
        .library(name: "CommandKit", targets: ["CommandKit"]),
        .library(name: "CommandServer", targets: ["CommandServer"]),
        .library(name: "CommandStorage", targets: ["CommandStorage"]),
        .library(name: "CommandStorageSQLite", targets: ["CommandStorageSQLite"]),
        .library(name: "CommandTesting", targets: ["CommandTesting"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    ],
    targets: [
        .systemLibrary(name: "CLibYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
        .systemLibrary(name: "CMalloc"),
        room("CommandKit"),
        room("CommandManifest", ["CLibYAML", "CommandKit"]),
        room("CommandDiff", ["CommandManifest"]),
        room("CommandWire", ["CommandKit"]),
        room("CommandMetrics", ["CommandKit", .product(name: "CoreMetrics", package: "swift-metrics")]),
        room("CommandExport", ["CommandManifest", "CommandWire"]),
        room("CommandRouter", ["CommandKit", "CommandManifest", "CommandWire", "CommandExport", logging]),
        room(
            "CommandGateway",
            [
                "CommandKit", "CommandWire", logging, .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ] + nio),
        room("CommandStorage"),
        room(
            "CommandStorageSQLite",
            ["CommandKit", "CommandStorage", .product(name: "GRDB", package: "GRDB.swift")]),
        room(
            "CommandAccounts",
            [
                "CommandKit", "CommandStorage", logging, .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
            ]),
        room("CommandCases", ["CommandKit", "CommandManifest", "CommandWire"]),
        room("CampaignDomain", ["CommandKit", "CommandStorage"]),
        room("CampaignDemo", ["CampaignDomain", "CommandKit", "CommandStorage"]),
        room(
            "CommandServer",
            [
                "CommandKit", "CommandManifest", "CommandWire", "CommandRouter", "CommandGateway", "CommandAccounts",
                "CommandDiff", "CommandExport", "CommandMetrics", "CommandStorage", "CommandStorageSQLite", "AccountsPlugin",
                "CommandCases", logging,
                .product(name: "CoreMetrics", package: "swift-metrics"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .target(name: "CMalloc", condition: .when(platforms: [.linux])),
            ]),
        room("CommandTesting", ["CommandCases", "CommandKit", "CommandManifest", "CommandWire", "CommandRouter"]),
        .executableTarget(
            name: "command-router",
            dependencies: [
                "CommandServer", "CampaignDomain", "CampaignDemo", "CommandStorage", "CommandKit", "TagsPlugin", "CampaignsPlugin",
                "SplitTestsPlugin",
                "AudiencePlugin",
            ],
            swiftSettings: strict),
        plugin("Accounts", ["CommandAccounts"]),
        plugin("Tags", ["CampaignDomain"]),
        plugin("Campaigns", ["CampaignDomain"]),
        plugin("SplitTests", ["CampaignDomain"]),
        plugin("Audience", ["CampaignDomain"]),
        // What the tests of several targets share.
        .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
        // Reads damaged manifests for a while, in CI.
        .executableTarget(
            name: "manifest-fuzz",
            dependencies: ["CommandManifest", "TestSupport", .product(name: "ArgumentParser", package: "swift-argument-parser")],
            path: "Tests/ManifestFuzz", swiftSettings: strict),
        tests("CommandKitTests", ["CommandKit"]),
        tests("CommandManifestTests", ["CommandManifest"], resources: [.copy("Fixtures")]),
        tests("CommandDiffTests", ["CommandManifest", "CommandDiff"]),
        tests("CommandWireTests", ["CommandKit", "CommandWire"]),
        tests("CommandExportTests", ["CommandKit", "CommandManifest", "CommandWire", "CommandExport", "CommandTesting"]),
        tests("CommandRouterTests", ["CommandKit", "CommandManifest", "CommandWire", "CommandExport", "CommandRouter", logging]),
        tests("CommandMetricsTests", ["CommandKit", "CommandMetrics", .product(name: "CoreMetrics", package: "swift-metrics")]),
        tests("CommandCasesTests", ["CommandCases", "CommandKit", "CommandManifest", "CommandRouter"]),
        tests(
            "CommandServerTests",
            [
                "CommandGateway", "CommandKit", "CommandManifest", "CommandMetrics", "CommandRouter", "CommandServer",
                "CommandStorageSQLite", "CommandTesting", logging,
                .product(name: "CoreMetrics", package: "swift-metrics"),
            ]),
        tests("CommandTestingTests", ["CommandKit", "CommandTesting"]),
        tests("CommandGatewayTests", ["CommandKit", "CommandWire", "CommandGateway", logging] + nio),
        tests("CommandStorageSQLiteTests", ["CommandKit", "CommandStorage", "CommandStorageSQLite"]),
        tests(
            "CommandAccountsTests",
            ["CommandKit", "CommandStorage", "CommandStorageSQLite", "CommandAccounts", "AccountsPlugin", logging]),
        tests(
            "CampaignDomainTests",
            ["CommandKit", "CommandStorage", "CommandStorageSQLite", "CampaignDomain", "TagsPlugin", "CampaignsPlugin", "AudiencePlugin"]),
        tests(
            "CampaignsPluginTests",
            [
                "CommandKit", "CommandStorage", "CommandStorageSQLite", "CommandTesting", "CampaignDomain", "CampaignsPlugin",
                "TagsPlugin", "SplitTestsPlugin", "AudiencePlugin", .product(name: "GRDB", package: "GRDB.swift"),
            ]),
        tests("CampaignDemoTests", ["CommandKit", "CommandStorage", "CommandStorageSQLite", "CampaignDomain", "CampaignDemo"]),
        tests(
            "EndToEndTests",
            [
                "command-router", "CommandKit", "CommandTesting", "CommandServer", "CommandAccounts", "AccountsPlugin",
                "CommandStorage", "CommandStorageSQLite", .product(name: "GRDB", package: "GRDB.swift"),
            ], excluding: ["Golden", "Specification"]),
    ]
)
