// SPDX-License-Identifier: Apache-2.0

package import CommandManifest

/// What `check --explain` says about the ids of the contract between a manifest and its handlers.
package enum ContractPages {
    /// A page for each id.
    package static let all = handlers + parameters + failures

    private static let handlers: [DiagnosticPage] = [
        DiagnosticPage(
            .contractUnbound, "A declared command has no handler.",
            because: """
                Callers would be told that it is not installed (100002). `--unbound answer` lets a server start all the same, for what is
                declared first and written later.
                """,
            wrong: .contract("plugin: tags", isCommandMarked: true, handler: "let commands: [any Command] = []"),
            right: .contract("plugin: tags", handler: "let commands: [any Command] = [CreateTag()]")),
        DiagnosticPage(
            .contractUndeclared, "A handler's command is not declared.",
            because: "Nobody can call it. The diagnostic stands at the declaration that may be meant, else at `commands`.",
            wrong: .contract("plugin: tags", isCommandMarked: true, handler: #"static let name: CommandName = "tag.creat""#),
            right: .contract("plugin: tags", handler: #"static let name: CommandName = "tag.create""#)),
        DiagnosticPage(
            .contractTwice, "A command has two handlers.",
            because: "Only one of them could run, and the order of plugins would decide which.",
            wrong: .contract("plugin: tags", isCommandMarked: true, handler: "let commands: [any Command] = [CreateTag(), CreateTag()]"),
            right: .contract("plugin: tags", handler: "let commands: [any Command] = [CreateTag()]")),
        DiagnosticPage(
            .contractPlugin, "A command's handler is in another plugin than the declaration says.",
            because: "Whoever looks for it looks in the wrong place, and a team answers for what another one wrote.",
            wrong: .contract("plugin: ▸labels", handler: #"let name = "tags""#),
            right: .contract("plugin: tags", handler: #"let name = "tags""#)),
    ]

    private static let colored = "struct Parameters: Decodable {\n    var tag: String\n    var color: String?\n}"

    private static let parameters: [DiagnosticPage] = [
        DiagnosticPage(
            .contractParameter, "A handler's `Parameters` has a property that is not declared.",
            because: """
                No caller could ever send it. Properties are matched to declared names ignoring case, so `tagID` is `TagID`; an alias is for
                callers and not matched.
                """,
            wrong: .contract(
                "parameters:\n  Tag: { type: string, required: 1 }", isCommandMarked: true,
                handler: colored),
            right: .contract(
                "parameters:\n  Tag: { type: string, required: 1 }\n  Color: { type: string }",
                handler: colored)),
        DiagnosticPage(
            .contractUntaken, "A handler does not take a declared parameter.",
            because: "Callers send it, it is checked, and nothing comes of it.",
            wrong: .contract(
                "parameters:\n  Tag: { type: string, required: 1 }\n  ▸Color: { type: string }",
                handler: "struct Parameters: Decodable { var tag: String }"),
            right: .contract(
                "parameters:\n  Tag: { type: string, required: 1 }\n  Color: { type: string }",
                handler: colored)),
        DiagnosticPage(
            .contractOptional, "A property is not optional, though its parameter may be absent.",
            because: "A call without it would pass every check and fail before the handler runs.",
            wrong: .contract(
                "parameters:\n  ▸Tag: { type: string }", handler: "struct Parameters: Decodable { var tag: String }"),
            right: .contract(
                "parameters:\n  Tag: { type: string, required: 1 }", handler: "struct Parameters: Decodable { var tag: String }")),
        DiagnosticPage(
            .contractKind, "A property is of another kind than its parameter.",
            because:
                "A value that the declaration lets through could not be given to the handler. docs/manifest.md lists each type's kind.",
            wrong: .contract(
                "parameters:\n  ▸Count: { type: number, required: 1 }", handler: "struct Parameters: Decodable { var count: Int }"),
            right: .contract(
                "parameters:\n  Count: { type: integer, required: 1 }", handler: "struct Parameters: Decodable { var count: Int }")),
        DiagnosticPage(
            .contractProbe, "What a handler's `Parameters` takes cannot be found out.",
            because: """
                It is found by letting `Parameters` decode from samples. An enum of texts must list its cases, and a type that refuses some
                texts must offer one that it takes.
                """,
            wrong: .contract(
                "parameters:\n  Color: { type: string, required: 1, oneOf: [red, blue] }", isCommandMarked: true,
                handler: "enum Color: String, Decodable { case red, blue }"),
            right: .contract(
                "parameters:\n  Color: { type: string, required: 1, oneOf: [red, blue] }",
                handler: "enum Color: String, Decodable, CaseIterable { case red, blue }")),
    ]

    private static let failures: [DiagnosticPage] = [
        DiagnosticPage(
            .contractFailure, "A handler can fail with a code that is not declared.",
            because: "There is no text for it, so callers would be told of an unexpected fault (100005) instead.",
            wrong: .contract(
                "errors: { 1: The tag is missing }", isCommandMarked: true, handler: "enum Failure: Int, FailureCode { case exists = 2 }"),
            right: .contract("errors: { 2: The tag is taken }", handler: "enum Failure: Int, FailureCode { case exists = 2 }")),
        DiagnosticPage(
            .contractReserved, "A handler can fail with a code that is reserved.",
            because: "Codes under `reserved` are never sent: they are kept for what old callers knew, or what is to come.",
            wrong: .contract(
                "errors: { 2: The tag is taken }\nreserved: [2]", isCommandMarked: true,
                handler: "enum Failure: Int, FailureCode { case exists = 2 }"),
            right: .contract("errors: { 2: The tag is taken }", handler: "enum Failure: Int, FailureCode { case exists = 2 }")),
        DiagnosticPage(
            .contractUnused, "Nothing sends a declared code.",
            because: "Callers prepare for an answer that never comes; or a check was forgotten that should send it.",
            wrong: .contract(
                "errors:\n  2: The tag is taken\n  ▸3: The tag is too old", handler: "enum Failure: Int, FailureCode { case exists = 2 }"),
            right: .contract("errors:\n  2: The tag is taken", handler: "enum Failure: Int, FailureCode { case exists = 2 }")),
        DiagnosticPage(
            .contractReply, "A handler's `Reply` is not as `returns` declares it.",
            because: """
                Callers, documents and tests go by `returns`, so what it does not name would be missed, or be a surprise. It is seen of a `Reply`
                that is `Codable`; of one that is `Encodable` alone nothing is known before it runs, and tests have to tell.
                """,
            wrong: .contract(
                "returns:\n  ▸TagIDs: { type: idList }", handler: "struct Reply: Codable { var tagID: Int }"),
            right: .contract("returns:\n  TagID: { type: id }", handler: "struct Reply: Codable { var tagID: Int }")),
    ]
}
