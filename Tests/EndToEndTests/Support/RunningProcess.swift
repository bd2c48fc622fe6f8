// SPDX-License-Identifier: Apache-2.0

import Foundation
import Synchronization

/// A child process with its output in two files. It is killed when nobody holds it any more.
final class RunningProcess: Sendable {
    let id: pid_t
    /// Where it runs; kept while it does.
    let folder: TemporaryFolder
    let standardOutput: URL
    let standardError: URL
    /// The status once it is known. The lock also keeps a signal from reaching a process id that was given away again.
    private let status = Mutex<Int32?>(nil)

    /// Starts a program in a folder. It gets no descriptor of this process beside the three standard ones, so that it holds
    /// no connection of another test open.
    init(_ program: String, _ arguments: [String], in folder: TemporaryFolder, environment: [String: String] = [:]) throws {
        self.folder = folder
        let name = UUID().uuidString
        standardOutput = folder.file("\(name).out")
        standardError = folder.file("\(name).err")
        id = try Self.spawn(
            program, arguments, in: folder.path, output: standardOutput.path, error: standardError.path,
            environment: ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("COMMAND_ROUTER_") }
                .merging(environment) { $1 })
    }

    deinit {
        signal(SIGKILL)
        _ = try? exitStatus(within: .seconds(10))
    }

    /// Standard output so far.
    var output: String { Self.text(standardOutput) }
    /// Standard error so far.
    var errors: String { Self.text(standardError) }

    private static func text(_ file: URL) -> String { (try? Data(contentsOf: file)).map { String(decoding: $0, as: UTF8.self) } ?? "" }

    /// How many milliseconds of processor time it has used, to a hundredth of a second.
    /// - SeeAlso: proc(5), `stat`
    var processorTime: Int {
        let stat = (try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8)) ?? ""
        // Behind the name, which may hold spaces: user and system time are the twelfth and thirteenth.
        let fields = stat.drop { $0 != ")" }.split(separator: " ").dropFirst()
        return fields.dropFirst(11).prefix(2).compactMap { Int($0) }.reduce(0, +) * 10
    }

    /// How much memory it holds, in whole megabytes.
    /// - SeeAlso: proc(5), `status`
    var residentMegabytes: Int {
        get throws {
            let status = try String(contentsOfFile: "/proc/\(id)/status", encoding: .utf8)
            return (status.firstMatch(after: "VmRSS:", until: " kB").flatMap { Int($0.filter(\.isNumber)) } ?? 0) / 1024
        }
    }

    /// Sends a signal, unless the process has ended.
    func signal(_ number: Int32) {
        status.withLock { status in if status == nil { kill(id, number) } }
    }

    /// Whether it still runs.
    var isRunning: Bool { ended() == nil }

    /// Waits for its end. The status is negative where a signal ended it.
    func exitStatus(within limit: Duration = .seconds(30)) throws -> Int32 {
        try BlockingWork.poll("the end of process \(id)", for: limit) { ended() }
    }

    private func ended() -> Int32? {
        status.withLock { status in
            if status != nil { return status }
            var raw: Int32 = 0
            guard waitpid(id, &raw, WNOHANG) == id else { return nil }
            status = raw & 0x7F == 0 ? (raw >> 8) & 0xFF : -(raw & 0x7F)
            return status
        }
    }

    private static func spawn(
        _ program: String, _ arguments: [String], in folder: String, output: String, error: String,
        environment: [String: String]
    ) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, error, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        for descriptor in Int32(3)..<1024 { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        let texts = (["env", "-C", folder, program] + arguments).map { strdup($0) } + [nil]
        let variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { (texts + variables).forEach { free($0) } }
        var id = pid_t()
        let fault = posix_spawnp(&id, "env", &actions, nil, texts, variables)
        guard fault == 0 else { throw TestFailure("\(program) cannot be started: \(String(cString: strerror(fault)))") }
        return id
    }
}

/// A process that has ended.
struct Finished: Sendable {
    let status: Int32
    let output: String
    let errors: String

    /// Runs a program to its end.
    static func run(
        _ program: String, _ arguments: [String], in folder: TemporaryFolder? = nil, environment: [String: String] = [:],
        within limit: Duration = .seconds(180)
    ) async throws -> Finished {
        try await BlockingWork.run {
            let process = try RunningProcess(program, arguments, in: folder ?? TemporaryFolder(), environment: environment)
            let status = try process.exitStatus(within: limit)
            return Finished(status: status, output: process.output, errors: process.errors)
        }
    }

    /// Runs `command-router` to its end.
    static func router(_ arguments: String..., in folder: TemporaryFolder? = nil, environment: [String: String] = [:]) async throws
        -> Finished
    {
        try await run(Project.executable, arguments, in: folder, environment: environment)
    }
}
