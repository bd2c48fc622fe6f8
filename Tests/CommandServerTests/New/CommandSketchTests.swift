// SPDX-License-Identifier: Apache-2.0

import CommandManifest
import Testing

@testable import CommandServer

@Suite("A command that is to be") struct CommandSketchTests {
    @Test(
        "Has a type and effects by its name",
        arguments: [
            ("loan.extend", "ExtendLoan", .write), ("loans.get", "GetLoans", .read), ("ping", "Ping", .write),
            ("branch.loan.removeAll", "RemoveAllBranchLoan", .destroy),
        ] as [(String, String, CommandDeclaration.Effects)])
    func names(name: String, type: String, effects: CommandDeclaration.Effects) throws {
        let sketch = try CommandSketch(name, parameters: [], summary: nil, effects: nil)
        #expect((sketch.typeName, sketch.effects) == (type, effects))
    }

    @Test(
        "Is refused under a name that no command has", arguments: ["", ".", "a..b", "a.", "1.b", "a b", "a/b", "ä.b", "a.b:c", "../a"])
    func refusesNames(name: String) {
        #expect(throws: CommandLineFailure.self) { try CommandSketch(name, parameters: [], summary: nil, effects: nil) }
    }

    @Test(
        "Has properties that the declared names match",
        arguments: [
            ("LoanID", "loanID"), ("Card", "card"), ("APIKey", "apiKey"), ("URL", "url"), ("Date_From", "date_From"), ("Where", "`where`"),
            ("x", "x"),
        ])
    func properties(name: String, property: String) throws {
        #expect(try ParameterSketch("\(name):string").property == property)
    }

    @Test(
        "Is refused with a parameter that cannot be read",
        arguments: ["Name", "Name:text", "Name:object", ":string", "1:string", "a b:string", "Name:string!", "Name:"])
    func refusesParameters(parameter: String) {
        #expect(throws: CommandLineFailure.self) { try ParameterSketch(parameter) }
    }

    @Test("Is refused with a parameter given twice, an odd effect, or a summary of two lines")
    func refusesOthers() {
        #expect(throws: CommandLineFailure.self) {
            try CommandSketch("a.b", parameters: ["Name:id", "NAME:string"], summary: nil, effects: nil)
        }
        #expect(throws: CommandLineFailure.self) { try CommandSketch("a.b", parameters: [], summary: nil, effects: "writes") }
        #expect(throws: CommandLineFailure.self) { try CommandSketch("a.b", parameters: [], summary: "a\nb", effects: nil) }
    }

    @Test("Has a valid sample of each type", arguments: ValueDeclaration.Kind.allCases.filter { !$0.isComposite })
    func samples(kind: ValueDeclaration.Kind) throws {
        let sketch = try CommandSketch(
            "a.b", parameters: ["Required:\(kind.rawValue)", "Optional:\(kind.rawValue)?"], summary: "Say: \"yes\" # all", effects: nil)
        let given = CommandSketch.Surroundings(
            plugin: "p", access: ["    access: [user]"], permissions: ["    permissions: []"], groups: [])
        let text = ["manifest: 1", "commands:"] + sketch.declaration(given, indent: "  ", step: "  ")
        let read = ManifestReader().read(text: Array(text.joined(separator: "\n").utf8), name: "commands.yaml")
        #expect(read.diagnostics.map(\.message) == [])
        let command = try #require(read.manifest?.commands.first)
        #expect(command.summary == "Say: \"yes\" # all")
        #expect(command.parameters.map { $0.required != nil } == [true, false])
        #expect(command.errors.map(\.code) == [1, 2, 3])
    }
}
