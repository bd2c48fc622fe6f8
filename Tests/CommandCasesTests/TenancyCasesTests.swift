// SPDX-License-Identifier: Apache-2.0

import CommandCases
import CommandManifest
import Synchronization
import Testing

@Suite struct TenancyCasesTests {
    private static let manifest = """
        manifest: 1
        permissions: {}
        errors: { 99998: Who is calling, 99999: Not allowed, 100006: Invalid }
        groups: { key: { Key: { type: string, role: key, secret: true, summary: Key } } }
        commands:
          note.add:
            summary: Add a note
            plugin: notes
            access: [user]
            permissions: []
            effects: write
            surfaces: [api]
            groups: [key]
            parameters: { Text: { type: string, required: 1, summary: What it says } }
            errors: { 1: No text, 2: It is there already }
            returns: { NoteID: { type: id } }
            examples: [{ request: { Text: milk }, reply: { NoteID: 1 } }]
          note.read:
            summary: Read a note
            plugin: notes
            access: [user]
            permissions: []
            effects: read
            surfaces: [api]
            groups: [key]
            parameters: { NoteID: { type: id, required: 1, summary: Which } }
            errors: { 1: Not found }
            returns: { Text: { type: string } }
            examples: [{ request: { NoteID: 1 }, reply: { Text: milk } }]
        """

    /// What a board of notes gets wrong.
    enum Fault: CaseIterable { case none, tells, shows, refusesAll }

    /// Notes of two accounts, answered as a gateway would.
    private final class Board: Sendable {
        private let fault: Fault
        private let notes = Mutex<[(owner: String, text: String)]>([])

        init(_ fault: Fault) { self.fault = fault }

        func answer(_ request: CaseRequest) -> PlacedAnswer {
            guard let call = ManifestValue(json: String(decoding: request.body, as: UTF8.self)), case .string(let key)? = call.member("Key")
            else { return answer(#"{"Success":false,"ErrorCode":99998}"#) }
            return notes.withLock { notes in
                if case .string(let text)? = call.member("Text") {
                    if fault == .refusesAll || notes.contains(where: { $0 == (key, text) }) {
                        return answer(#"{"Success":false,"ErrorCode":2}"#)
                    }
                    notes.append((key, text))
                    return answer(#"{"Success":true,"ErrorCode":0,"NoteID":\#(notes.count)}"#)
                }
                guard case .integer(let id)? = call.member("NoteID"), notes.indices.contains(id - 1) else {
                    return answer(#"{"Success":false,"ErrorCode":1}"#)
                }
                let note = notes[id - 1]
                if note.owner == key || fault == .shows { return answer(#"{"Success":true,"ErrorCode":0,"Text":"\#(note.text)"}"#) }
                return answer(#"{"Success":false,"ErrorCode":\#(fault == .tells ? 2 : 1)}"#)
            }
        }

        private func answer(_ text: String) -> PlacedAnswer { PlacedAnswer(status: 200, headers: [], body: Array(text.utf8)) }
    }

    @Test(arguments: Fault.allCases) func `Objects are made by commands that return their ids, and only another's must be as absent`(
        fault: Fault
    ) async throws {
        let (suite, board) = (CaseSuite(try CaseGeneratorTests.read(Self.manifest)), Board(fault))
        var results: [CaseSuite.Result] = []
        try await TenancyCases(suite) { board.answer($0) }.run(
            caller: .init(.user(without: nil), key: "ann", known: OwnedIDs()),
            owner: .init(.user(without: nil), key: "bob", known: OwnedIDs()), obstacle: { _ in nil }
        ) { results.append($0) }
        #expect(results.map(\.name) == ["note.read/NoteID/another-account@api"])
        #expect((results.first?.failure != nil) == (fault == .tells || fault == .shows))
        #expect(results.first?.failure?.differences.first?.contains("told from an absent one") ?? true)
        let isSkipped = results.first?.skipReason?.contains(#"note.add made nothing: {"Success":false,"ErrorCode":2}"#) ?? false
        #expect(isSkipped == (fault == .refusesAll))
    }
}
