// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation

struct NewProjectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "project", abstract: "Make a package with a manifest, a plugin with one command, its test and an executable.",
        discussion: """
            EXAMPLES
              command-router new project loan-desk
              command-router new project loan-desk --framework ../command-router
              command-router new project loan-desk --framework https://git.example.com/command-router.git --from 1.0.0

            The folder is made where this is run, and must not be there yet, or be empty.
            Exit status: 0 done, 1 nothing was made, 2 a wrong command line.
            """)

    @Argument(help: "The name of the package, its folder and its executable.") var name: String
    @Option(help: "The package to build on: a folder, or the URL of a repository. Default: the one that this was built in.")
    var framework: String?
    @Option(help: "The version to build on, with a URL.") var from = CommandServer.version
    @Flag(help: "Say what would be made, and make nothing.") var dryRun = false

    func validate() throws {
        if let reason = ProjectName.fault(name) { throw ValidationError(reason) }
        guard from.split(separator: ".").count == 3, from.split(separator: ".").allSatisfy({ Int($0) != nil }) else {
            throw ValidationError("--from is a version, such as 1.0.0")
        }
    }

    func run() async throws {
        let folder = FileManager.default.currentDirectoryPath
        let contents = try? FileManager.default.contentsOfDirectory(atPath: folder + "/" + name)
        guard contents?.isEmpty ?? !FileManager.default.fileExists(atPath: folder + "/" + name) else {
            throw CommandLineFailure("Nothing was made: \(name) is there already. Choose another name, or another folder to run this in.")
        }
        let framework = try Framework(framework, from: from, project: name)
        var plan = FilePlan(in: folder)
        for file in ProjectTemplate(name: name, framework: framework).files { plan.make(name + "/" + file.path, file.text) }
        try plan.finish(dryRun: dryRun)
        if !dryRun { Terminal.say("Go on with: cd \(name) && swift test && swift run \(name) serve --demo-account") }
    }
}
