// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandManifest
import CommandRouter
import Testing

/// What a team does wrong in its first week: found at its line, with what to do.
@Suite("Typical mistakes")
struct TypicalMistakesTests {
    private static let manifest = """
        manifest: 1
        permissions:
          Loans.Change: Lend books and take them back
        commands:
          loan.create:
            summary: Lend a book
            plugin: loans
            access: [user]
            permissions: [Loans.Change]
            effects: write
            parameters:
              BookID: { type: id, required: 1, invalid: 2 }
              Kind:
                type: string
                oneOf: [Home, Reading room]
              Days: { type: integer, minimum: 1, maximum: 60, default: 14 }
              Until: { type: date }
            rules:
              - id: home-needs-days
                when: { Kind: Home }
                requires: [Until]
                code: 3
            errors:
              1: Missing required parameter (BookID)
              2: There is no such book
              3: A loan for home needs a date
            returns: { LoanID: { type: id } }

        """

    /// One mistake: what is written in the place of what, where it is told and how.
    struct Mistake: Sendable, CustomTestStringConvertible {
        let name: String
        let right: String
        let wrong: String
        let told: String
        var testDescription: String { name }

        init(_ name: String, _ right: String, _ wrong: String, _ told: String) {
            (self.name, self.right, self.wrong, self.told) = (name, right, wrong, told)
        }
    }

    static let mistakes = [
        Mistake(
            "a tab indents", "    summary: Lend", "\tsummary: Lend",
            "6:1: A tab stands where only spaces may indent. [yaml.syntax] Indent with spaces, two for each level."),
        Mistake(
            "a misspelt key", "    effects: write", "    efects: write",
            "10:5: A command has no key `efects`. [key.unknown] Did you mean `effects`?"),
        Mistake(
            "a parameter at the wrong indentation", "      Until: { type: date }", "    Until: { type: date }",
            "17:5: A command has no key `Until`. [key.unknown] `Until` looks like a parameter; indent it below `parameters`."),
        Mistake(
            "a parameter's key at the wrong indentation", "        type: string\n        oneOf", "      type: string\n      oneOf",
            "14:7: A parameter must be a mapping. [value.kind] `type` is a key of a parameter; indent it below the name that it belongs to."
        ),
        Mistake(
            "a code that is not listed", "invalid: 2 }", "invalid: 4 }",
            "12:49: Code 4 is used here, and `loan.create` does not list it. [code.undeclared] "
                + "List it under the command's `errors`, or use one that is: 1, 2, 3."),
        Mistake(
            "a handler's field that the manifest does not have", "      Days: {", "      Day: {",
            "16:7: The handler's `Parameters` of `loan.create` has `days`, which is not declared. [contract.parameter.undeclared] "
                + "Did you mean `Day`? Write one name in both places."),
        Mistake(
            "a parameter that the handler takes and nobody declares",
            "      Days: { type: integer, minimum: 1, maximum: 60, default: 14 }\n", "",
            "5:3: The handler's `Parameters` of `loan.create` has `days`, which is not declared. [contract.parameter.undeclared] "
                + "Declare it under `parameters`, or remove the property."),
        Mistake(
            "another name than the handler's", "  loan.create:", "  loan.start:",
            "5:3: The plugin `loans` handles `loan.create`, which is not declared. [contract.undeclared] "
                + "`loan.start` of this plugin has no handler: if that is meant, write one name in both places."),
        Mistake(
            "a misspelt field of the reply", "LoanID: { type: id }", "LoanId1: { type: id }",
            "27:16: The handler's `Reply` of `loan.create` has `loanID`, which `returns` does not declare. [contract.reply] "
                + "Did you mean `LoanId1`? Write one name in both places."),
        Mistake(
            "another type of the reply's field", "LoanID: { type: id }", "LoanID: { type: string }",
            "27:16: The handler of `loan.create` gives `LoanID` as a whole number (Int), which does not fit its type. [contract.reply] "
                + "Give it as `String`, or change its type."),
        Mistake(
            "a field that the handler does not reply", "LoanID: { type: id } }", "LoanID: { type: id }, Due: { type: date } }",
            "27:38: The handler's `Reply` of `loan.create` has no `Due`. [contract.reply] "
                + "Add the property, write `optional: true`, or take the field out."),
        Mistake(
            "a misspelt plugin", "    plugin: loans", "    plugin: loan",
            "7:13: `loan.create` is declared for the plugin `loan`, and handled by `loans`. [contract.plugin] "
                + "Write `plugin: loans`, or move the handler."),
        Mistake(
            "a choice that the handler's enum has not", "[Home, Reading room]", "[Home, Reading room, Garden]",
            "15:9: The handler of `loan.create` takes `Kind` as an enum of Home, Reading room, which does not fit its type. "
                + "[contract.parameter.kind] Add a case for `Garden`, or take it out of `oneOf`."),
        Mistake(
            "another type than the handler's", "BookID: { type: id", "BookID: { type: string",
            "12:7: The handler of `loan.create` takes `BookID` as a whole number (Int), which does not fit its type. "
                + "[contract.parameter.kind] Take it as `String`, or change its type."),
        Mistake(
            "a permission that is not declared", "permissions: [Loans.Change]", "permissions: [Loan.Change]",
            "9:19: The permission `Loan.Change` is not declared. [permission.undeclared] Did you mean `Loans.Change`?"),
        Mistake(
            "a rule about a parameter that is not there", "requires: [Until]", "requires: [Untill]",
            "21:20: The command has no parameter `Untill`. [rule.parameter.unknown] Did you mean `Until`?"),
        Mistake(
            "a wrong word for a type", "Until: { type: date }", "Until: { type: timestamp }",
            "17:22: There is no type `timestamp`. [type.unknown] Did you mean `datetime`?"),
        Mistake(
            "a command twice", "    returns: { LoanID: { type: id } }\n",
            "    returns: { LoanID: { type: id } }\n  Loan.Create: { summary: a, plugin: loans, access: [user], permissions: [], effects: write, returns: {} }\n",
            "28:3: The command `Loan.Create` is declared a second time; names that differ only in case are one. [command.name.duplicate] "
                + "Rename one of the two or take it out."),
        Mistake(
            "a default that breaks its limit", "default: 14", "default: 90",
            "16:64: The default `90` breaks `maximum: 60`. [parameter.default.invalid] Mend the default, or the declaration beside it."),
    ]

