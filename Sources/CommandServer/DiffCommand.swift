// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CommandDiff
import CommandManifest
import Foundation

struct DiffCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Compare two manifests: what changes for callers, and how bad that is.",
        discussion: """
            Each change is breaking, tightening, loosening or neutral, and has a rule id. A manifest is a file, or a file in a
            revision of git. Exceptions are a YAML list of mappings with `change` (the rule id), `at` and `reason`.

            EXAMPLES
              command-router diff released.yaml commands.yaml
              command-router diff main:commands.yaml commands.yaml --fail-on breaking,tightening
              command-router diff v1.2:commands.yaml commands.yaml --accept accepted.yaml --json

            Exit status: 0 no change of a refused class but accepted ones, 1 otherwise, 2 a wrong command line.
            """)

    @Argument(help: "The manifest that callers know.") var old: String
    @Argument(help: "The manifest that they will meet.") var new: String
    @OptionGroup var includes: IncludeOptions
    @Option(help: "Classes that are refused, joined by commas: breaking, tightening, loosening, neutral, or none.")
    var failOn = RefusedClasses(classes: [.breaking])
    @Option(help: ArgumentHelp("Changes that are meant, each with a reason.", valueName: "file")) var accept: String?
    @Flag(help: "Print JSON.") var json = false

    func run() async throws {
        let (before, after) = (
            try ManifestSource(old, includeRoot: includes.root), try ManifestSource(new, includeRoot: includes.root)
        )
        defer {
            before.remove()
            after.remove()
        }
        let changes = ManifestDiff(from: try before.read(), to: try after.read()).changes
        let report = DiffReport(changes, refusing: failOn.classes, accepting: try exceptions())
        let text = after.named(before.named(json ? report.json : report.text))
        if json { Terminal.say(json: text) } else { Terminal.say(text) }
        guard report.failures.isEmpty else { throw ExitCode(1) }
    }

    private func exceptions() throws -> [AcceptedChange] {
        guard let accept else { return [] }
        let (all, diagnostics) = AcceptedChange.read(try GivenFile.bytes(accept, most: GivenFile.longestValue), name: accept)
        guard diagnostics.isEmpty else { throw CommandLineFailure(diagnostics.text()) }
        return all
    }
}

/// Classes of changes as a command line names them.
struct RefusedClasses: ExpressibleByArgument {
    let classes: Set<ChangeClass>

    init(classes: Set<ChangeClass>) { self.classes = classes }

    init?(argument: String) {
        let words = argument == "none" ? [] : argument.split(separator: ",", omittingEmptySubsequences: false)
        let classes = words.compactMap { ChangeClass(rawValue: String($0)) }
        guard classes.count == words.count else { return nil }
        self.init(classes: Set(classes))
    }

    var defaultValueDescription: String { ChangeClass.allCases.filter(classes.contains).map(\.rawValue).joined(separator: ",") }
}
