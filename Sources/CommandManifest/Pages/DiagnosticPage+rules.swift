// SPDX-License-Identifier: Apache-2.0

extension DiagnosticPage {
    /// The parameters of the examples.
    private static let both = "parameters:\n  Color: { type: string, oneOf: [red, blue] }\n  Shade: { type: string }\nrules:\n"

    /// About conditional rules.
    static let rules: [DiagnosticPage] = [
        DiagnosticPage(
            .ruleIDInvalid, "A rule's id is not letters, digits and hyphens.",
            because: "It is told to callers and stands in logs, metrics and the names of tests.",
            wrong: .command(both + "  - { id: ▸red_needs_shade, when: { Color: red }, requires: [Shade], code: 1 }"),
            right: .command(both + "  - { id: red-needs-shade, when: { Color: red }, requires: [Shade], code: 1 }")),
        DiagnosticPage(
            .ruleIDDuplicate, "Two rules of a command have one id.",
            because: "A caller who is told the id must know which rule is meant. Both places are shown.",
            wrong: .command(
                both + "  - { id: needs-shade, when: { Color: red }, requires: [Shade], code: 1 }\n"
                    + "  - { id: ▸needs-shade, when: { Color: blue }, requires: [Shade], code: 2 }"),
            right: .command(
                both + "  - { id: red-needs-shade, when: { Color: red }, requires: [Shade], code: 1 }\n"
                    + "  - { id: blue-needs-shade, when: { Color: blue }, requires: [Shade], code: 2 }")),
        DiagnosticPage(
            .ruleDemand, "A rule has none, or several, of `requires`, `requiresAny`, `atMostOne` and `forbids`.",
            because: "A rule demands one thing and has one code for it.",
            wrong: .command(both + "  - ▸{ id: red-needs-shade, when: { Color: red }, code: 1 }"),
            right: .command(both + "  - { id: red-needs-shade, when: { Color: red }, requires: [Shade], code: 1 }")),
        DiagnosticPage(
            .ruleParameterUnknown, "A rule speaks of a parameter that the command does not have.",
            because: "It could never apply, or never be satisfied. Parameters are named as they are declared, in case too.",
            wrong: .command(both + "  - { id: red-needs-shade, when: { Color: red }, requires: [▸Shadow], code: 1 }"),
            right: .command(both + "  - { id: red-needs-shade, when: { Color: red }, requires: [Shade], code: 1 }")),
        DiagnosticPage(
            .ruleParameterRole, "A rule speaks of a parameter that the router reads itself.",
            because:
                "Credentials and the command's name can come by another way than as parameters, so a rule about them says nothing sure.",
            wrong: .command(
                "parameters:\n  APIKey: { type: string, role: key }\n  Tag: { type: string }\n"
                    + "rules:\n  - { id: tag-needs-key, when: { Tag: vip }, requires: [▸APIKey], code: 1 }"),
            right: .command("parameters:\n  APIKey: { type: string, role: key }\n  Tag: { type: string }")),
        DiagnosticPage(
            .ruleNeverApplies, "A condition asks for a value that no valid request has.",
            because: "The rule would never apply, and what it was meant to stop would pass.",
            wrong: .command(both + "  - { id: green-needs-shade, when: { Color: ▸green }, requires: [Shade], code: 1 }"),
            right: .command(both + "  - { id: red-needs-shade, when: { Color: red }, requires: [Shade], code: 1 }")),
        DiagnosticPage(
            .ruleAlwaysHolds, "Every request to which a rule applies satisfies it.",
            because: "It can never refuse anything, so it is there by mistake, or means something else.",
            wrong: .command(both + "  - ▸{ id: red-needs-color, when: { Color: red }, requires: [Color], code: 1 }"),
            right: .command(both + "  - { id: red-needs-shade, when: { Color: red }, requires: [Shade], code: 1 }")),
        DiagnosticPage(
            .ruleAlwaysFails, "No request to which a rule applies can satisfy it.",
            because: "Every one of them is refused. A value that is never accepted is left out of `oneOf` instead.",
            wrong: .command(both + "  - ▸{ id: no-red, when: { Color: red }, forbids: [Color], code: 1 }"),
            right: .command(both + "  - { id: red-without-shade, when: { Color: red }, forbids: [Shade], code: 1 }")),
    ]

    /// About what is proven of all rules of a command together.
    static let proofs: [DiagnosticPage] = [
        DiagnosticPage(
            .ruleContradiction, "Rules cannot be satisfied together where they apply together.",
            because: "Whoever sends what both apply to is refused whatever else is sent. The message shows such a request.",
            wrong: .command(
                both + "  - { id: red-needs-shade, when: { Color: red }, requires: [Shade], code: 1 }\n"
                    + "  - ▸{ id: red-without-shade, when: { Color: red }, forbids: [Shade], code: 2 }"),
            right: .command(
                both + "  - { id: red-needs-shade, when: { Color: red }, requires: [Shade], code: 1 }\n"
                    + "  - { id: blue-without-shade, when: { Color: blue }, forbids: [Shade], code: 2 }")),
        DiagnosticPage(
            .ruleShadowed, "A rule is never the first that is broken.",
            because:
                "The answer's code is the first broken rule's, so this one's is never the answer. The message shows a request that breaks both.",
            wrong: .command(
                both + "  - { id: red-needs-shade, when: { Color: red }, requires: [Shade], code: 1 }\n"
                    + "  - ▸{ id: red-needs-any, when: { Color: red }, requiresAny: [Shade], code: 2 }"),
            right: .command(both + "  - { id: red-needs-shade, when: { Color: red }, requires: [Shade], code: 1 }")),
        DiagnosticPage(
            .commandUnsatisfiable, "No call can satisfy the rules of a command.",
            because: "Every call would be refused.",
            wrong: .command(
                both + "  - { id: needs-shade, requires: [Shade], code: 1 }\n  - ▸{ id: no-shade, forbids: [Shade], code: 2 }"),
            right: .command(both + "  - { id: red-needs-shade, when: { Color: red }, requires: [Shade], code: 1 }")),
        DiagnosticPage(
            .commandUnproven, "Something was not proven about a command, since it would take too long.",
            because: "It may well be right. Fewer limits beside a pattern, fewer rules, or an example that is accepted let it be proven.",
            wrong: .command("parameters:\n  Day: { type: date, ▸pattern: '1\\d\\d\\d-.*9' }"),
            right: .command("parameters:\n  Day: { type: date }")),
    ]
}
