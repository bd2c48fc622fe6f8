// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

struct NewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new", abstract: "Begin a project, or add a command to one.",
        subcommands: [NewProjectCommand.self, NewCommandCommand.self])
}

extension FilePlan {
    /// Carries it out and says what was done; or says what would be, and what each file would hold.
    func finish(dryRun: Bool) throws {
        if !dryRun { try carryOut() } else { try check() }
        for step in steps {
            let verb = step.before == nil ? (dryRun ? "Would make" : "Made") : (dryRun ? "Would change" : "Changed")
            Terminal.say("\(verb) \(step.path)")
            if dryRun { Terminal.say(step.news) }
        }
    }
}

extension FilePlan.Step {
    /// The lines that a file does not have yet, each behind a `+`.
    var news: String {
        let old = (before ?? "").split(separator: "\n", omittingEmptySubsequences: false)
        let new = after.split(separator: "\n", omittingEmptySubsequences: false)
        let common = zip(old, new).prefix { $0 == $1 }.count
        let rest = zip(old.dropFirst(common).reversed(), new.dropFirst(common).reversed()).prefix { $0 == $1 }.count
        return new.dropFirst(before == nil ? 0 : common).dropLast(before == nil ? 0 : rest).map { "  + " + $0 }
            .joined(separator: "\n")
    }
}
