// SPDX-License-Identifier: Apache-2.0

extension DiagnosticPage {
    /// About commands and who may call them.
    static let commands: [DiagnosticPage] = naming + permissions + groups

    private static let naming: [DiagnosticPage] = [
        DiagnosticPage(
            .commandNameInvalid, "A command's name is not words joined by dots.",
            because: "It stands in paths, logs and metrics, so it has ASCII letters, digits and underscores, with dots between.",
            wrong: .file("manifest: 1\ncommands:\n  ▸tag create: " + Self.rest),
            right: .file("manifest: 1\ncommands:\n  tag.create: " + Self.rest)),
        DiagnosticPage(
            .commandNameReserved, "A command's name begins with `rpc.`.",
            because: "On /rpc such names are the router's own, such as `rpc.discover`: a call would never reach the declared command.",
            wrong: .file("manifest: 1\ncommands:\n  ▸rpc.create: " + Self.rest),
            right: .file("manifest: 1\ncommands:\n  tag.create: " + Self.rest)),
        DiagnosticPage(
            .commandNameDuplicate, "Two commands have one name.",
            because: "Callers may write a name in any case, so names that differ in nothing else are one. Both places are shown.",
            wrong: .file("manifest: 1\ncommands:\n  tag.create: \(Self.rest)\n  ▸Tag.Create: \(Self.rest)"),
            right: .file("manifest: 1\ncommands:\n  tag.create: \(Self.rest)\n  tag.update: \(Self.rest)")),
    ]

    /// What a command must have, in one line.
    private static let rest = "{ summary: A tag, plugin: tags, access: [user], permissions: [], effects: write, returns: {} }"

    private static let permissions: [DiagnosticPage] = [
        DiagnosticPage(
            .accessNone, "`none` stands beside other kinds of caller.",
            because: "`[none]` asks for no credentials at all, so that there is nothing left for the others to say.",
            wrong: .command("access: [user, ▸none]"), right: .command("access: [user]")),
        DiagnosticPage(
            .permissionAnonymous, "A permission is asked of a caller who has no credentials.",
            because: "Nobody is known to hold it, so every call would be refused.",
            wrong: .file(
                "manifest: 1\npermissions: { Tags: Change tags }\ncommands:\n  tag.create:\n    summary: Create a tag\n    plugin: tags\n"
                    + "    access: [none]\n    permissions: [▸Tags]\n    effects: write\n    returns: {}"),
            right: .command("access: [none]\npermissions: []")),
        DiagnosticPage(
            .secretAnonymous, "A command hands out a secret and asks for no credentials.",
            because: """
                Whoever reaches the server would get it. A command that logs in hands one out as well, but asks for a secret first: where a
                parameter is both `required` and `secret`, nothing is said.
                """,
            wrong: .command("access: [none]\nreturns:\n  ▸Token: { type: string, secret: true }"),
            right: .command(
                "access: [none]\nparameters:\n  Password: { type: string, required: 1, secret: true }\nerrors:\n  1: Missing password\n"
                    + "returns:\n  Token: { type: string, secret: true }")),
        DiagnosticPage(
            .permissionUndeclared, "A permission is not declared.",
            because: "Nobody could be given it, so every call would be refused. Permissions are declared at the top, with what they allow.",
            wrong: .command("permissions: [▸Tag.Create]"),
            right: .file(
                "manifest: 1\npermissions: { Tag.Create: Create tags }\ncommands:\n  tag.create:\n    summary: Create a tag\n    plugin: tags\n"
                    + "    access: [user]\n    permissions: [Tag.Create]\n    effects: write\n    returns: {}")),
        DiagnosticPage(
            .permissionDuplicate, "A permission is declared twice, or twice but for case.",
            because: "Two that look alike are given to the wrong people. Both places are shown.",
            wrong: .file("manifest: 1\npermissions:\n  Tags: Change tags\n  ▸tags: Read tags"),
            right: .file("manifest: 1\npermissions:\n  Tags: Change tags\n  Tags.Read: Read tags")),
    ]

    private static let groups: [DiagnosticPage] = [
        DiagnosticPage(
            .groupUndeclared, "A group is not declared.",
            because: "Its parameters would be missing from the command, credentials perhaps among them.",
            wrong: .command("groups: [▸key]"),
            right: .file(
                "manifest: 1\ngroups:\n  key: { APIKey: { type: string, role: key } }\ncommands:\n  tag.create:\n    summary: Create a tag\n"
                    + "    plugin: tags\n    access: [user]\n    permissions: []\n    effects: write\n    returns: {}\n    groups: [key]")),
        DiagnosticPage(
            .groupDuplicate, "A group is declared twice, or twice but for case.",
            because: "A command that names it would get one of the two, and nobody could say which. Both places are shown.",
            wrong: .file("manifest: 1\ngroups:\n  key: {}\n  ▸Key: {}"), right: .file("manifest: 1\ngroups:\n  key: {}\n  session: {}")),
        DiagnosticPage(
            .groupClash, "A command declares a parameter that comes from one of its groups already.",
            because: "One name would have two declarations. The group's is shown too.",
            wrong: .file(
                "manifest: 1\ngroups:\n  key: { APIKey: { type: string } }\ncommands:\n  tag.create:\n    summary: Create a tag\n"
                    + "    plugin: tags\n    access: [user]\n    permissions: []\n    effects: write\n    returns: {}\n    groups: [key]\n"
                    + "    parameters:\n      ▸APIKey: { type: string }"),
            right: .file(
                "manifest: 1\ngroups:\n  key: { APIKey: { type: string } }\ncommands:\n  tag.create:\n    summary: Create a tag\n"
                    + "    plugin: tags\n    access: [user]\n    permissions: []\n    effects: write\n    returns: {}\n    groups: [key]\n"
                    + "    parameters:\n      Tag: { type: string }")),
    ]

    /// About codes.
    static let codes: [DiagnosticPage] = [
        DiagnosticPage(
            .codeUndeclared, "A code is used that the command does not list.",
            because: """
                Callers are told a code and its text; a code without an entry has none. It is listed under the command's `errors`, or at the
                top where it belongs to no command.
                """,
            wrong: .command("parameters:\n  Tag: { type: string, required: ▸4 }\nerrors: { 1: The tag is missing }"),
            right: .command("parameters:\n  Tag: { type: string, required: 1 }\nerrors: { 1: The tag is missing }")),
        DiagnosticPage(
            .codeDuplicate, "A code is listed twice.",
            because:
                "It would mean two things. A code at the top belongs to all commands, so no command lists it again. Both places are shown.",
            wrong: .file(
                "manifest: 1\nerrors: { 99998: Not authenticated }\ncommands:\n  tag.create:\n    summary: Create a tag\n"
                    + "    plugin: tags\n    access: [user]\n    permissions: []\n    effects: write\n    returns: {}\n    errors:\n"
                    + "      ▸99998: The tag is missing"),
            right: .command("errors:\n  1: The tag is missing\n  2: The tag is blank")),
        DiagnosticPage(
            .codeReserved, "A code is used that is reserved.",
            because: "Codes under `reserved` are never sent: they are kept for what old callers knew, or what is to come.",
            wrong: .command("parameters:\n  Tag: { type: string, required: ▸1 }\nreserved: [1]"),
            right: .command("parameters:\n  Tag: { type: string, required: 1 }\nreserved: [9]")),
    ]
}
