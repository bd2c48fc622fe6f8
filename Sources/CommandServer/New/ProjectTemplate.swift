// SPDX-License-Identifier: Apache-2.0

/// The files of a new project: one plugin with one command that works, and what surrounds it.
struct ProjectTemplate {
    let name: String
    let framework: Framework

    /// Paths within the project, with their texts.
    var files: [(path: String, text: String)] {
        [
            ("Package.swift", package), ("commands.yaml", manifest), ("accounts.yaml", AccountsManifest.text),
            ("Sources/\(name)/main.swift", main), ("Plugins/Greetings/GreetingsPlugin.swift", Self.plugin),
            ("Plugins/Greetings/SayGreeting.swift", Self.handler),
            ("Tests/GreetingsPluginTests/TestServer.swift", Self.testServer),
            ("Tests/GreetingsPluginTests/SayGreetingTests.swift", Self.test), ("README.md", readme), (".gitignore", Self.ignored),
        ]
    }

    private var package: String {
        """
        // swift-tools-version: 6.2
        import PackageDescription

        let settings: [SwiftSetting] = [
            .enableUpcomingFeature("InternalImportsByDefault"),
            .enableUpcomingFeature("MemberImportVisibility"),
            // A handler runs on the thread that calls it; without this each call would change threads twice.
            .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        ]

        /// A product of the router's.
        func router(_ product: String) -> Target.Dependency { .product(name: product, package: "\(framework.identity)") }

        let package = Package(
            name: "\(name)",
            platforms: [.macOS(.v15)],
            dependencies: [
                \(framework.dependency)
            ],
            targets: [
                .executableTarget(name: "\(name)", dependencies: ["GreetingsPlugin", router("CommandServer")], swiftSettings: settings),
                .target(
                    name: "GreetingsPlugin", dependencies: [router("CommandKit")], path: "Plugins/Greetings", swiftSettings: settings),
                .testTarget(
                    name: "GreetingsPluginTests",
                    dependencies: ["GreetingsPlugin", router("CommandKit"), router("CommandTesting")], swiftSettings: settings),
            ]
        )

        """
    }

    private var manifest: String {
        """
        # Every command of \(name): what it takes, who may call it, what it refuses with. `swift run \(name) check` reads this file.
        manifest: 1
        # Credentials, and the commands about sessions, accounts and keys.
        include: [accounts.yaml]

        permissions:
          Greetings.Say: Say greetings

        # Codes that belong to no command.
        errors:
          99998: Authentication failure or session expired
          99999: Not enough privileges
          100006: Invalid value
          100007: Unknown parameter

        commands:
          greeting.say:
            summary: Greet somebody
            plugin: greetings
            access: [user]
            permissions: [Greetings.Say]
            effects: read
            groups: [call, session, key]
            parameters:
              Name: { type: string, required: 1, invalid: 2, trim: true, notBlank: true, maxLength: 100, summary: Who is greeted }
            errors:
              1: Missing required parameter (Name)
              2: Invalid name
            returns:
              Greeting: { type: string }
            examples:
              - request: { Name: Ada }
                reply: { Greeting: "Hello, Ada!" }
              - request: {}
                refusal: { ErrorCode: [1] }

        """
    }

    private var main: String {
        """
        import CommandServer
        import GreetingsPlugin

        await CommandServer.main(CommandApplication { _ in [GreetingsPlugin()] })

        """
    }

    private var readme: String {
        """
        # \(name)
        `commands.yaml` declares every command; `Plugins` has a handler for each.

        ```sh
        swift test                                # the commands' tests
        swift run \(name) check                   # commands.yaml, held against the handlers
        swift run \(name) serve --demo-account    # prints a key and a call that works
        swift run \(name) new command greeting.send --parameter Name:string
        ```

        """
    }
}
