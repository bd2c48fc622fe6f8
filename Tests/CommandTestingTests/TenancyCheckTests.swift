// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandTesting
import Testing

@Suite("Another account's ids")
struct TenancyCheckTests {
    private static let ann = TenancyCaller("ann", credentials: [("APIKey", "ann")])
    private static let bob = TenancyCaller("bob", credentials: [("APIKey", "bob")])
    private static let guest = TenancyCaller("guest", credentials: [("APIKey", "guest")], mayAll: false)

    /// What the check finds at every place, each with notes of its own.
    private func faults(
        _ fault: NoteBoard.Fault = .none, manifest: String = NoteBoard.manifest, by caller: TenancyCaller = ann,
        objects name: String = "NoteID"
    ) async throws -> [String] {
        let harness = try CommandHarness(
            manifest: manifest, plugins: [NoteBoard(fault)],
            callers: [
                "ann": Principal(kind: .user, accountID: 1, permissions: .all),
                "bob": Principal(kind: .user, accountID: 2, permissions: .all),
                "guest": Principal(kind: .user, accountID: 3, permissions: .these([])),
            ])
        let declarations = try CommandDeclarations(manifest: manifest)
        let check = TenancyCheck(declarations) { await harness.respond(to: $0) }
        func note(_ key: String) async throws -> OwnedObjects {
            let reply = await harness.respond(to: .json(#"{"Command":"note.add","APIKey":"\#(key)","Text":"\#(key)"}"#))
            return OwnedObjects([name: [try #require(Int(reply.text.filter(\.isNumber).dropFirst()))]])
        }
        let theirs = try await note("bob")
        var all: [String] = []
        for place in declarations.idPlaces {
            all += try await check.faults(at: place, caller: caller, own: note("ann"), owner: Self.bob, foreign: theirs)
        }
        return all
    }

    @Test("Places are found in parameters, in lists and in members")
    func findsPlaces() throws {
        let places = try CommandDeclarations(manifest: NoteBoard.manifest).idPlaces
        #expect(places.map(\.description) == ["note.read Where.NoteID", "notes.remove Notes"])
    }

    @Test("Nothing is found where they are answered as absent ones, whatever the caller may do", arguments: [ann, guest])
    func findsNothing(caller: TenancyCaller) async throws { #expect(try await faults(by: caller) == []) }

    @Test("An answer that tells them apart is found")
    func findsTales() async throws {
        let found = try await faults(.tells)
        #expect(found.count == 1)
        #expect(found.first?.hasPrefix("note.read Where.NoteID by ann: another account's id is told from an absent one") == true)
    }

    @Test("A change of what the owner sees is found")
    func findsChanges() async throws {
        #expect(try await faults(.removes) == ["notes.remove Notes by ann: bob sees something else afterwards"])
    }

    @Test("A command without an example that can be called is told, with what to add")
    func tellsMissingExamples() async throws {
        let none = NoteBoard.manifest.replacing(
            """
                examples:
                  - request: { Notes: "1,2" }
                    reply: {}
            """, with: "")
        #expect(
            try await faults(manifest: none) == [
                "notes.remove Notes: no example shows a success: add a `request` with its `reply` to the examples of notes.remove"
            ])
    }

    @Test("A member that no example has is told, with what to add")
    func tellsMissingMembers() async throws {
        let manifest = NoteBoard.manifest.replacing(
            "NoteID: { type: id, required: 1, summary: ID of the note }",
            with: "NoteID: { type: id, summary: ID of the note }\n          Name: { type: string, summary: Its name }"
        ).replacing("Where: { NoteID: 1 }", with: "Where: { Name: a }")
        let declarations = try CommandDeclarations(manifest: manifest)
        let check = TenancyCheck(declarations, send: GoldenCaseTests.answering(#"{"Success":true}"#))
        let found = try await check.faults(
            at: try #require(declarations.idPlaces.first), caller: Self.ann, own: ["NoteID": [1]], owner: Self.bob,
            foreign: ["NoteID": [2]])
        #expect(
            found == ["note.read Where.NoteID: no example has Where.NoteID: add one with a `reply` to the examples of note.read"])
    }

    @Test("An example whose call is refused for every id is told")
    func tellsVainExamples() async throws {
        let vain = TenancyCaller("ann, as a guest", credentials: [("APIKey", "guest")])
        let found = try await faults(by: vain)
        #expect(found.count == 2)
        #expect(found.allSatisfy { $0.contains("no valid call can be made from the examples") })
    }

    @Test("An id of nothing that the accounts have is told")
    func tellsUnknownObjects() async throws {
        let found = try await faults(objects: "PageID")
        #expect(
            found == [
                "note.read Where.NoteID: nothing says what NoteID is an id of: add one to the objects of each account",
                "notes.remove Notes: nothing says what Notes is an id of: add one to the objects of each account",
            ])
    }
}
