// SPDX-License-Identifier: Apache-2.0

import CommandManifest
import Foundation
import Testing

@testable import CommandServer

@Suite("A new project") struct ProjectTests {
    private static let root = URL(filePath: #filePath).pathComponents.dropLast(4).joined(separator: "/").dropFirst()

    private static func template() throws -> ProjectTemplate {
        ProjectTemplate(
            name: "loan-desk",
            framework: try Framework("https://git.example.com/Team/Command-Router.git", from: "1.2.0", project: "loan-desk"))
    }

    @Test("Has a manifest without a fault, with a success and a refusal among its examples")
    func isSound() throws {
        let files = Dictionary(try Self.template().files.map { ($0.path, Array($0.text.utf8)) }) { $1 }
        let read = ManifestReader().read(file: "commands.yaml", with: files)
        #expect(read.diagnostics.map(\.message) == [])
        #expect(read.manifest?.commands.first?.name == "greeting.say")
        #expect(read.manifest?.commands.count == 16)
    }

    @Test("Names the framework as Swift's package manager does")
    func namesFramework() throws {
        let package = try #require(try Self.template().files.first { $0.path == "Package.swift" }?.text)
        #expect(package.contains(".package(url: \"https://git.example.com/Team/Command-Router.git\", from: \"1.2.0\")"))
        #expect(package.contains("package: \"command-router\")"))
        let local = try Framework(String(Self.root), from: "1.2.0", project: "loan-desk")
        #expect(local.dependency == ".package(name: \"command-router\", path: \"\(Self.root)\")")
        #expect(throws: CommandLineFailure.self) { try Framework("/nowhere", from: "1.2.0", project: "loan-desk") }
        #expect(throws: CommandLineFailure.self) { try Framework("\(Self.root)/Examples/library", from: "1.2.0", project: "loan-desk") }
    }

    @Test("Declares callers as Examples does, and the commands about them as the shipped manifest does")
    func accounts() throws {
        let example = try String(contentsOfFile: Self.root + "/Examples/library/accounts.yaml", encoding: .utf8)
        #expect(AccountsManifest.text == example)
        let read = ManifestReader().read(text: Array(("manifest: 1\n" + AccountsManifest.text).utf8), name: "accounts.yaml")
        let shipped = try #require(ManifestReader().read(file: Self.root + "/commands.yaml").manifest)
        let own = try #require(read.manifest)
        let theirs = shipped.commands.filter { $0.plugin == "accounts" }
        #expect(own.commands.map(\.name) == theirs.map(\.name))
        for (own, theirs) in zip(own.commands, theirs) {
            #expect(own.parameters.map(\.name) == theirs.parameters.map(\.name))
            #expect(
                own.errors.map { "\($0.code) \($0.callerText) \($0.isArray)" }
                    == theirs.errors.map { "\($0.code) \($0.callerText) \($0.isArray)" })
            #expect(own.returns.map(\.name) == theirs.returns.map(\.name))
            #expect(own.access == theirs.access)
        }
    }

    @Test(
        "Can have a name of its own and none that a module has",
        arguments: [
            ("loan-desk", true), ("Library_2", true), ("a", true), ("", false), ("2lib", false), ("loan desk", false), ("a/b", false),
            ("..", false), ("-x", false), ("x-", false), ("Crypto", false), ("command-router", false), ("nioish", false), ("class", false),
            ("ä", false), (String(repeating: "a", count: 65), false),
        ])
    func checksName(name: String, isFit: Bool) {
        #expect((ProjectName.fault(name) == nil) == isFit)
    }
}