    @Test("Are found at their line, with what to do", arguments: mistakes)
    func found(mistake: Mistake) throws {
        let text = Self.manifest.replacing(mistake.right, with: mistake.wrong)
        #expect(text != Self.manifest)
        #expect(check(text) == [mistake.told])
    }

    @Test("Are not there in the manifest that they were made of")
    func none() {
        #expect(check(Self.manifest) == [])
    }

    /// What `check` tells, each as one line.
    private func check(_ text: String) -> [String] {
        let (manifest, diagnostics) = ManifestReader().read(text: Array(text.utf8), name: "commands.yaml")
        let contract = manifest.map { ContractCheck.diagnostics($0, file: "commands.yaml", plugins: [LoansPlugin()]) } ?? []
        return (diagnostics + contract).map { "\($0.location.line):\($0.location.column): \($0.message) [\($0.id)] \($0.note ?? "")" }
    }
}

private struct LoansPlugin: CommandPlugin {
    let name = "loans"
    let commands: [any Command] = [CreateLoan()]
}

private struct CreateLoan: Command {
    static let name: CommandName = "loan.create"
    struct Parameters: Decodable {
        var bookID: Int
        enum Kind: String, Decodable, CaseIterable { case home = "Home", readingRoom = "Reading room" }
        var kind: Kind?
        var days: Int
        var until: String?
    }
    struct Reply: Codable { var loanID: Int }
    enum Failure: Int, FailureCode { case none = 2 }

    func run(_ parameters: Parameters, in context: CommandContext) async throws -> Reply { Reply(loanID: 1) }
}
