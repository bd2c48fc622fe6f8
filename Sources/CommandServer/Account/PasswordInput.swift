// SPDX-License-Identifier: Apache-2.0

import CommandAccounts
import Foundation

/// A password from a file, from standard input, or from whoever sits at the terminal; never from the command line, where other
/// users of the machine see it.
enum PasswordInput {
    /// The most that is read. A password has 1024 characters at most.
    private static let longest = 4096

    /// The first line, without its end.
    ///
    /// - Throws: ``CommandLineFailure`` where there is no password, one of fewer than 8 or more than 1024 characters, or one that
    ///   is no UTF-8.
    static func read(from path: String?) throws -> String {
        if let path { return try check(firstLine(ofFile: path)) }
        guard isatty(STDIN_FILENO) == 1 else { return try check(firstLine(of: .standardInput)) }
        let password = try check(ask("Password: "))
        guard try ask("The same again: ") == password else { throw CommandLineFailure("The two passwords differ") }
        return password
    }

    private static func check(_ password: String) throws -> String {
        guard !password.isEmpty else {
            throw CommandLineFailure(
                "There is no password: give one on standard input or with --password-file, or say --no-password")
        }
        guard 8...1024 ~= password.unicodeScalars.count else { throw CommandLineFailure("A password has 8 to 1024 characters") }
        return password
    }

    private static func firstLine(ofFile path: String) throws -> String {
        var status = stat()
        guard stat(path, &status) == 0 else {
            throw CommandLineFailure("\(AuditTrail.quoted(path)) cannot be read: \(String(cString: strerror(errno)))")
        }
        guard status.st_mode & S_IFMT == S_IFREG else { throw CommandLineFailure("\(AuditTrail.quoted(path)) is not a file") }
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw CommandLineFailure("\(AuditTrail.quoted(path)) cannot be read")
        }
        defer { try? handle.close() }
        return try firstLine(of: handle)
    }

    private static func firstLine(of handle: FileHandle) throws -> String {
        var bytes = Data()
        while bytes.count < longest, !bytes.contains(UInt8(ascii: "\n")), let more = try handle.read(upToCount: 512), !more.isEmpty {
            bytes += more
        }
        var line = bytes.prefix { $0 != UInt8(ascii: "\n") }
        if line.last == UInt8(ascii: "\r") { line = line.dropLast() }
        guard let text = String(validating: line, as: UTF8.self) else { throw CommandLineFailure("The password is not UTF-8") }
        return text
    }

    /// A line from the terminal, which shows nothing of it.
    private static func ask(_ prompt: String) throws -> String {
        var before = termios()
        guard tcgetattr(STDIN_FILENO, &before) == 0 else { throw CommandLineFailure("The terminal cannot be asked") }
        var hidden = before
        hidden.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden)
        defer {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &before)
            Terminal.warn("")
        }
        Terminal.show(prompt)
        return readLine(strippingNewline: true) ?? ""
    }
}
