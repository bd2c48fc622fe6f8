// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CommandManifest
import Foundation
import Synchronization

/// What the command line says, and how it ends.
enum Terminal {
    /// A line on standard output, there before this returns. On a terminal what would control it is shown; elsewhere it is as it is.
    static func say(_ line: String) { write(isTerminal(.standardOutput) ? line.forTerminal + "\n" : line + "\n") }

    /// Says some lines; false where standard output cannot be written, now or before.
    static func says(_ lines: [String]) -> Bool {
        for line in lines { say(line) }
        return outputFault.withLock { $0 == nil }
    }

    /// The same for a line of JSON, which stays JSON.
    static func say(json: String) { write(isTerminal(.standardOutput) ? json.jsonForTerminal + "\n" : json + "\n") }

    /// The same for a server's answer, whose bytes stay as they are where they are not shown.
    static func say(answer: [UInt8]) {
        if isTerminal(.standardOutput) { return say(json: String(decoding: answer, as: UTF8.self)) }
        write(Data(answer + [UInt8(ascii: "\n")]), to: .standardOutput)
    }

    /// A text on standard output as it is.
    static func write(_ text: String) { write(Data(text.utf8), to: .standardOutput) }

    /// A line on standard error, shown as that of ``say(_:)``.
    static func warn(_ line: String) { show(shown(line) + "\n") }

    /// A text on standard error as it is, without a line's end.
    static func show(_ text: String) { write(Data(text.utf8), to: .standardError) }

    /// A line as standard error takes it: where that is a terminal, without what would control it.
    static func shown(_ line: String) -> String { isTerminal(.standardError) ? line.forTerminal : line }

    /// Diagnostics on standard output, in colours where they are seen.
    static func say(_ diagnostics: [Diagnostic]) {
        if !diagnostics.isEmpty { write(diagnostics.text(isColored: hasColors(.standardOutput)) + "\n") }
    }

    /// The same on standard error.
    static func warn(_ diagnostics: [Diagnostic]) {
        if !diagnostics.isEmpty { show(diagnostics.text(isColored: hasColors(.standardError)) + "\n") }
    }

    /// Whether what is written there is seen by a person who has nothing against colours.
    /// - SeeAlso: https://no-color.org
    private static func hasColors(_ file: FileHandle) -> Bool {
        let environment = ProcessInfo.processInfo.environment
        return isTerminal(file) && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
    }

    private static func isTerminal(_ file: FileHandle) -> Bool { isatty(file.fileDescriptor) == 1 }

    private static func write(_ data: Data, to file: FileHandle) {
        // A reader that went away must not end the process; there is nobody left to tell.
        guard let fault = fault(of: data, to: file.fileDescriptor), file.fileDescriptor == FileHandle.standardOutput.fileDescriptor else {
            return
        }
        let isFirst = outputFault.withLock { known in
            defer { known = known ?? fault }
            return known == nil
        }
        if isFirst, fault != EPIPE { warn("Error: standard output cannot be written: \(String(cString: strerror(fault)))") }
    }

    /// Why bytes could not all be written: the system's error; nil where they were.
    private static func fault(of data: Data, to descriptor: Int32) -> Int32? {
        data.withUnsafeBytes { bytes in
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = Foundation.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                if count < 0, errno == EINTR { continue }
                guard count >= 0 else { return errno }
                rest = rest.dropFirst(count)
            }
            return nil
        }
    }

    /// The first error of standard output. A command that could not say what it found has not done what it was asked for.
    private static let outputFault = Mutex<Int32?>(nil)

    /// The exit status of a command that ended with this one: 1 where what it said could not be written.
    static func status(_ status: Int32) -> Int32 { status == 0 && outputFault.withLock { $0 != nil } ? 1 : status }

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
        warn(code == .validationFailure ? text : "Error: \(Reason(error))")
        return code == .validationFailure ? 2 : 1
    }

    /// Ends the process.
    static func end(_ status: Int32) -> Never { exit(Self.status(status)) }
}

/// A failure of the command line that is told in one sentence.
struct CommandLineFailure: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
