// SPDX-License-Identifier: Apache-2.0

extension DiagnosticPage {
    /// About keys and the kinds of their values.
    static let keys: [DiagnosticPage] = [
        DiagnosticPage(
            .manifestVersion, "The file is no manifest of a version that is known here.",
            because: """
                `manifest: 1` says which language the file is in. A later version may give words another meaning, so another number is not
                read as this one.
                """,
            wrong: .file("manifest: ▸2\ncommands: {}"), right: .file("manifest: 1\ncommands: {}")),
        DiagnosticPage(
            .keyUnknown, "The language does not have this key in this place.",
            because: """
                The language is closed, so that a misspelt key is not passed over: a `maxlength` that limits nothing would be found by the
                first caller who sends too much. Keys are exact, in case too.
                """,
            wrong: .command("parameters:\n  Tag: { type: string, ▸maxlength: 50 }"),
            right: .command("parameters:\n  Tag: { type: string, maxLength: 50 }")),
        DiagnosticPage(
            .keyMissing, "A key that must be there is not.",
            because: """
                Some things have no safe default: who may call a command, what it changes, which plugin handles it. They are written even
                where they say nothing, as in `permissions: []`.
                """,
            wrong: .file(
                """
                manifest: 1
                commands:
                  ▸tag.create:
                    summary: Create a tag
                    plugin: tags
                    permissions: []
                    effects: write
                    returns: {}
                """),
            right: .command("access: [user]")),
        DiagnosticPage(
            .keyMisplaced, "A key says nothing about a value of this type, or in this place.",
            because: "It would have no effect, and whoever wrote it meant one.",
            wrong: .command("parameters:\n  Count: { type: integer, ▸trim: true }"),
            right: .command("parameters:\n  Count: { type: integer }")),
        DiagnosticPage(
            .valueKind, "A value is of another kind than is due here, such as a text where a list is.",
            because: "A list of one is written as a list too, so that everybody sees that there may be more.",
            wrong: .command("access: ▸user"), right: .command("access: [user]")),
        DiagnosticPage(
            .valueChoice, "A word is not one of those that are known here.",
            because: "Each of them decides what the router does; one that it does not know would decide nothing.",
            wrong: .command("effects: ▸writes"), right: .command("effects: write")),
        DiagnosticPage(
            .valueRange, "A number is out of its range.",
            because: "A length is not negative, and a code that is sent is at least 1: 0 means success.",
            wrong: .command("parameters:\n  Tag: { type: string, maxLength: ▸-1 }"),
            right: .command("parameters:\n  Tag: { type: string, maxLength: 50 }")),
        DiagnosticPage(
            .valueEmpty, "A list or text is empty that must not be.",
            because: "An empty list of callers admits nobody, an empty `oneOf` lets no value through, an empty text explains nothing.",
            wrong: .command("surfaces: ▸[]"), right: .command("surfaces: [api, v1]")),
        DiagnosticPage(
            .valueMultiline, "A text has several lines where one is due.",
            because: "It is shown in lists and tables, and may reach a header, where a line break would begin another field.",
            wrong: .command("summary: ▸|\n  Create a tag\n  of any name"), right: .command("summary: >-\n  Create a tag\n  of any name")),
        DiagnosticPage(
            .valueDuplicate, "A list has something twice.",
            because: "Once is enough; the second is likely to have been meant as something else.",
            wrong: .command("surfaces: [api, ▸api]"), right: .command("surfaces: [api, rpc]")),
    ]
}
