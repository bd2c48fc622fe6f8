// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    // A handler runs on the thread that calls it; without this each call would change threads twice.
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

/// A product of the router's.
func router(_ product: String) -> Target.Dependency { .product(name: product, package: "command-router") }

let package = Package(
    name: "library",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "command-router", path: "../..")
    ],
    targets: [
        .executableTarget(
            name: "library",
            dependencies: ["LoansPlugin", router("CommandKit"), router("CommandServer"), router("CommandStorage")], swiftSettings: settings),
        .target(
            name: "LoansPlugin", dependencies: [router("CommandKit"), router("CommandStorage")], path: "Plugins/Loans",
            swiftSettings: settings),
        .testTarget(
            name: "LoansPluginTests",
            dependencies: [
                "LoansPlugin", router("CommandKit"), router("CommandStorageSQLite"), router("CommandTesting"),
            ], swiftSettings: settings),
    ]
)
