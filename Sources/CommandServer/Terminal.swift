// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CommandManifest
import Foundation

/// What the command line says, and how it ends.
enum Terminal {
    /// A line on standard output, there before this returns.
    static func say(_ line: String) { write(line + "\n", to: .standardOutput) }

    /// A text on standard output as it is.
    static func write(_ text: String) { write(text, to: .standardOutput) }

    /// A line on standard error.
    static func warn(_ line: String) { write(line + "\n", to: .standardError) }

    /// A text on standard error, without a line's end.
    static func show(_ text: String) { write(text, to: .standardError) }

    /// Diagnostics on standard output, in colours where they are seen.
    static func say(_ diagnostics: [Diagnostic]) {
        if !diagnostics.isEmpty { say(diagnostics.text(isColored: hasColors(.standardOutput))) }
    }

    /// The same on standard error.
    static func warn(_ diagnostics: [Diagnostic]) {
        if !diagnostics.isEmpty { warn(diagnostics.text(isColored: hasColors(.standardError))) }
    }

    /// Whether what is written there is seen by a person who has nothing against colours.
    /// - SeeAlso: https://no-color.org
    private static func hasColors(_ file: FileHandle) -> Bool {
        let environment = ProcessInfo.processInfo.environment
        return isatty(file.fileDescriptor) == 1 && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
    }

    private static func write(_ text: String, to file: FileHandle) {
        // A reader that went away must not end the process; there is nobody left to tell.
        try? file.write(contentsOf: Data(text.utf8))
    }

    /// Says what is wrong, and gives the exit status for it: 0 for help that was asked for, 2 for a wrong command line,
    /// 1 for anything else.
    static func report(_ error: any Error) -> Int32 {
        let code = RootCommand.exitCode(for: error)
        let text = RootCommand.fullMessage(for: error)
        if code == .success {
            // Help, with examples that can be pasted whatever the executable is called.
            say(text.replacing(CommandServer.standardName, with: CommandServer.name))
            return 0
        }
        warn(text)
        return code == .validationFailure ? 2 : 1
    }

    /// Ends the process.
    static func end(_ status: Int32) -> Never { exit(status) }
}

/// A failure of the command line that is told in one sentence.
struct CommandLineFailure: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
