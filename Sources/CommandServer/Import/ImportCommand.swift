// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CommandManifest
import Foundation

/// `import`, with one command below it for each importer of the application.
struct ImportCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "import", abstract: "Bring in the rows of a file through a running gateway.",
            subcommands: CommandServer.application.importers.map { subcommand($0) })
    }

    private static func subcommand<Importer: CommandImporter>(_ importer: Importer.Type) -> any ParsableCommand.Type {
        ImportRows<Importer>.self
    }
}

/// `import NAME FILE --OPTION ID`.
struct ImportRows<Importer: CommandImporter>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        let declaration = Importer.declaration
        return CommandConfiguration(
            commandName: declaration.name, abstract: declaration.abstract,
            discussion: declaration.discussion + """


                The file has comma-separated values (RFC 4180), with a header; - is standard input. Semicolons, tabs and a line \
                sep=; are found by themselves, as is UTF-16 by its mark; all else is read as UTF-8. A column is sent under its \
                name; an empty field is not sent. Rows that are refused, or written wrongly, go to FILE.refused.csv with their \
                lines and reasons, and the others are kept; that file, corrected, can be brought in itself. One that is there \
                already is kept as FILE.refused.1.csv and so on. A quote that is never closed ends the file. Control-C stops \
                after the batch that is under way. --resume goes on after the last one that was acknowledged, which \
                FILE.csv.progress remembers.
                Exit status: 0 done, 1 rows were refused or the import stopped, 2 a wrong command line.
                """)
    }

    @Argument(help: "The file; - is standard input.") var file: String
    @Option(name: .customLong(Importer.declaration.option.name), help: ArgumentHelp(Importer.declaration.option.help, valueName: "id"))
    var target: Int
    @OptionGroup var gateway: GatewayOptions
    @Flag(help: "Go on where an import of this file stopped.") var resume = false
    @Option(help: "What a column is sent as, as COLUMN=NAME; COLUMN= passes it over. May be given more than once.")
    var map: [String] = []
    @Option(help: "What stands between fields: comma, semicolon, tab, or one character. Default: what the header has.")
    var delimiter: String?
    @Option(help: "How the file is written. Default: UTF-16 where its mark says so, else UTF-8.") var encoding: TextEncoding?
    @Option(help: "How many rows are sent at once.") var batch = Importer.declaration.maximumRows
    @Option(help: "How often a batch is sent again while the gateway is away or asks to wait.") var retries = 8
    @Flag(help: "Print JSON.") var json = false

    func validate() throws {
        guard target >= 1 else { throw ValidationError("--\(Importer.declaration.option.name) is an id, at least 1") }
        guard 1...Importer.declaration.maximumRows ~= batch else {
            throw ValidationError("--batch is a number from 1 to \(Importer.declaration.maximumRows)")
        }
        guard 0...100 ~= retries else { throw ValidationError("--retries is a number from 0 to 100") }
        _ = try renamed()
        _ = try format()
        _ = try gateway.endpoint()
    }

    /// What the command line says of the file's format.
    private func format() throws -> CSVFormat.Given {
        guard let delimiter else { return CSVFormat.Given(encoding: encoding) }
        let words = ["comma": ",", "semicolon": ";", "tab": "\t", "\\t": "\t", "pipe": "|"]
        let text = words[delimiter.lowercased()] ?? delimiter
        guard text.utf8.count == 1, let byte = text.utf8.first.flatMap(CSVFormat.delimiter) else {
            throw ValidationError("--delimiter is comma, semicolon, tab, or one ASCII character that is no quote")
        }
        return CSVFormat.Given(delimiter: byte, encoding: encoding)
    }

    /// Columns and what they are sent as.
    private func renamed() throws -> [String: String] {
        var renamed: [String: String] = [:]
        for text in map {
            guard let equals = text.lastIndex(of: "="), equals != text.startIndex else {
                throw ValidationError("--map is given as COLUMN=NAME, not \(text)")
            }
            renamed[String(text[..<equals])] = String(text[text.index(after: equals)...])
        }
        return renamed
    }

    func run() async throws {
        let declaration = Importer.declaration
        let paths = ImportPaths(source: file)
        try paths.check()
        let credentials = try gateway.credentials()
        var source = try open(paths)
        var progress = try start(paths, &source)
        let began = ContinuousClock.now
        let rowsBefore = progress.rows
        var failure: (any Error)?
        do {
            try await importRun(paths, credentials).run(&source, &progress)
            try? FileManager.default.removeItem(atPath: paths.progress)
        } catch {
            failure = error
        }
        let summary = ImportSummary(
            declaration: declaration, progress: progress, paths: paths, rowsBefore: rowsBefore,
            seconds: (ContinuousClock.now - began) / .seconds(1), failure: failure)
        if json { Terminal.say(json: summary.json) } else { Terminal.say(summary.text) }
        if let failure { Terminal.warn(summary.reason(failure)) }
        guard failure == nil, progress.refused == 0 else { throw ExitCode(1) }
    }

    private func open(_ paths: ImportPaths) throws -> ImportSource {
        do {
            return try ImportSource(
                paths.isInput ? .input() : ImportFile(path: paths.source), maximumRows: batch, format: format(), renamed: renamed(),
                required: Importer.declaration.columns)
        } catch let fault as CSVFault {
            throw CommandLineFailure("The header cannot be read: \(fault)")
        }
    }

    /// Where it starts: at the beginning, or where an import that stopped goes on.
    private func start(_ paths: ImportPaths, _ source: inout ImportSource) throws -> ImportProgress {
        let subject = try ImportProgress.Subject(name: Importer.declaration.name, target: target, file: source.file, format: source.format)
        guard resume else { return ImportProgress(subject) }
        guard let progress = try ImportProgress.read(paths.progress, for: subject) else {
            Terminal.warn("There is no \(paths.progress), so the import starts at the beginning.")
            return ImportProgress(subject)
        }
        try source.resume(at: progress.offset, line: progress.line)
        return progress
    }

    private func importRun(_ paths: ImportPaths, _ credentials: [(String, String)]) throws -> ImportRun {
        let client = GatewayClient(url: try gateway.endpoint(), maxReply: gateway.maxReply)
        let stop = StopSignal()
        let sender = BatchSender(
            send: { try await client.send($0, mode: nil) }, wait: { await stop.wait($0) },
            onWait: { reason, length in
                ProgressBar.warn("\(reason): trying again in \((length / .seconds(1)).formatted()) s")
            }, retries: retries)
        return ImportRun(
            declaration: Importer.declaration, target: target, credentials: credentials, paths: paths, sender: sender,
            stop: stop)
    }
}
