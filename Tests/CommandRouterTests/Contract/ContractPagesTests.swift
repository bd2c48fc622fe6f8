// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandManifest
import CommandRouter
import Foundation
import Testing

@Suite("Contract pages")
struct ContractPagesTests {
    private typealias Creating = PageHandlers.Creating

    /// What an id's page shows as wrong, and as right.
    private static func plugins(of id: Diagnostic.ID) -> (wrong: any CommandPlugin, right: any CommandPlugin)? {
        let plain = PageHandlers.Plain()
        return switch id {
        case .contractUnbound: (PageHandlers.Empty(), plain)
        case .contractUndeclared: (tagged(PageHandlers.Misspelt()), plain)
        case .contractTwice: (PageHandlers.Twice(), plain)
        case .contractPlugin: (plain, plain)
        case .contractParameter: (colored, colored)
        case .contractUntaken: (uncolored, colored)
        case .contractOptional: (uncolored, uncolored)
        case .contractKind: (counted, counted)
        case .contractProbe:
            (
                tagged(Creating<PageHandlers.Unlisted.Parameters, NoFailure>()),
                tagged(Creating<PageHandlers.Listed.Parameters, NoFailure>())
            )
        case .contractFailure, .contractReserved, .contractUnused: (failing, failing)
        case .contractReply: (tagged(PageHandlers.Replying()), tagged(PageHandlers.Replying()))
        default: nil
        }
    }

    private static let colored = tagged(Creating<PageHandlers.Colored.Parameters, NoFailure>())
    private static let uncolored = tagged(Creating<PageHandlers.Uncolored.Parameters, NoFailure>())
    private static let counted = tagged(Creating<PageHandlers.Counted.Parameters, NoFailure>())
    private static let failing = tagged(Creating<NoParameters, PageHandlers.Failing.Failure>())

    private static func tagged(_ handler: any Command) -> PageHandlers.Tagged { PageHandlers.Tagged(commands: [handler]) }

    @Test("Are there for each id, in the same order")
    func complete() {
        #expect(ContractPages.all.map(\.id) == Diagnostic.ID.ofContract)
    }

    @Test(
        "Have a wrong example that gives this id alone, at the marked place, and a right one without a fault", arguments: ContractPages.all)
    func examples(page: DiagnosticPage) throws {
        let (wrong, right) = try #require(Self.plugins(of: page.id))
        let found = try diagnostics(page.wrong, wrong, page.id)
        #expect(found.map(\.id) == [page.id], "\(found.map(\.message))")
        let place = try #require(page.wrong.place)
        #expect(found.first.map { [$0.location.line, $0.location.column] } == [place.line, place.column])
        #expect(try diagnostics(page.right, right, page.id).map(\.message) == [])
    }

    private static let printed: [Diagnostic.ID: String] = [
        .contractUnbound:
            "`tag.create` has no handler. Add a handler to the plugin `tags`, or pass `--unbound answer` to answer it with 100002.",
        .contractUndeclared:
            "The plugin `tags` handles `tag.creat`, which is not declared. Did you mean `tag.create`? Write one name in both places.",
        .contractTwice: "`tag.create` has two handlers, in the plugins `tags` and `tags`. Remove one of them.",
        .contractPlugin:
            "`tag.create` is declared for the plugin `labels`, and handled by `tags`. Write `plugin: tags`, or move the handler.",
        .contractParameter:
            "The handler's `Parameters` of `tag.create` has `color`, which is not declared. Declare it under `parameters`, or remove the property.",
        .contractUntaken:
            "The handler of `tag.create` does not take `Color`. Add the property to its `Parameters`, or take the parameter out.",
        .contractOptional:
            "`Tag` may be absent, and the handler's `tag` is not optional. Make the property optional, or write `required` or `default`.",
        .contractKind:
            "The handler of `tag.create` takes `Count` as a whole number (Int), which does not fit its type. "
            + "Take it as `Double`, or change its type.",
        .contractFailure:
            "`tag.create` can fail with 2, which it does not declare. List 2 under its `errors`, or throw one that it has.",
        .contractReserved: "`tag.create` can fail with 2, which is reserved. Use another code, or take it out of `reserved`.",
        .contractReply:
            "The handler's `Reply` of `tag.create` has `tagID`, which `returns` does not declare. Did you mean `TagIDs`? "
            + "Write one name in both places.",
        .contractUnused:
            "Nothing sends 3 of `tag.create`: no declaration uses it and its handler cannot throw it. "
            + "Use it, list it under `reserved`, or take it out.",
    ]

    @Test("Are about what is told word for word so", arguments: ContractPages.all)
    func told(page: DiagnosticPage) throws {
        let plugins = try #require(Self.plugins(of: page.id))
        let found = try #require(diagnostics(page.wrong, plugins.wrong, page.id).first)
        // What a decoder says of a sample is its own.
        let expected = Self.printed[page.id] ?? "The `Parameters` of `tag.create` cannot be decoded from samples: "
        #expect("\(found.message) \(found.note ?? "")".hasPrefix(expected))
    }

    @Test("Show handlers that are compiled, word for word", arguments: ContractPages.all)
    func handlers(page: DiagnosticPage) throws {
        let source = try String(contentsOfFile: Self.folder + "/../Support/PageHandlers.swift", encoding: .utf8)
        for handler in [page.wrong.handler, page.right.handler] {
            for line in try #require(handler).split(separator: "\n") { #expect(source.contains(line.drop { $0 == " " }), "\(line)") }
        }
    }

    @Test("Say in sentences what is wrong and why it matters", arguments: ContractPages.all)
    func words(page: DiagnosticPage) {
        for text in [page.meaning, page.reason] { #expect(text.hasSuffix(".") && text.first?.isLowercase == false && !text.contains("  ")) }
        for line in page.text.split(separator: "\n") { #expect(line.count <= 120, "\(line)") }
    }

    private static let folder = #filePath.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 }

    /// Codes that an example lists for its declarations are not what its page is about.
    private func diagnostics(_ example: DiagnosticExample, _ plugin: any CommandPlugin, _ id: Diagnostic.ID) throws -> [Diagnostic] {
        let read = ManifestReader().read(text: Array(example.manifest.utf8), name: "commands.yaml")
        let manifest = try #require(read.manifest, "\(read.diagnostics.map(\.message))")
        let unbound: ContractCheck.Unbound = id == .contractUndeclared ? .answer : .refuse
        return ContractCheck.diagnostics(manifest, file: "commands.yaml", plugins: [plugin], unbound: unbound)
            .filter { $0.id != .contractUnused || id == .contractUnused }
    }
}
