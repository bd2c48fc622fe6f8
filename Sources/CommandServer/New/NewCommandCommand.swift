// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

struct NewCommandCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "command", abstract: "Add a command to a project: its declaration, its handler and a test.",
        discussion: """
            EXAMPLES
              command-router new command loan.extend --parameter LoanID:id --parameter DueDate:date --summary "Extend a loan"
              command-router new command fine.list --plugin loans --effects read --dry-run

            The declaration comes behind those of the same plugin. Groups, access and permissions are those of the command before it, \
            and the handler is made with what its neighbours are made with. Nothing that is there is overwritten.
            Exit status: 0 done, 1 nothing was changed, 2 a wrong command line.
            """)

    @Argument(help: "The command's name, such as loan.extend.") var name: String
    @Option(help: "A parameter, as NAME:TYPE, with a question mark where it may be left out. May be given more than once.")
    var parameter: [String] = []
    @Option(help: "What the command does, in a line.") var summary: String?
    @Option(help: "The plugin. Default: that of commands whose names begin alike, else the only one.") var plugin: String?
    @Option(help: "read, write or destroy. Default: by the name's last word.") var effects: String?
    @Option(help: "The manifest; the project is in its folder.") var manifest = Defaults.manifest
    @OptionGroup var includes: IncludeOptions
    @Flag(help: "Write no test.") var noTest = false
    @Flag(help: "Say what would be changed, and change nothing.") var dryRun = false

    func validate() throws { _ = try sketch() }

    func run() async throws {
        let project = try ProjectFolder(manifest: manifest, by: includes.reader)
        var plan = FilePlan(in: project.folder)
        try project.add(try sketch(), plugin: plugin, withTest: !noTest, to: &plan)
        try plan.finish(dryRun: dryRun)
    }

    private func sketch() throws -> CommandSketch {
        do {
            return try CommandSketch(name, parameters: parameter, summary: summary, effects: effects)
        } catch let failure as CommandLineFailure {
            throw ValidationError(failure.description)
        }
    }
}
