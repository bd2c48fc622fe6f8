// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import CommandServer

@Suite("A plugin's file") struct PluginSourceTests {
    private static func plugin(_ list: String) -> String {
        "struct TagsPlugin: Sendable, CommandPlugin {\n    let name = \"tags\"\n    \(list)\n}\n"
    }

    static let lists: [(String, String)] = [
        ("let commands: [any Command] = []", "let commands: [any Command] = [New()]"),
        ("let commands: [any Command] = [A()]", "let commands: [any Command] = [A(), New()]"),
        (
            "var commands: [any Command] { [A(x: x), B(x: x, y: 1)] }",
            "var commands: [any Command] { [A(x: x), B(x: x, y: 1), New(x: x, y: 1)] }"
        ),
        ("var commands: [any Command] { return [A()] }", "var commands: [any Command] { return [A(), New()] }"),
        (
            "let commands: [any Command]\n    init() {\n        commands = [\n            A(), B(f: [1]),  // ]\n        ]\n    }",
            "let commands: [any Command]\n    init() {\n        commands = [\n            A(), B(f: [1]),  // ]\n"
                + "            New(f: [1]),\n        ]\n    }"
        ),
        (
            "// commands = [X()]\n    let note = \"commands = [\"\n    let commands: [any Command] = [\n        A(\"\\(1)]\")\n    ]",
            "// commands = [X()]\n    let note = \"commands = [\"\n    let commands: [any Command] = [\n        A(\"\\(1)]\"),\n"
                + "        New(\"\\(1)]\"),\n    ]"
        ),
    ]

    @Test("Gets one entry more, made as the last one is", arguments: lists)
    func adds(list: String, expected: String) throws {
        let source = try #require(try PluginSource("TagsPlugin.swift", text: Self.plugin(list), plugin: "tags"))
        #expect(source.type == "TagsPlugin")
        #expect(source.adding("New") == Self.plugin(expected))
    }

    @Test(
        "Is refused where its list is not one of handlers' initializers",
        arguments: [
            "let commands: [any Command] = makeThem()",
            "let commands: [any Command] = [A()].shuffled().map { $0 }\n    var x: Int { commands = [B()] }",
            "let commands: [any Command] = [a, b]", "let commands: [any Command] = [A() { 1 }]",
        ])
    func refuses(list: String) {
        #expect(throws: CommandLineFailure.self) {
            try PluginSource("TagsPlugin.swift", text: Self.plugin(list), plugin: "tags")
        }
    }

    @Test("Is none where the name is another's", arguments: ["notes", "tag", ""])
    func isNone(name: String) throws {
        #expect(try PluginSource("TagsPlugin.swift", text: Self.plugin("let commands = [A()]"), plugin: name) == nil)
    }
}
