// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandManifest
import CommandRouter
import Testing

@Suite("Reply contract") struct ReplyContractTests {
    /// A handler that replies so, against a declaration.
    private static func messages(_ returns: String, _ handler: any Command) throws -> [String] {
        let manifest = try FixtureManifest.commands(FixtureManifest.command("test.one", "returns: { \(returns) }"))
        return ContractCheck.diagnostics(manifest, file: "test.yaml", plugins: [TestPlugin(handler)])
            .filter { $0.id == .contractReply }.map(\.message)
    }

    struct Inner: Codable {
        var a: Int
        var b: String?
    }

    @Test(
        "Takes what fits a field's type for it",
        arguments: [
            ("N: { type: id }", Responding<Int>()), ("N: { type: number }", Responding<Int>()),
            ("N: { type: number }", Responding<Double>()),
            ("N: { type: string, optional: true }", Responding<String?>()), ("N: { type: date }", Responding<String>()),
            ("N: { type: string }", Responding<String>()), ("N: { type: [string, integer] }", Responding<Int>()),
            ("N: { type: boolean }", Responding<Bool>()), ("N: { type: idList }", Responding<[Int]>()),
            ("N: { type: array, items: { type: string } }", Responding<[String]>()), ("N: { type: object }", Responding<JSONText>()),
            (
                "N: { type: object, members: { A: { type: id }, B: { type: string, optional: true } } }", Responding<Inner>()
            ),
            ("N: { type: string, oneOf: [a, b, c] }", Responding<Grade>()),
            ("N: { type: object, values: { type: number } }", Responding<[String: Int]>()), ("N: { type: integer }", Responding<Days>()),
            ("N: { type: id }, Mark: { type: string, value: x }, Later: { type: string, optional: true }", Responding<Int>()),
        ] as [(String, any Command)])
    func fits(returns: String, handler: any Command) throws {
        #expect(try Self.messages(returns, handler) == [])
    }

    @Test(
        "Finds what a field is not",
        arguments: [
            (
                "N: { type: string }", Responding<Int>(),
                "The handler of `test.one` gives `N` as a whole number (Int), which does not fit its type."
            ),
            (
                "N: { type: object, values: { type: string } }", Responding<[String: Int]>(),
                "The handler of `test.one` gives `N` as a dictionary of a whole number (Int), which does not fit its type."
            ),
            (
                "N: { type: integer }", Responding<Double>(),
                "The handler of `test.one` gives `N` as a number (Double), which does not fit its type."
            ),
            ("N: { type: id }", Responding<Int?>(), "`N` is always there, and the handler's `n` may be nil."),
            ("", Responding<Int>(), "The handler's `Reply` of `test.one` has `n`, which `returns` does not declare."),
            ("N: { type: id }, M: { type: id }", Responding<Int>(), "The handler's `Reply` of `test.one` has no `M`."),
            ("N: { type: string, oneOf: [a, c] }", Responding<Grade>(), "an enum of a, b"),
            (
                "N: { type: object, members: { A: { type: id }, B: { type: string } } }", Responding<Inner>(),
                "`B` is always there, and the handler's `b` may be nil."
            ),
            (
                "N: { type: array, items: { type: object, members: { A: { type: id } } } }", Responding<[Inner]>(),
                "The handler's `N` of `test.one` has `b`, which `returns` does not declare."
            ),
            ("N: { type: id }", Failing<DeclaredFailure>(), "The handler's `Reply` of `test.one` has no `N`."),
        ] as [(String, any Command, String)])
    func differs(returns: String, handler: any Command, message: String) throws {
        let found = try Self.messages(returns, handler)
        #expect(found.count == 1 && found[0].contains(message), "\(found)")
    }

    @Test("Says nothing of a reply that only encodes itself, or decodes itself from what is not known")
    func unknown() throws {
        #expect(try Self.messages("M: { type: id }", EncodingAlone()) == [])
        #expect(try Self.messages("M: { type: id }", Responding<Stubborn>()) == [])
    }
}

/// A handler of `test.one` whose reply has one property.
private struct Responding<Value: Codable & Sendable>: Command {
    static var name: CommandName { "test.one" }
    struct Reply: Codable { var n: Value }
    func run(_ parameters: NoParameters, in context: CommandContext) async throws -> Reply { throw CancellationError() }
}

private struct EncodingAlone: Command {
    static let name: CommandName = "test.one"
    struct Reply: Encodable { var n: Int }
    func run(_ parameters: NoParameters, in context: CommandContext) async throws -> Reply { Reply(n: 1) }
}

private enum Grade: String, Codable, CaseIterable { case a, b }

/// Refuses what a probe gives.
private struct Stubborn: Codable {
    init(from decoder: any Decoder) throws { throw CancellationError() }
}
