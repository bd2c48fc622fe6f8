// swift-tools-version: 6.2
import PackageDescription

/// The settings of the package that is measured: without NonisolatedNonsendingByDefault here, calls into it would hop.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

/// A product of the package that is measured, as an outside team would use it.
func ours(_ product: String) -> Target.Dependency { .product(name: product, package: "command-router") }

let package = Package(
    name: "command-router-benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "command-router", path: ".."),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    ],
    targets: [
        .systemLibrary(name: "CLibYAMLReference", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
        .systemLibrary(name: "CSQLiteReference", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .target(name: "Measuring", swiftSettings: strict),
        .executableTarget(
            name: "bench-router", dependencies: ["Measuring", "CLibYAMLReference", ours("CommandKit"), ours("CommandTesting")],
            swiftSettings: strict),
        .executableTarget(
            name: "bench-storage",
            dependencies: ["Measuring", "CSQLiteReference", ours("CommandKit"), ours("CommandStorage"), ours("CommandStorageSQLite")],
            swiftSettings: strict),
        .executableTarget(
            name: "bench-gateway", dependencies: [ours("CommandKit"), ours("CommandServer")], swiftSettings: strict),
        .executableTarget(
            name: "bench-echo", dependencies: [.product(name: "Hummingbird", package: "hummingbird")], swiftSettings: strict),
    ]
)
