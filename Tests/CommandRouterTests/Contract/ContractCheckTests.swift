// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandManifest
import CommandRouter
import Testing

@Suite("Contract check") struct ContractCheckTests {
    /// One handler of `test.one`, and what is found when it is held against a declaration.
    struct Case: Sendable, CustomTestStringConvertible {
        let parameters: String
        let plugin: TestPlugin
        let expected: [String]
        var testDescription: String { "\(plugin.commands.map { type(of: $0) }) against \(parameters)" }

        init(_ parameters: String, _ handler: any Command, _ expected: String...) {
            (self.parameters, plugin, self.expected) = (parameters, TestPlugin(handler), expected)
        }
    }

    private static func diagnostics(
        _ text: String, _ plugins: any CommandPlugin..., unbound: ContractCheck.Unbound = .refuse
    ) throws -> [Diagnostic] {
        let manifest = try FixtureManifest.commands(text)
        return ContractCheck.diagnostics(manifest, file: "test.yaml", plugins: plugins, unbound: unbound)
            .filter { $0.id != .contractUnused }
    }

    static let matching: [Case] = [
        Case("N: { type: integer, required: 1 }", Taking<Int>()), Case("N: { type: id, default: 5 }", Taking<Int>()),
        Case("N: { type: integer }", Taking<Int?>()), Case("N: { type: id, required: 1 }", Taking<Int64>()),
        Case("n: { type: number, required: 1 }", Taking<Double>()), Case("N: { type: integer, required: 1 }", Taking<Double>()),
        Case("N: { type: boolean, required: 1 }", Taking<Bool>()), Case("N: { type: idList, required: 1 }", Taking<[Int]>()),
        Case("N: { type: timezone, required: 1 }", Taking<String>()), Case("N: { type: object, required: 1 }", Taking<JSONText>()),
        Case("N: { type: array, required: 1 }", Taking<JSONText>()),
        Case("N: { type: array, required: 1, items: { type: date } }", Taking<[String]>()),
        Case("N: { type: [string, array], required: 1, items: { type: string } }", Taking<[String]>()),
        Case("N: { type: array, required: 1, items: { type: array, items: { type: id } } }", Taking<[[Int]]>()),
        Case("N: { type: object, required: 1, members: { A: { type: id, required: 2 } } }", Taking<Inner>()),
        Case("N: { type: array, required: 1, items: { type: object, members: { A: { type: id, required: 2 } } } }", Taking<[Inner]>()),
        Case("N: { type: object, emptyAllowed: true, members: { A: { type: id, required: 2 } } }", Taking<LooseInner?>()),
        Case("N: { type: string, required: 1, oneOf: [a, b] }", Taking<Letter>()), Case("N: { type: string, required: 1 }", Taking<Even>()),
        Case("M: { type: string }", Taking<Int?>(), "contract.parameter.undeclared", "contract.parameter.untaken"),
        Case("N: { type: id }\nM: { type: string }", Taking<Int?>(), "contract.parameter.untaken"),
        Case("M: { type: string }", Failing<DeclaredFailure>(), "contract.parameter.untaken"),
        Case("N: { type: id, aliases: [M] }", Taking<Int?>()),
        Case("N: { type: object, required: 1, values: { type: string } }", Taking<[String: String]>()),
        Case("N: { type: object, values: { type: array, items: { type: id } } }", Taking<[String: [Int]]?>()),
        Case(
            "N: { type: object, required: 1, values: { type: object, members: { A: { type: id, required: 2 } } } }",
            Taking<[String: Inner]>()),
        Case("N: { type: integer, required: 1, oneOf: [1, 7] }", Taking<Days>()),
        Case("N: { type: id, oneOf: [7] }", Taking<Days?>()), Case("N: { type: integer, required: 1, oneOf: [1, 9] }", Taking<Int>()),
    ]

