// SPDX-License-Identifier: Apache-2.0

import CommandTesting
import Testing

@Suite("What golden files show of a manifest")
struct GoldenCoverageTests {
    static let manifest = """
        manifest: 1
        errors:
          99998: Authentication failure
          100005: Unexpected failure
        commands:
          note.create:
            summary: Create a note
            plugin: notes
            access: [user]
            permissions: []
            effects: write
            parameters:
              Text: { type: string, required: 1, summary: What it says }
            errors:
              1: Missing required parameter (Text)
              2: { text: "Too many notes" }
            reserved: [3]
            returns:
              NoteID: { type: id }
        """

    private func item(_ name: String, _ reply: String, sending command: String = "note.create") throws -> GoldenCase {
        try GoldenCase(name: name, text: "POST /api.php\n\n{\"Command\":\"\(command)\"}\n\nHTTP/1.1 200\n\n\(reply)\n")
    }

    private func whole() throws -> [GoldenCase] {
        [
            try item("note.create/success", #"{"Success":true,"ErrorCode":0,"NoteID":{{NoteID}}}"#),
            try item("note.create/missing", #"{"Success":false,"ErrorCode":[1]}"#),
            try item("note.create/many", #"{"jsonrpc":"2.0","error":{"data":{"Success":false,"ErrorCode":2}},"id":1}"#),
            try item("none/nobody", #"{"Success":false,"ErrorCode":99998}"#),
        ]
    }

    private func faults(_ cases: [GoldenCase], exempt: [Int: String] = [100_005: "a fault of ours"]) throws -> [String] {
        let coverage = GoldenCoverage(try CommandDeclarations(manifest: Self.manifest), exempt: exempt)
        return coverage.faults(of: try GoldenSuite(cases))
    }

    @Test("Nothing is missed where everything is shown; reserved codes need not be")
    func isComplete() throws { #expect(try faults(whole()) == []) }

    @Test(
        "Each file less is missed",
        arguments: [
            (0, "note.create: no golden file shows a success"),
            (1, "note.create: no golden file shows code 1, Missing required parameter (Text)"),
            (2, "note.create: no golden file shows code 2, Too many notes"),
            (3, "no golden file shows code 99998, Authentication failure"),
        ])
    func missesFiles(index: Int, fault: String) throws {
        var cases = try whole()
        cases.remove(at: index)
        #expect(try faults(cases) == [fault])
    }

    @Test("A code of no command needs a file or a reason, and not both")
    func weighsReasons() throws {
        #expect(try faults(whole(), exempt: [:]) == ["no golden file shows code 100005, Unexpected failure"])
        #expect(
            try faults(whole(), exempt: [100_005: "a fault of ours", 99_998: "nobody calls"])
                == ["a golden file shows code 99998: it need not be exempt"])
    }

    @Test("A file in the folder of a command that it does not call is told")
    func tellsStrays() throws {
        let stray = try item("note.create/stray", #"{"Success":false,"ErrorCode":2}"#, sending: "note.delete")
        #expect(try faults(whole() + [stray]) == ["note.create/stray: it does not call note.create"])
    }
}
