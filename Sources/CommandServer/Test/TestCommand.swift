// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CommandCases
import CommandManifest
import CommandRouter
import Foundation

struct TestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Call every command in every way that its declaration speaks of, and check each answer.",
        discussion: """
            EXAMPLES
              command-router test
              command-router test 'tag.*' --surface rpc --cases 1000
              command-router test user.login --list
              command-router test --url http://127.0.0.1:8080 --api-key-file key.txt --admin-api-key-file admin-key.txt
              command-router test --url http://127.0.0.1:8080 --admin-api-key "$ADMIN_KEY" --execute
              command-router test --mutants
              command-router test --coverage coverage.html

            The cases are made from the manifest, which also says the answer to each: code, parameter, rule and status. \
            Without --url they are run in this process, on every handler's declaration and no handler's code; another \
            account's ids are tried on the handlers, over a database of their own. With it \
            they go to a running gateway, each with Command-Mode: validate, so that no command runs. With --execute \
            the gateway makes accounts for the others, and removes them again with all that was made with them.
            Exit status: 0 all as declared, 1 otherwise, 2 a wrong command line.
            """)

    /// How results are written.
    enum Format: String, CaseIterable, ExpressibleByArgument { case pretty, junit, tap, json }

    /// Where cases are sent.
    enum Surface: String, CaseIterable, ExpressibleByArgument { case api, v1, rpc }

    @Argument(help: "Commands or names of cases; * stands for any text.") var patterns: [String] = []
    @Option(help: "The manifest.") var manifest = Defaults.manifest
    @OptionGroup var includes: IncludeOptions
    @Option(help: "One surface alone: api, v1 or rpc.") var surface: Surface?
    @Flag(help: "Print the names of the cases and run none.") var list = false
    @Option(help: "Where the random cases begin.") var seed: UInt64 = 1
    @Option(help: "How many random cases there are for each command.") var cases = 100
    @Option(help: "How results are written: pretty, junit, tap or json.") var format = Format.pretty
    @Option(help: "A running gateway to send the cases to; its keys are of a user with every permission and of an admin.") var url: String?
    @OptionGroup var keys: KeyOptions
    @Option(help: "The most bytes of an answer that are read.") var maxReply = ReplyReceiver.usualMost
    @Flag(help: "Have that gateway make what cases need, such as accounts with fewer permissions, and remove it again.") var execute = false
    @Flag(help: "Weaken the declarations one at a time, and list what no case notices.") var mutants = false
    @Option(help: "Write what the cases exercise to this HTML file, and say it.") var coverage: String?
    @Option(help: "Write the cases to this JSON file, for test programs in other languages, and run none.") var export: String?

    mutating func validate() throws {
        guard maxReply >= 1 else { throw ValidationError("--max-reply is at least 1") }
        guard cases >= 0, cases <= 10_000_000 else { throw ValidationError("--cases is a number from 0 to 10000000") }
        guard [mutants, list, export != nil].count(where: \.self) <= 1 else {
            throw ValidationError("Give one of --mutants, --list and --export")
        }
        if coverage != nil, mutants || list || export != nil {
            throw ValidationError("--coverage goes with a run of the cases, without --mutants, --list and --export")
        }
        if execute, url == nil { throw ValidationError("--execute goes with --url: in this process every case is run") }
        if mutants, url != nil { throw ValidationError("--mutants needs gateways of its own, so it goes without --url") }
    }

    func run() async throws {
        let manifest = try ManifestFile.read(manifest, by: includes.reader)
        var selection = CaseSuite.Selection()
        selection.patterns = patterns
        if let surface { selection.surfaces = Set(CommandDeclaration.Surface.allCases.filter { $0.rawValue == surface.rawValue }) }
        (selection.seed, selection.randomCount) = (seed, cases)
        let suite = CaseSuite(manifest, selection)
        if list { return printNames(suite) }
        if let export { return try CaseFile.write(suite, to: export) }
        if mutants { return try await MutantRun(suite).run() }
        try await TestRun(suite, command: self).run()
    }

    private func printNames(_ suite: CaseSuite) {
        let tenancy = Dictionary(grouping: suite.tenancyCases, by: \.place.command)
        for command in suite.manifest.commands {
            suite.forEachCase(of: command) { one in
                for surface in suite.surfaces(of: one) { Terminal.say(one.name + "@" + surface.rawValue) }
            }
            for one in tenancy[command.name] ?? [] { Terminal.say(one.name) }
        }
    }
}