    static let kinds: [Case] = [
        Case("N: { type: string, required: 1 }", Taking<Int>(), "contract.parameter.kind"),
        Case("N: { type: integer, required: 1 }", Taking<String>(), "contract.parameter.kind"),
        Case("N: { type: integer, required: 1 }", Taking<Bool>(), "contract.parameter.kind"),
        Case("N: { type: integer, required: 1 }", Taking<UInt8>(), "contract.parameter.kind"),
        Case("N: { type: integer, required: 1 }", Taking<UInt>(), "contract.parameter.kind"),
        Case("N: { type: number, required: 1 }", Taking<Int>(), "contract.parameter.kind"),
        Case("N: { type: idList, required: 1 }", Taking<[String]>(), "contract.parameter.kind"),
        Case("N: { type: id, required: 1 }", Taking<[Int]>(), "contract.parameter.kind"),
        Case("N: { type: object, required: 1 }", Taking<Inner>(), "contract.parameter.kind"),
        Case("N: { type: object, required: 1, members: { A: { type: id } } }", Taking<JSONText>(), "contract.parameter.kind"),
        Case("N: { type: array, required: 1, items: { type: id } }", Taking<JSONText>(), "contract.parameter.kind"),
        Case("N: { type: array, required: 1, items: { type: id } }", Taking<[String]>(), "contract.parameter.kind"),
        Case(
            "N: { type: array, required: 1, items: { type: object, members: { A: { type: id } } } }", Taking<Inner>(),
            "contract.parameter.kind"),
        Case("N: { type: object, required: 1, members: { A: { type: id } } }", Taking<[Inner]>(), "contract.parameter.kind"),
        Case("N: { type: [string, array], required: 1, items: { type: string } }", Taking<String>(), "contract.parameter.kind"),
        Case("N: { type: [integer, string], required: 1 }", Taking<Int>(), "contract.parameter.kind"),
        Case("N: { type: string, required: 1, oneOf: [a, c] }", Taking<Letter>(), "contract.parameter.kind"),
        Case("N: { type: string, required: 1 }", Taking<Letter>(), "contract.parameter.kind"),
        Case("N: { type: integer }", TakingList(), "contract.parameter.kind"),
        Case("N: { type: object, required: 1, values: { type: string } }", Taking<[String: Int]>(), "contract.parameter.kind"),
        Case("N: { type: object, required: 1, values: { type: string } }", Taking<JSONText>(), "contract.parameter.kind"),
        Case("N: { type: object, required: 1 }", Taking<[String: Int]>(), "contract.parameter.kind"),
        Case("N: { type: object, required: 1, values: { type: id } }", Taking<Inner>(), "contract.parameter.kind"),
        Case("N: { type: integer, required: 1, oneOf: [1, 7, 9] }", Taking<Days>(), "contract.parameter.kind"),
        Case("N: { type: integer, required: 1 }", Taking<Days>(), "contract.parameter.kind"),
    ]

    static let others: [Case] = [
        Case(
            "N: { type: object, required: 1, values: { type: object, members: { A: { type: id } } } }", Taking<[String: Inner]>(),
            "contract.parameter.optional"),
        Case("N: { type: integer }", Taking<Int>(), "contract.parameter.optional"),
        Case("N: { type: object, required: 1, members: { A: { type: id } } }", Taking<Inner>(), "contract.parameter.optional"),
        Case(
            "N: { type: object, required: 1, emptyAllowed: true, members: { A: { type: id, required: 2 } } }", Taking<Inner>(),
            "contract.parameter.optional"),
        Case(
            "N: { type: object, required: 1, members: { B: { type: id } } }", Taking<Inner>(), "contract.parameter.undeclared",
            "contract.parameter.untaken"),
        Case(
            "N: { type: object, required: 1, members: { A: { type: id, required: 1 }, B: { type: id } } }", Taking<Inner>(),
            "contract.parameter.untaken"),
        Case("N: { type: string, required: 1 }", Taking<Unlisted>(), "contract.parameter.probe"),
        Case("N: { type: string, required: 1 }", Taking<Picky>(), "contract.parameter.probe"),
        Case("", Failing<UndeclaredFailure>(), "contract.failure.undeclared"),
        Case("", Failing<ReservedFailure>(), "contract.failure.reserved"), Case("", Failing<DeclaredFailure>()),
    ]

