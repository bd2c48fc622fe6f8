// SPDX-License-Identifier: Apache-2.0

import Foundation

/// How far an import has come, kept in a small file beside the one that is brought in.
struct ImportProgress: Codable, Hashable {
    /// What is brought in, and where it goes: an import goes on with the same alone.
    struct Subject: Codable, Hashable {
        let name: String
        let target: Int
        /// The file's length and a hash of its bytes.
        let size: Int
        let hash: String
        /// How it is written; nil for commas and UTF-8.
        var format: String?

        /// Looks at a file.
        init(name: String, target: Int, file: ImportFile, format: CSVFormat) throws {
            let mark = try file.mark()
            (self.name, self.target, self.size, self.hash) = (name, target, mark.length, mark.hash)
            self.format = format.name
        }
    }

    let subject: Subject
    /// How many bytes, lines and rows of the file were acknowledged.
    var offset = 0, line = 1, rows = 0
    /// How many of each kind, by the reply's field.
    var counts: [String: Int] = [:]
    /// How many rows were refused.
    var refused = 0
    /// What was acknowledged of their file.
    var refusedRows = FileMark()

    init(_ subject: Subject) { self.subject = subject }

    /// Reads a progress file; nil where there is none.
    /// - Throws: ``CommandLineFailure`` where it is of another import, or no progress file.
    static func read(_ path: String, for subject: Subject) throws -> ImportProgress? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        // A progress file has some hundred bytes; what is longer is none.
        let data = try GivenFile.regular(path).read(upToCount: 65_536) ?? Data()
        guard let progress = try? JSONDecoder().decode(ImportProgress.self, from: data), progress.isSane else {
            throw CommandLineFailure("\(path) is no progress of an import. Without --resume the import starts again.")
        }
        guard progress.subject == subject, progress.offset <= subject.size else {
            throw CommandLineFailure(
                "\(path) is of another file, of this file before it was changed or as it was read then, or of another place to bring it. "
                    + "Without --resume the import starts again, which does no harm.")
        }
        return progress
    }

    /// Whether its numbers are some that an import can have come to.
    private var isSane: Bool {
        let numbers = [offset, line, rows, refused, refusedRows.length] + Array(counts.values)
        return numbers.allSatisfy { 0...(Int.max / 2) ~= $0 }
    }

    /// Writes the file anew, whole or not at all.
    func write(_ path: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        try encoder.encode(self).write(to: URL(filePath: path), options: .atomic)
    }
}
