// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The file of the rows that were refused: the columns of the file that is brought in, then the line and the reason. Corrected,
/// it can be brought in itself.
final class RefusedRows {
    let path: String
    private let header: CSVHeader
    private var file: FileHandle?
    /// How many bytes were written.
    private(set) var length: Int

    /// Begins a file, or goes on after what was acknowledged of it. It is made when the first row comes.
    init(path: String, header: CSVHeader, length: Int) throws {
        self.path = path
        self.header = header
        self.length = length
        guard length > 0, let file = FileHandle(forUpdatingAtPath: path), try file.seekToEnd() >= length else {
            self.length = 0
            try? FileManager.default.removeItem(atPath: path)
            return
        }
        // What is past it was written and not acknowledged.
        try file.truncate(atOffset: UInt64(length))
        try file.seekToEnd()
        self.file = file
    }

    /// Writes rows in the order of their lines.
    func append(_ refused: [ImportSource.Refusal]) throws {
        guard !refused.isEmpty else { return }
        var text = ""
        if file == nil {
            guard FileManager.default.createFile(atPath: path, contents: nil), let made = FileHandle(forWritingAtPath: path) else {
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
        length += data.count
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
