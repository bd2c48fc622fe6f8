// SPDX-License-Identifier: Apache-2.0

import CommandKit

/// Commands about notes that accounts own, with a fault where a test wants one.
struct NoteBoard: CommandPlugin {
    /// What is wrong with it.
    enum Fault: Sendable {
        case none
        /// Another account's note is answered otherwise than an absent one.
        case tells
        /// Another account's note is removed like one's own.
        case removes
    }

    let name = "notes"
    let commands: [any Command]

    init(_ fault: Fault = .none) {
        let notes = Notes()
        commands = [AddNote(notes: notes), ReadNote(notes: notes, fault: fault), RemoveNotes(notes: notes, fault: fault)]
    }

    static let manifest = """
        manifest: 1
        errors:
          99998: Authentication failure
          99999: Not enough privileges
        permissions:
          Notes: Read and remove notes
        groups:
          call:
            Command: { type: string, role: command, summary: The command }
            APIKey: { type: string, role: key, secret: true, summary: A key }
        commands:
          note.add:
            summary: Add a note
            plugin: notes
            access: [user]
            permissions: []
            effects: write
            groups: [call]
            parameters:
              Text: { type: string, required: 1, summary: What it says }
            errors:
              1: Missing required parameter (Text)
            returns:
              NoteID: { type: id }
          note.read:
            summary: Read a note
            plugin: notes
            access: [user]
            permissions: [Notes]
            effects: read
            groups: [call]
            parameters:
              Where:
                type: object
                required: 1
                summary: Which note
                members:
                  NoteID: { type: id, required: 1, summary: ID of the note }
            errors:
              1: Missing required parameter (Where)
              2: { text: "Not found" }
              3: { text: "Not yours" }
            returns:
              Text: { type: string }
            examples:
              - request: { Where: { NoteID: 1 } }
                reply: { Text: a }
          notes.remove:
            summary: Remove notes
            plugin: notes
            access: [user]
            permissions: [Notes]
            effects: destroy
            groups: [call]
            parameters:
              Notes: { type: idList, required: 1, summary: IDs of the notes }
            errors:
              1: Missing required parameter (Notes)
            returns: {}
            examples:
              - request: { Notes: "1,2" }
                reply: {}
        """
}

/// Notes by their ids.
private actor Notes {
    struct Note {
        var text: String
        var owner: Int
    }
    private var notes: [Int: Note] = [:]

    func add(_ text: String, owner: Int) -> Int {
        notes[notes.count + 1] = Note(text: text, owner: owner)
        return notes.count
    }
    func note(_ id: Int) -> Note? { notes[id] }
    func blank(_ id: Int) { notes[id]?.owner = 0 }
}

private struct AddNote: Command {
    static let name: CommandName = "note.add"
    struct Parameters: Decodable { var text: String }
    struct Reply: Encodable { var noteID: Int }
    let notes: Notes

    func run(_ parameters: Parameters, in context: CommandContext) async throws -> Reply {
        Reply(noteID: await notes.add(parameters.text, owner: context.principal.accountID))
    }
}

private struct ReadNote: Command {
    static let name: CommandName = "note.read"
    struct Parameters: Decodable {
        struct Place: Decodable { var noteID: Int }
        var `where`: Place
    }
    struct Reply: Encodable { var text: String }
    enum Failure: Int, FailureCode { case notFound = 2, notYours = 3 }
    let notes: Notes
    let fault: NoteBoard.Fault

    func run(_ parameters: Parameters, in context: CommandContext) async throws -> Reply {
        guard let note = await notes.note(parameters.where.noteID) else { throw Failure.notFound }
        guard note.owner == context.principal.accountID else { throw fault == .tells ? Failure.notYours : .notFound }
        return Reply(text: note.text)
    }
}

private struct RemoveNotes: Command {
    static let name: CommandName = "notes.remove"
    struct Parameters: Decodable { var notes: [Int] }
    let notes: Notes
    let fault: NoteBoard.Fault

    func run(_ parameters: Parameters, in context: CommandContext) async throws -> NoReply {
        for id in parameters.notes {
            guard let note = await notes.note(id), fault == .removes || note.owner == context.principal.accountID else { continue }
            await notes.blank(id)
        }
        return NoReply()
    }
}