    @Test("Finds what a handler takes otherwise than declared, and nothing else", arguments: matching + kinds + others)
    func findsDisagreements(_ example: Case) throws {
        let text = FixtureManifest.command("test.one", "reserved: [41]", parameters: example.parameters)
        let found = try Self.diagnostics(text, example.plugin)
        #expect(found.map(\.id.rawValue) == example.expected, "\(found.map(\.message))")
    }

    @Test(
        "A handler that agrees with its declaration decodes every value that is let through",
        arguments: [
            ("N: { type: [string, array], required: 1, items: { type: string } }", #"["a"]"#, #""a""#),
            ("N: { type: object, required: 1, emptyAllowed: true, members: { A: { type: id, required: 2 } } }", #"{"A":1}"#, "{}"),
        ])
    func decodesEveryValue(parameters: String, first: String, second: String) async throws {
        let text = FixtureManifest.command("test.one", parameters: parameters)
        let handler: any Command = parameters.contains("object") ? Taking<LooseInner>() : Taking<[String]>()
        #expect(try Self.diagnostics(text, TestPlugin(handler)).isEmpty)
        let router = Router.of(try FixtureManifest.commands(text), TestPlugin(handler))
        for value in [first, second] {
            #expect(await router.api(#"{"Command":"test.one","APIKey":"all","N":\#(value)}"#).object["Success"] as? Bool == true)
        }
    }

    @Test(
        "Says as what a parameter has to be taken",
        arguments: [
            ("type: integer", Taking<String>(), "Take it as `Int`, or change its type."),
            ("type: number", Taking<Int>(), "Take it as `Double`, or change its type."),
            ("type: boolean", Taking<Int>(), "Take it as `Bool`, or change its type."),
            ("type: date", Taking<Int>(), "Take it as `String`, or change its type."),
            ("type: idList", Taking<[String]>(), "Take it as `[Int]`, or change its type."),
            ("type: object", Taking<Inner>(), "Take it as `JSONText`, or change its type."),
            ("type: object, members: { A: { type: id } }", Taking<JSONText>(), "Take it as a struct of its members, or change its type."),
            ("type: [string, array], items: { type: string }", Taking<String>(), "Take it as `[String]`, or change its type."),
            ("type: array, items: { type: array, items: { type: id } }", Taking<[Int]>(), "Take it as `[[Int]]`, or change its type."),
            (
                "type: array", Taking<[Int]>(), "Say what its items are, such as `items: { type: string }`, or take it as `JSONText`."
            ),
            ("type: [integer, string]", Taking<Int>(), "No type of Swift's takes every type of this union: change its types."),
            ("type: string, oneOf: [a, c, d]", Taking<Letter>(), "Add a case for `c`, `d`, or take it out of `oneOf`."),
            ("type: string", Taking<Letter>(), "List its cases under `oneOf`, or take it as `String`."),
        ] as [(String, any Command, String)])
    func advises(declaration: String, handler: any Command, note: String) throws {
        let text = FixtureManifest.command("test.one", parameters: "N: { \(declaration), required: 1 }")
        let found = try Self.diagnostics(text, TestPlugin(handler)).filter { $0.id == .contractKind }
        #expect(found.map(\.note) == [note])
    }

    @Test("Says at a parameter's line which property is not optional")
    func placesDiagnostic() throws {
        let found = try Self.diagnostics(FixtureManifest.command("test.one", parameters: "N: { type: integer }"), TestPlugin(Taking<Int>()))
        let line = try FixtureManifest.commands(FixtureManifest.command("test.one", parameters: "N: { type: integer }")).commands[0]
            .parameters.last?.location.line
        #expect(found.first?.location.line == line)
        #expect(found.first?.message.contains("`N` may be absent") == true)
    }

    @Test("Finds a declared command without a handler, unless it may be answered with 100002")
    func findsUnbound() throws {
        let text = FixtureManifest.command("test.one") + FixtureManifest.command("test.two")
        #expect(try Self.diagnostics(text, TestPlugin(Failing<DeclaredFailure>())).map(\.id) == [.contractUnbound])
        #expect(try Self.diagnostics(text, TestPlugin(Failing<DeclaredFailure>()), unbound: .answer).isEmpty)
        let elsewhere = try Self.diagnostics(FixtureManifest.command("test.one"), TestPlugin(named: "other"))
        #expect(elsewhere.first?.note?.contains("There is no plugin `test`") == true)
    }

    @Test("Finds a handler that is not declared, at the declaration that may be meant")
    func findsUndeclared() throws {
        let text = FixtureManifest.command("test.oen")
        let found = try Self.diagnostics(text, TestPlugin(Failing<DeclaredFailure>()), unbound: .answer)
        let place = try #require(try FixtureManifest.commands(text).commands.first?.location)
        #expect(found.map(\.id) == [.contractUndeclared])
        #expect(found.first?.message == "The plugin `test` handles `test.one`, which is not declared.")
        #expect(found.first?.note == "Did you mean `test.oen`? Write one name in both places.")
        #expect(found.first?.location == place)
        #expect(try Self.diagnostics(text, TestPlugin(Failing<DeclaredFailure>())) == found, "It is not told that this one has no handler")
    }

    @Test("Takes the one declared command without a handler for the one handler that is not declared")
    func pairs() throws {
        let text = FixtureManifest.command("campaigns.list")
        let found = try Self.diagnostics(text, TestPlugin(Failing<DeclaredFailure>()))
        #expect(found.map(\.id) == [.contractUndeclared])
        #expect(found.first?.location == (try FixtureManifest.commands(text).commands.first?.location))
        #expect(found.first?.note?.hasPrefix("`campaigns.list` of this plugin has no handler") == true)
    }

    @Test("Tells of a handler that nothing resembles where its plugin's commands are declared")
    func placesStray() throws {
        let text = FixtureManifest.command("campaigns.list") + FixtureManifest.command("campaigns.get")
        let found = try Self.diagnostics(text, TestPlugin(Failing<DeclaredFailure>()), unbound: .answer)
        #expect(found.map(\.location) == [try FixtureManifest.commands(text).commandsLocations[0]])
        #expect(found.first?.note == "Declare it under `commands`, or remove the handler.")
    }

    @Test("Finds two handlers of one command, whatever their case")
    func findsTwice() throws {
        let found = try Self.diagnostics(
            FixtureManifest.command("test.one"), TestPlugin(Failing<DeclaredFailure>()), TestPlugin(ShoutedHandler()))
        #expect(found.map(\.id) == [.contractTwice])
    }

    @Test("Finds a handler in another plugin than the declared one")
    func findsOtherPlugin() throws {
        let found = try Self.diagnostics(FixtureManifest.command("test.one"), TestPlugin(Failing<DeclaredFailure>(), named: "other"))
        #expect(found.map(\.id) == [.contractPlugin])
        let text = FixtureManifest.command("test.one")
        #expect(found.first?.location == (try FixtureManifest.commands(text).commands.first?.pluginLocation))
    }

    @Test("Warns of a declared code that nothing sends")
    func warnsOfUnused() throws {
        let manifest = try FixtureManifest.commands(FixtureManifest.command("test.one", "errors: { 5: Five, 6: Six }"))
        let found = ContractCheck.diagnostics(manifest, file: "test.yaml", plugins: [TestPlugin(Failing<DeclaredFailure>())])
        #expect(found.map(\.id) == [.contractUnused])
        #expect(found.first?.severity == .warning)
        #expect(found.first?.message.contains("6") == true)
    }
}
