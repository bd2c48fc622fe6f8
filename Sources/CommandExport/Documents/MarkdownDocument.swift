// SPDX-License-Identifier: Apache-2.0

import CommandManifest
import CommandWire

/// A reference of the commands to read.
struct MarkdownDocument {
    let manifest: Manifest

    var text: String {
        let list = manifest.commands.map { "| [\($0.name)](#\(Self.anchor($0.name))) | \(Markdown.escaped($0.summary)) |" }
        let head = "# Commands\n\n| command | what it does |\n| --- | --- |\n" + list.joined(separator: "\n")
        return ([head] + manifest.commands.map(section) + [standard]).joined(separator: "\n\n") + "\n"
    }

    /// As web pages make it from a heading.
    private static func anchor(_ heading: String) -> String { heading.lowercased().replacing(".", with: "") }

    // MARK: A command

    private func section(_ command: CommandDeclaration) -> String {
        [
            "## \(command.name)\n\(Markdown.escaped(command.summary)).", command.description.map(Markdown.paragraphs),
            command.deprecated.map { "**Deprecated.** \(Markdown.escaped($0))" },
            facts(command),
            parameters(command), rules(command), codes(command), reply(command), examples(command),
        ].compactMap(\.self).joined(separator: "\n\n")
    }

    private func facts(_ command: CommandDeclaration) -> String {
        let who =
            command.access == [.none] ? "anybody, without credentials" : command.access.map(\.rawValue).sorted().joined(separator: ", ")
        let surfaces = [
            command.surfaces.contains(.api) ? "`/api.php`" : nil, command.surfaces.contains(.v1) ? "`/api/v1/\(command.name)`" : nil,
            command.surfaces.contains(.rpc) ? "`/rpc`" : nil,
        ].compactMap(\.self)
        return [
            "- For: \(who)",
            "- Permissions: " + (command.permissions.isEmpty ? "none" : command.permissions.map(Markdown.code).joined(separator: ", ")),
            "- Effects: \(command.effects.rawValue)\(command.isIdempotent ? "; calling twice does no more than calling once" : "")",
            "- On: " + surfaces.joined(separator: ", "),
        ].joined(separator: "\n")
    }

    private func parameters(_ command: CommandDeclaration) -> String? {
        let own = command.parameters.filter { $0.role == nil || $0.required != nil }
        let rows = own.flatMap { parameter in
            [row(parameter.name, parameter)] + parameter.value.members(within: parameter.name).map(row)
        }
        guard !rows.isEmpty else { return "It takes no parameters beside the credentials." }
        return "| parameter | type | what it is |\n| --- | --- | --- |\n" + rows.joined(separator: "\n")
    }

    private func row(_ name: String, _ parameter: ParameterDeclaration) -> String {
        let value = parameter.value
        let required = parameter.required.map { "**required** (\($0))" }
        let fallback = value.defaultValue.map { "default \(Markdown.code($0.json))" }
        let limits = value.limits.map { $0.says ?? Wording.demand($0) }.joined(separator: "; ")
        let text = [
            Markdown.escaped(parameter.summary), required ?? "", fallback ?? "", Markdown.escaped(limits),
            value.invalid.map { "invalid: \($0)" } ?? "",
            parameter.aliases.isEmpty ? "" : "also " + Markdown.escaped(parameter.aliases.joined(separator: ", ")),
            Markdown.escaped(parameter.deprecated ?? ""),
        ].filter { !$0.isEmpty }.joined(separator: ". ")
        return "| \(Markdown.code(name)) | \(value.types(joinedBy: " or ")) | \(text) |"
    }

    private func rules(_ command: CommandDeclaration) -> String? {
        guard !command.rules.isEmpty else { return nil }
        return "| rule | | code |\n| --- | --- | --- |\n"
            + command.rules.map { "| `\($0.id)` | \(Markdown.escaped(Wording.demand($0))) | \($0.code) |" }.joined(separator: "\n")
    }

    private func codes(_ command: CommandDeclaration) -> String? {
        let sent = command.errors.filter { !command.reserved.contains($0.code) }
        guard !sent.isEmpty else { return nil }
        let hasStatus = command.surfaces.contains(.v1)
        return "| code | what it means |\(hasStatus ? " status on /api/v1 |" : "")\n| --- | --- |\(hasStatus ? " --- |" : "")\n"
            + sent.map { "| \($0.code) | \(Markdown.escaped($0.text)) |\(hasStatus ? " \($0.status) |" : "")" }.joined(separator: "\n")
    }

    private func reply(_ command: CommandDeclaration) -> String? {
        guard !command.returns.isEmpty else { return nil }
        return "| reply field | type | |\n| --- | --- | --- |\n"
            + command.returns.map { field in
                let notes = [
                    field.isOptional ? "may be left out" : "", field.value.allowsEmpty ? "may be empty" : "",
                    field.constant.map { "always " + Markdown.code("\"\($0)\"") } ?? "", Markdown.escaped(field.summary),
                ]
                let note = notes.filter { !$0.isEmpty }.joined(separator: ". ")
                return "| `\(field.name)` | \(field.value.types(joinedBy: " or ")) | \(note) |"
            }.joined(separator: "\n")
    }

    // MARK: Examples

    private func examples(_ command: CommandDeclaration) -> String? {
        let refusals = CommandRefusals(command, manifest).all
        let shown = command.examples.map { example in
            let request = JSON(["Command": .string(command.name)]).adding(Request.body(example, of: command).members)
            let reply = example.reply == nil ? answer(example, refusals) : Reply.body(example)
            return "```json\n\(request.text())\n```\nis answered\n```json\n\(reply.text())\n```"
        }
        return shown.isEmpty ? nil : shown.joined(separator: "\n\n")
    }

    /// What a refused example is answered: in full where it has one cause, which its code tells; else as it is written.
    private func answer(_ example: ExampleDeclaration, _ refusals: [ShownRefusal]) -> JSON {
        let written = example.refusal.map(JSON.init) ?? [:]
        let same = refusals.filter { $0.body["ErrorCode"]?.compact == written["ErrorCode"]?.compact }
        if same.count == 1, let only = same.first { return only.body }
        return JSON(["Success": false]).adding(written.without("Success"))
    }

    private var standard: String {
        "## Codes of no command\n\n| code | what it means |\n| --- | --- |\n"
            + manifest.errors.map { "| \($0.code) | \(Markdown.escaped($0.text)) |" }.joined(separator: "\n")
    }
}
