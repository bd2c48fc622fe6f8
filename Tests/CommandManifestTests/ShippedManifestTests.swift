// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import CommandManifest

@Suite("Shipped manifest")
struct ShippedManifestTests {
    private let manifest: Manifest?
    private let diagnostics: [Diagnostic]

    init() { (manifest, diagnostics) = ManifestReader().read(file: Repository.path("commands.yaml")) }

    @Test("Has no fault")
    func sound() {
        #expect(diagnostics.map { "\($0.location) \($0.text)" } == [])
        #expect(manifest != nil)
    }

    @Test("Declares the commands of the specification, and those about the audience and accounts")
    func commands() {
        let ours = [
            "list.create", "subscribers.import", "segment.create", "email.create", "events.record", "user.login", "user.logout",
            "user.password.change", "account.create", "accounts.get", "account.password.set", "account.permissions.set",
            "account.sessions.end", "account.disable", "account.enable", "account.delete", "account.key.create", "account.keys.get",
            "account.key.update", "account.key.revoke",
        ]
        let names = manifest?.commands.map(\.name) ?? []
        #expect((ShippedCommand.all.map(\.name) + ours).filter { !names.contains($0) } == [])
        #expect(ShippedCommand.all.count == 18)
    }

    @Test("Has each command's parameters, codes, permission and callers as the specification has them", arguments: ShippedCommand.all)
    func command(expected: ShippedCommand) throws {
        let command = try #require(manifest?.commands.first { $0.name == expected.name })
        let own = command.parameters.filter { $0.role == nil }
        #expect(own.map(\.asRow).joined(separator: " ") == expected.parameters)
        #expect(command.errors.filter { !$0.isExtension }.map(\.code) == expected.codes)
        #expect(command.errors.filter(\.isExtension).map(\.code) == expected.extensions)
        #expect(command.permissions.joined() == expected.permission)
        #expect(command.access == (expected.takesAdmins ? [.user, .admin] : [.user]))
        #expect(command.surfaces.contains(.v1) == expected.hasAlias)
        #expect(command.parameters.compactMap(\.role) == [.command, .format, .session, .key, .adminKey])
    }

    @Test("Has the codes of no command, each as one number")
    func sharedCodes() {
        #expect(manifest?.errors.map(\.code) == [99_998, 99_999] + Array(100_000...100_011))
        #expect(manifest?.errors.filter(\.isExtension).map(\.code) == Array(100_006...100_011))
        #expect(manifest?.errors.allSatisfy { !$0.isArray } == true)
    }

    @Test("Sends an array for two codes alone")
    func arrays() {
        let arrays = manifest?.commands.flatMap { command in command.errors.filter(\.isArray).map { "\(command.name) \($0.code)" } }
        #expect(arrays == ["campaign.copy 1", "user.login 3"])
    }

    @Test("Has an example of a reply for every command, and of a refusal for all that refuse something")
    func examples() {
        for command in manifest?.commands ?? [] {
            #expect(command.examples.contains { $0.reply != nil }, "\(command.name)")
            let refuses = !command.errors.isEmpty && command.name != "user.logout"
            #expect(command.examples.contains { $0.refusal != nil } == refuses, "\(command.name)")
        }
    }
}

extension ParameterDeclaration {
    /// `Name:type`, `!CODE` where required, `=DEFAULT` where it has one.
    fileprivate var asRow: String {
        name + ":" + value.typeText + (required.map { "!\($0)" } ?? "") + (value.defaultValue.map { "=\($0.json)" } ?? "")
    }
}
