// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The file of the rows that were refused: the columns of the file that is brought in, then the line and the reason. Corrected,
/// it can be brought in itself, so a file that is there already and is not known to be this import's is kept under another name.
final class RefusedRows {
    let path: String
    private let header: CSVHeader
    private let warn: (String) -> Void
    private var file: FileHandle?
    private var isOpen = false
    /// How much of it is acknowledged: all that was written.
    private(set) var mark: FileMark

    /// Begins a file, or goes on after what was acknowledged of it. Nothing is touched before the first ``append(_:)``.
    /// - Parameter warn: told where a file was kept under another name.
    init(path: String, header: CSVHeader, mark: FileMark = FileMark(), warn: @escaping (String) -> Void) {
        (self.path, self.header, self.mark, self.warn) = (path, header, mark, warn)
    }

    /// Writes rows in the order of their lines. The file is made when the first row comes.
    func append(_ refused: [ImportSource.Refusal]) throws {
        if !isOpen { try open() }
        guard !refused.isEmpty else { return }
        var text = ""
        if file == nil {
            guard let made = FileHandle(new: path) else {
                throw CommandLineFailure("The file \(path) for refused rows cannot be written.")
            }
            file = made
            text = CSVText.line(columns + CSVHeader.refusal)
        }
        for refusal in refused.sorted(by: { $0.row.line < $1.row.line }) {
            text += CSVText.line(fields(of: refusal.row) + ["\(refusal.row.line)", refusal.reason])
        }
        let data = Data(text.utf8)
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
    private var columns: [String] { header.columns.filter { !CSVHeader.refusal.contains($0) } }

    private func fields(of row: CSVRecord) -> [String] {
        guard row.fields.count == header.columns.count else {
            // Too few or too many: as many as there is place for.
            let fields = Array(row.fields.prefix(columns.count))
            return fields + Array(repeating: "", count: columns.count - fields.count)
        }
        return zip(header.columns, row.fields).filter { !CSVHeader.refusal.contains($0.0) }.map(\.1)
    }
}
