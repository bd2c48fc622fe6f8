// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The file of the rows that were refused, written as the file that is brought in: its columns, then the line and the reason. A row
/// that is written wrongly is kept byte for byte, so that it is refused again until it is corrected. Corrected, the file can be brought
/// in itself, so a file that is there already and is not known to be this import's is kept under another name.
final class RefusedRows {
    let path: String
    private let source: ImportSource
    private let warn: (String) -> Void
    private var file: FileHandle?
    private var isOpen = false
    /// How much of it is acknowledged: all that was written.
    private(set) var mark: FileMark

    /// Begins a file, or goes on after what was acknowledged of it. Nothing is touched before the first ``append(_:)``.
    /// - Parameter warn: told where a file was kept under another name.
    init(path: String, source: ImportSource, mark: FileMark = FileMark(), warn: @escaping (String) -> Void) {
        (self.path, self.source, self.mark, self.warn) = (path, source, mark, warn)
    }

    /// Writes rows in the order of their lines. The file is made when the first row comes.
    func append(_ refused: [ImportSource.Refusal]) throws {
        if !isOpen { try open() }
        guard !refused.isEmpty else { return }
        if file == nil {
            guard let made = FileHandle(new: path) else {
                throw CommandLineFailure("The file \(path) for refused rows cannot be written.")
            }
            file = made
            try write(source.format.beginning + source.format.line(columns + CSVHeader.refusal))
        }
        var lines: [UInt8] = []
        for refusal in refused.sorted(by: { $0.row.line < $1.row.line }) {
            let end = ["\(refusal.row.line)", refusal.reason]
            if let fields = fields(of: refusal.row) {
                lines += source.format.line(fields + end)
                continue
            }
            try write(lines)
            try source.eachPiece(of: refusal.row, write)
            lines = source.format.tail(end)
        }
        try write(lines)
    }

    private func write(_ bytes: [UInt8]) throws {
        guard !bytes.isEmpty else { return }
        let data = Data(bytes)
        try file?.write(contentsOf: data)
        mark.add(data)
    }

    private func open() throws {
        isOpen = true
        if mark.length > 0, let file = FileHandle(forUpdatingAtPath: path), try FileMark(file, length: mark.length) == mark {
            // What is past it was written and not acknowledged.
            try file.truncate(atOffset: UInt64(mark.length))
            try file.seekToEnd()
            self.file = file
            return
        }
        mark = FileMark()
        guard FileManager.default.fileExists(atPath: path) else { return }
        warn("\(path) was there already, and is now \(try setAside()).")
    }

    /// Gives the file that is there the first free name of `people.refused.1.csv`, `people.refused.2.csv` and so on.
    private func setAside() throws -> String {
        let stem = path.hasSuffix(".csv") ? String(path.dropLast(4)) : path
        for number in 1...10_000 {
            let name = "\(stem).\(number).csv"
            if FileManager.default.fileExists(atPath: name) { continue }
            try FileManager.default.moveItem(atPath: path, toPath: name)
            return name
        }
        throw CommandLineFailure("There are ten thousand files like \(path). Move them to another place.")
    }

    /// Those of a file of refused rows itself are not repeated.
    private var columns: [String] { source.header.columns.filter { !CSVHeader.refusal.contains($0) } }

    /// The fields of a row; nil for one that is written wrongly, or has too few or too many.
    private func fields(of row: CSVRecord) -> [String]? {
        let columns = source.header.columns
        guard row.problem == nil, row.fields.count == columns.count else { return nil }
        return zip(columns, row.fields).filter { !CSVHeader.refusal.contains($0.0) }.map(\.1)
    }
}
