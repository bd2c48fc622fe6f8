// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CommandManifest
import CommandRouter

struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Read a manifest and hold it against the handlers; print everything that is wrong.",
        discussion: """
            EXAMPLES
              command-router check
              command-router check commands.yaml --unbound answer --json

            Exit status: 0 sound, 1 errors, 2 a wrong command line.
            """)

    @Argument(help: "The manifest.") var file = Defaults.manifest
    @Option(help: "What to make of commands without a handler: refuse or answer.") var unbound = ContractCheck.Unbound.refuse
    @Flag(help: "Print JSON.") var json = false

    func run() async throws {
        let checked = ManifestFile(
            file, plugins: { Composition.plugins(CommandServer.application, for: $0) },
            unbound: unbound)
        if json {
            Terminal.say(report(checked))
        } else {
            Terminal.say(checked.diagnostics)
            Terminal.say(summary(checked))
        }
        guard checked.isSound else { throw ExitCode(1) }
    }

    private func summary(_ checked: ManifestFile) -> String {
        let errors = checked.diagnostics.count { $0.severity == .error }
        let warnings = checked.diagnostics.count - errors
        let commands = checked.manifest.map { "\($0.commands.count) commands, " } ?? ""
        return "\(file): \(commands)\(errors) error\(errors == 1 ? "" : "s"), \(warnings) warning\(warnings == 1 ? "" : "s")"
    }

    private func report(_ checked: ManifestFile) -> String {
        let items = checked.diagnostics.map { diagnostic -> ManifestValue in
            .object(
                [
                    .init("severity", .string(diagnostic.severity.rawValue)), .init("id", .string(diagnostic.id.rawValue)),
                    .init("file", .string(diagnostic.location.file)), .init("line", .integer(diagnostic.location.line)),
                    .init("column", .integer(diagnostic.location.column)), .init("message", .string(diagnostic.message)),
                ] + (diagnostic.note.map { [.init("note", .string($0))] } ?? []))
        }
        return ManifestValue.object([
            .init("file", .string(file)), .init("sound", .boolean(checked.isSound)), .init("diagnostics", .array(items)),
        ]).json
    }
}

extension ContractCheck.Unbound: ExpressibleByArgument {}
