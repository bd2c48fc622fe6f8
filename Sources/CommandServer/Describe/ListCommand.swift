// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CommandManifest

struct ListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the commands that a manifest declares.",
        discussion: "EXAMPLES\n  command-router list\n  command-router list --json --manifest commands.yaml")

    @Option(help: "The manifest.") var manifest = Defaults.manifest
    @OptionGroup var includes: IncludeOptions
    @Flag(help: "Print JSON.") var json = false

    func run() async throws {
        let commands = try ManifestFile.read(manifest, by: includes.reader).commands
        if json {
            Terminal.say(json: ManifestValue.array(commands.map(\.overview)).json)
            return
        }
        let width = commands.map(\.name.count).max() ?? 0
        for command in commands {
            let access = command.access.map(\.rawValue).sorted().joined(separator: ", ")
            Terminal.say(command.name.padding(to: width + 2) + "[\(access)]".padding(to: 15) + command.summary)
        }
    }
}

struct DescribeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "describe", abstract: "Describe one command: parameters, rules, codes, examples.",
        discussion: "EXAMPLES\n  command-router describe user.login\n  command-router describe account.create --json")

    @Argument(help: "The command's name; case does not matter.") var name: String
    @Option(help: "The manifest.") var manifest = Defaults.manifest
    @OptionGroup var includes: IncludeOptions
    @Flag(help: "Print JSON.") var json = false
    @Flag(help: "Show what is proven about the rules, each with a request that is accepted and one that breaks it alone.")
    var proof = false

    func run() async throws {
        let commands = try ManifestFile.read(manifest, by: includes.reader).commands
        guard let command = commands.first(where: { $0.name.lowercased() == name.lowercased() }) else {
            let nearest = Suggestion.nearest(to: name, among: commands.map(\.name))
            throw CommandLineFailure("There is no command \(name)." + (nearest.map { " Did you mean \($0)?" } ?? ""))
        }
        if json { Terminal.say(json: details(command).json) } else { Terminal.say(CommandPage(command: command).text) }
        if proof, !json { Terminal.say("\n" + ProofPage(command).text) }
    }

    private func details(_ command: CommandDeclaration) -> ManifestValue {
        guard proof, case .object(let members) = command.details else { return command.details }
        return .object(members + [.init("proof", ProofPage(command).json)])
    }
}

extension String {
    /// With spaces after it, so that columns line up.
    func padding(to width: Int) -> String { self + String(repeating: " ", count: max(1, width - count)) }
}
