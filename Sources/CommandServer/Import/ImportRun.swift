// SPDX-License-Identifier: Apache-2.0

import CommandWire
import Foundation

/// One run of an import: from where it stands to the file's end, or to where it must stop.
struct ImportRun {
    let declaration: ImportDeclaration
    let target: Int
    let credentials: [(String, String)]
    let paths: ImportPaths
    let sender: BatchSender
    let stop: StopSignal

    /// So many rows refused without one that was not are worth a warning.
    private static let manyRows = 100

    /// Sends what is left of a file, batch by batch, and keeps `progress` up to date, here and in its file.
    ///
    /// Batches go one after another, so that of two rows with one key the later one holds; the next one is read meanwhile.
    /// - Throws: ``CSVFault`` and ``BatchSender/Stop``; what was acknowledged before holds.
    func run(_ source: inout ImportSource, _ progress: inout ImportProgress) async throws {
        let refused = RefusedRows(path: paths.refused, source: source, mark: progress.refusedRows, warn: ProgressBar.warn)
        let (start, startRows) = (progress.offset, progress.rows)
        var bar = ProgressBar(declaration.name)
        defer { bar.clear() }
        var isWarned = startRows > 0
        var next = try source.batch()
        while let batch = next {
            async let delivered = deliver(batch.rows.isEmpty ? nil : body(batch.json))
            let following = Result { try source.batch() }
            let reply = try await delivered
            try acknowledge(batch, reply, refused, &progress)
            if !isWarned, (try? following.get()) != nil { isWarned = warn(progress, reply) }
            bar.show(
                progress.offset, of: progress.subject.size, fresh: progress.offset - start, rows: progress.rows,
                freshRows: progress.rows - startRows)
            next = try following.get()
            if next != nil, stop.isTold { throw BatchSender.Stop.told }
        }
    }

    private func deliver(_ body: [UInt8]?) async throws -> BatchReply? {
        guard let body else { return nil }
        return try await sender.deliver(body)
    }

    /// Warns where each of many rows was refused, as for a column that nobody knows: the others may fare alike.
    /// - Returns: whether nothing is left to warn of: it was said, or a row was brought in.
    private func warn(_ progress: ImportProgress, _ reply: BatchReply?) -> Bool {
        guard progress.refused == progress.rows else { return true }
        guard progress.rows >= Self.manyRows, let last = reply?.refused.last else { return false }
        ProgressBar.warn(
            "Each of the first \(progress.rows) rows was refused, the last because \(last.reason). Control-C stops the import.")
        return true
    }

    private func acknowledge(
        _ batch: ImportSource.Batch, _ reply: BatchReply?, _ refused: RefusedRows, _ progress: inout ImportProgress
    ) throws {
        var refusals = batch.refused
        for (row, reason) in reply?.refused ?? [] where row >= 1 && row <= batch.rows.count {
            refusals.append(ImportSource.Refusal(row: batch.rows[row - 1], reason: reason))
        }
        try refused.append(refusals)
        for count in declaration.counts {
            // A gateway cannot have done more than was sent.
            let number = min(max(reply?.numbers[count.field] ?? 0, 0), batch.rows.count)
            progress.counts[count.field, default: 0] += number
        }
        (progress.offset, progress.line) = (batch.end, batch.line)
        progress.rows += batch.count
        progress.refused += refusals.count
        progress.refusedRows = refused.mark
        try progress.write(paths.progress)
    }

    private func body(_ rows: [UInt8]) -> [UInt8] {
        var json = Array("{\"Command\":".utf8)
        JSONString.append(declaration.command, to: &json)
        for (name, value) in credentials {
            json.append(UInt8(ascii: ","))
            JSONString.append(name, to: &json)
            json.append(UInt8(ascii: ":"))
            JSONString.append(value, to: &json)
        }
        json += Array(",\"\(declaration.option.parameter)\":\(target),\"\(declaration.rows)\":[".utf8)
        json += rows
        json += Array("]}".utf8)
        return json
    }
}

/// The files of an import, side by side.
struct ImportPaths {
    /// The file that is brought in; for standard input the name that its other files are called after.
    let source: String
    /// Whether it is standard input.
    let isInput: Bool

    init(source: String) { (self.source, isInput) = (source == "-" ? "stdin.csv" : source, source == "-") }

    /// Looks at what is there already in the place of what an import writes.
    /// - Throws: ``CommandLineFailure`` for a folder, a pipe or a device.
    func check() throws {
        for path in [progress, refused] where FileManager.default.fileExists(atPath: path) { try GivenFile.regular(path).close() }
    }

    /// `people.csv` has `people.csv.progress` and `people.refused.csv`.
    var progress: String { source + ".progress" }
    var refused: String { (source.hasSuffix(".csv") ? String(source.dropLast(4)) : source) + ".refused.csv" }
}
