// SPDX-License-Identifier: Apache-2.0

extension DiagnosticPage {
    /// About parameters, the members of objects, and types.
    static let parameters: [DiagnosticPage] = [
        DiagnosticPage(
            .parameterNameInvalid, "A name is not letters, digits and underscores.",
            because: "Names are matched to a handler's properties and stand in forms, paths of rules and generated clients.",
            wrong: .command("parameters:\n  ▸Tag-Name: { type: string }"), right: .command("parameters:\n  TagName: { type: string }")),
        DiagnosticPage(
            .parameterNameDuplicate, "Two parameters, or members, have one name.",
            because:
                "Callers may write a name in any case, so names that differ in nothing else are one; aliases count. Both places are shown.",
            wrong: .command("parameters:\n  Tag: { type: string }\n  Name: { type: string, aliases: [▸tag] }"),
            right: .command("parameters:\n  Tag: { type: string }\n  Name: { type: string, aliases: [Label] }")),
        DiagnosticPage(
            .parameterRoleInvalid, "A role does not fit, or two parameters have it.",
            because:
                "A parameter with a role is read by the router itself: the command's name, a credential, the reply's format. It is a text.",
            wrong: .command("parameters:\n  APIKey: { type: id, role: ▸key }"),
            right: .command("parameters:\n  APIKey: { type: string, role: key }")),
        DiagnosticPage(
            .parameterDefaultInvalid, "A default breaks its own declaration.",
            because: "Every call without the parameter would be refused for a value that its caller never sent.",
            wrong: .command("parameters:\n  Count: { type: integer, maximum: 100, default: ▸250 }"),
            right: .command("parameters:\n  Count: { type: integer, maximum: 100, default: 25 }")),
        DiagnosticPage(
            .parameterDefaultRequired, "A required parameter has a default.",
            because: "Without it the call is refused, so the default is never used.",
            wrong: .command("parameters:\n  Count: { type: integer, required: 1, default: ▸25 }"),
            right: .command("parameters:\n  Count: { type: integer, default: 25 }")),
        DiagnosticPage(
            .typeUnknown, "The language does not have this type.",
            because: "The types are listed in docs/manifest.md. A limit narrows one of them: `minimum`, `maxLength`, `pattern`, `oneOf`.",
            wrong: .command("parameters:\n  Tag: { type: ▸text }"), right: .command("parameters:\n  Tag: { type: string }")),
        DiagnosticPage(
            .typeUnion, "A union cannot be told apart.",
            because: "Forms and texts carry objects and arrays alike, so a union has at most one of the two.",
            wrong: .command("parameters:\n  Tags: { type: ▸[object, array] }"),
            right: .command("parameters:\n  Tags: { type: [string, array] }")),
    ]

    /// About limits.
    static let limits: [DiagnosticPage] = [
        DiagnosticPage(
            .limitMisplaced, "A limit does not fit the type.",
            because: "It would limit nothing. Lengths are of texts, `minimum` and `maximum` of numbers, items of arrays.",
            wrong: .command("parameters:\n  Tag: { type: string, ▸maximum: 50 }"),
            right: .command("parameters:\n  Tag: { type: string, maxLength: 50 }")),
        DiagnosticPage(
            .limitContradiction, "No value can satisfy the limits.",
            because: "Every call that sends the parameter would be refused.",
            wrong: .command("parameters:\n  Tag: { type: string, minLength: 9, ▸maxLength: 3 }"),
            right: .command("parameters:\n  Tag: { type: string, minLength: 3, maxLength: 9 }")),
        DiagnosticPage(
            .patternInvalid, "A pattern cannot be read.",
            because: """
                The language of patterns is small, so that matching takes no longer than the text is long: no anchors (the whole text
                is matched anyway), no look-around, no back-references, and no more than 64 places, of which a count has many.
                """,
            wrong: .command("parameters:\n  Code:\n    type: string\n    pattern: ▸^A{3}"),
            right: .command("parameters:\n  Code:\n    type: string\n    pattern: A{3}")),
    ]
}
