// SPDX-License-Identifier: Apache-2.0

extension DiagnosticPage {
    /// About what the language leaves out of YAML, and what no YAML is.
    static let yaml: [DiagnosticPage] = texts + structure

    private static let texts: [DiagnosticPage] = [
        DiagnosticPage(
            .yamlSyntax, "The file is not YAML from here on.",
            because: """
                It shows what is wrong, and where reading broke: a bracket or a quote that is not closed breaks only where the next thing
                does not fit, which may be many lines below. Nothing else is told until it is mended.
                """,
            wrong: .command("access: ▸[user\npermissions: []"), right: .command("access: [user]\npermissions: []")),
        DiagnosticPage(
            .yamlEncoding, "Bytes are not UTF-8.",
            because: "Another encoding would be guessed, and a guess changes what callers read.",
            wrong: .shortened("manifest: 1\npermissions: { Tags: Gr▸\u{FFFD}\u{FFFD}e }"),
            right: .file("manifest: 1\npermissions: { Tags: Größe }")),
        DiagnosticPage(
            .yamlCharacter, "A character that cannot be seen stands in the file.",
            because: """
                U+0000, control characters, line breaks that only some readers see, and long rows of combining marks are read differently
                by different programs. An escape between double quotes can be seen by everybody.
                """,
            wrong: .command("summary: Create a▸\u{7} tag"), right: .command("summary: Create a tag")),
        DiagnosticPage(
            .yamlDirective, "A line starts with `%`.",
            because: "It would be a directive, which asks for another YAML than the one that is read.",
            wrong: .file("▸%YAML 1.1\n---\nmanifest: 1"), right: .file("manifest: 1")),
        DiagnosticPage(
            .yamlTag, "A value has a tag, such as `!!str`.",
            because: "The declared kind of each place decides what a value is. A tag would say it again, or contradict it.",
            wrong: .command("summary: ▸!!str 2024"), right: .command("summary: 2024")),
        DiagnosticPage(
            .yamlKeyDuplicate, "A key stands twice in one mapping.",
            because: "Readers disagree whether the first or the last counts. Both places are shown.",
            wrong: .command("summary: Create a tag\n▸summary: Make a tag"), right: .command("summary: Create a tag")),
        DiagnosticPage(
            .yamlKeyMerge, "The merge key `<<` is used.",
            because: "It is no part of YAML 1.2, and hides where a key comes from. What commands share is a group.",
            wrong: .command("parameters:\n  Tag: { type: string, ▸<<: {} }"), right: .command("parameters:\n  Tag: { type: string }")),
        DiagnosticPage(
            .yamlKeyKind, "A key is a list, a mapping or an alias.",
            because: "Names are texts, everywhere in the language.",
            wrong: .command("parameters:\n  ▸[Tag]: { type: string }"), right: .command("parameters:\n  Tag: { type: string }")),
        DiagnosticPage(
            .yamlAliasUndefined, "An alias has no anchor before it.",
            because: "`*name` stands for the value that `&name` marks, further up in the same file.",
            wrong: .command("parameters:\n  Name: &name { type: string }\n  Tag: ▸*nmae"),
            right: .command("parameters:\n  Name: &name { type: string }\n  Tag: *name")),
        DiagnosticPage(
            .yamlAliasCycle, "An alias stands inside of what it names.",
            because: "It would have no end.",
            wrong: .command("parameters:\n  Tree: &tree { type: object, members: { Left: ▸*tree } }"),
            right: .command("parameters:\n  Tree: { type: object, members: { Left: { type: object } } }")),
    ]

    private static let structure: [DiagnosticPage] = [
        DiagnosticPage(
            .yamlAliasExpansion, "Aliases stand for too much.",
            because: """
                Ten lines can stand for a milliard values; up to 100,000 are followed, with up to 2 MiB of text. What commands share belongs
                under `groups`.
                """,
            wrong: .file(
                "manifest: 1\n"
                    + "a: &a [x, x, x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]\n"
                    + "c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]\nd: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]\n"
                    + "e: [*d, *d, *d, *d, *d, *d, *d, ▸*d, *d, *d]"),
            right: .file("manifest: 1\ngroups:\n  call:\n    APIKey: { type: string, role: key }")),
        DiagnosticPage(
            .yamlSize, "The files of a manifest are too large.",
            because: "Together they have at most 16 MiB, so that one that was named by mistake does not fill the memory.",
            wrong: .shortened("▸# 16 MiB and more"), right: .shortened("manifest: 1\ninclude: [plugins/tags.yaml]")),
        DiagnosticPage(
            .yamlNodes, "A manifest has too many values.",
            because: "Its files have at most two million together.",
            wrong: .shortened("manifest: 1\nerrors: { 1: …, 2: …, ▸… }"),
            right: .shortened("manifest: 1\ninclude: [plugins/tags.yaml]")),
        DiagnosticPage(
            .yamlDepth, "Values stand too deep in one another.",
            because: "At most 64 stand in one another. Nothing in the language needs so many; a bracket is likely to be repeated.",
            wrong: .shortened("manifest: 1\ninclude: [[[[…▸[[…]]]]]]"), right: .file("manifest: 1\ninclude: []")),
        DiagnosticPage(
            .yamlDocuments, "A second document starts in the file.",
            because: "After `---` another manifest would begin. More files are named under `include`.",
            wrong: .file("manifest: 1\n▸---\ncommands: {}"), right: .file("manifest: 1\ncommands: {}")),
    ]
}
