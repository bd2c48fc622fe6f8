// SPDX-License-Identifier: Apache-2.0

extension DiagnosticPage {
    /// About the fields of replies.
    static let replies: [DiagnosticPage] = [
        DiagnosticPage(
            .fieldNameInvalid, "A field's name is not letters, digits and underscores.",
            because: "Fields are matched to a handler's properties, and become names in generated clients.",
            wrong: .command("returns:\n  ▸Tag-ID: { type: id }"), right: .command("returns:\n  TagID: { type: id }")),
        DiagnosticPage(
            .fieldNameDuplicate, "Two fields have one name.",
            because:
                "A handler's properties are matched ignoring case, so names that differ in nothing else are one. Both places are shown.",
            wrong: .command("returns:\n  TagID: { type: id }\n  ▸tagID: { type: id }"),
            right: .command("returns:\n  TagID: { type: id }\n  ListID: { type: id }")),
        DiagnosticPage(
            .fieldNameReserved, "The router writes this field itself.",
            because: "`Success`, `ErrorCode` and `Errors` say how the call went; a handler's field would contradict them.",
            wrong: .command("returns:\n  ▸Success: { type: boolean }"), right: .command("returns:\n  Saved: { type: boolean }")),
        DiagnosticPage(
            .fieldValueInvalid, "A field's one text breaks its own declaration.",
            because: "Every reply has this text, so every reply would be wrong.",
            wrong: .command("returns:\n  Word: { type: string, maxLength: 2, value: ▸done }"),
            right: .command("returns:\n  Word: { type: string, maxLength: 4, value: done }")),
    ]

    /// About examples.
    static let examples: [DiagnosticPage] = [
        DiagnosticPage(
            .exampleOutcome, "An example has neither a reply nor a refusal, or both.",
            because: "It shows one call with what it is answered.",
            wrong: .command("examples:\n  - ▸request: {}"), right: .command("examples:\n  - request: {}\n    reply: {}")),
        DiagnosticPage(
            .exampleRequestInvalid, "An example shows a request that its own command would refuse.",
            because: "Readers copy examples. Credentials and the command's name are left out, since they are the same everywhere.",
            wrong: .command("parameters:\n  TagID: { type: id, required: 1 }\nexamples:\n  - request: { TagID: ▸none }\n    reply: {}"),
            right: .command("parameters:\n  TagID: { type: id, required: 1 }\nexamples:\n  - request: { TagID: 5 }\n    reply: {}")),
        DiagnosticPage(
            .exampleReplyInvalid, "An example shows a reply that breaks `returns`.",
            because: "Callers would be shown what they never get. `Success` and `ErrorCode` are left out.",
            wrong: .command("returns: { TagID: { type: id } }\nexamples:\n  - request: {}\n    reply: { TagID: ▸'5' }"),
            right: .command("returns: { TagID: { type: id } }\nexamples:\n  - request: {}\n    reply: { TagID: 5 }")),
        DiagnosticPage(
            .exampleRefusalInvalid, "An example shows a refusal that its request would not get.",
            because: """
                The codes of missing parameters are sent as an array, since several may be missing; the others alone, unless their entry says
                `shape: array`.
                """,
            wrong: .command(
                "parameters:\n  Tag: { type: string, required: 1 }\nexamples:\n  - request: {}\n    refusal: { ErrorCode: ▸1 }"),
            right: .command(
                "parameters:\n  Tag: { type: string, required: 1 }\nexamples:\n  - request: {}\n    refusal: { ErrorCode: [1] }")),
    ]
}
