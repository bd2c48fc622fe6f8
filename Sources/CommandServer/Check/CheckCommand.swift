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
              command-router check --manifest-only other.yaml
              command-router check --explain key.unknown
              command-router check --format sarif > check.sarif

            Exit status: 0 sound, 1 errors, 2 a wrong command line.
            """)

    @Argument(help: "The manifest. (default: \(Defaults.manifest))") var file: String?
    @Option(help: "The manifest, as the other subcommands take it.") var manifest: String?
    @OptionGroup var includes: IncludeOptions
    @Option(help: "What to make of commands without a handler: refuse or answer.") var unbound = ContractCheck.Unbound.refuse
    @Option(help: "How to print: text, json, sarif (for tools), or github (for annotations).") var format: CheckFormat?
    @Flag(help: "Check the manifest by itself, whatever handlers this program has: for one of another business, or without a package.")
    var manifestOnly = false
    @Flag(help: "Print JSON; the same as --format json.") var json = false
    @Option(defaultAsFlag: "", parsing: .next, help: "Print what an id means, with examples; without an id, list all.")
    var explain: String?

    func validate() throws {
        guard !json || format ?? .json == .json else { throw ValidationError("--json is --format json; give one of the two") }
        guard file == nil || manifest == nil else { throw ValidationError("The manifest is given twice, by itself and as --manifest") }
    }

    private var path: String { file ?? manifest ?? Defaults.manifest }

    func run() async throws {
        if let explain { return Terminal.say(try PageIndex.text(of: explain)) }
        let checked =
            manifestOnly
            ? ManifestFile(alone: path, by: includes.reader)
            : ManifestFile(
                path, by: includes.reader, plugins: { Composition.plugins(CommandServer.application, for: $0) }, unbound: unbound)
        switch json ? .json : format ?? .text {
        case .text:
            Terminal.say(checked.diagnostics)
            Terminal.say(summary(checked))
        case .json: Terminal.say(json: CheckReport(checked).text)
        case .sarif: Terminal.say(json: SARIFReport(checked.diagnostics).text)
        case .github: checked.diagnostics.forEach { Terminal.say(GitHubAnnotation($0).text) }
        }
        guard checked.isSound else { throw ExitCode(1) }
    }

    private func summary(_ checked: ManifestFile) -> String {
        let (errors, warnings) = (checked.diagnostics.count(of: .error), checked.diagnostics.count(of: .warning))
        let commands = checked.manifest.map { "\($0.commands.count) commands, " } ?? ""
        return "\(path): \(commands)\(errors) error\(errors == 1 ? "" : "s"), \(warnings) warning\(warnings == 1 ? "" : "s")"
    }
}

/// How `check` prints what it found.
enum CheckFormat: String, CaseIterable, ExpressibleByArgument {
    case text, json, sarif, github
}

extension ContractCheck.Unbound: ExpressibleByArgument {}

extension [Diagnostic] {
    /// How many are as bad as this.
    func count(of severity: Diagnostic.Severity) -> Int { count { $0.severity == severity } }
}
