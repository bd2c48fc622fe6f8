// SPDX-License-Identifier: Apache-2.0

/// One record of a file of comma-separated values.
struct CSVRecord: Hashable {
    /// Its fields without quotes; none where there is a ``problem``.
    var fields: [String] = []
    /// The line that it begins on, from 1.
    let line: Int
    /// How many bytes of the file end with it.
    let end: Int
    /// What is wrong with this record alone; those after it can be read.
    var problem: String?
}

/// Thrown where a file cannot be read on, since nobody knows where the next record begins.
struct CSVFault: Error, Hashable, CustomStringConvertible {
    /// From 1.
    let line: Int
    /// In a few words.
    let reason: String

    var description: String { "line \(line): \(reason)" }
}

/// Fields as a record's text.
enum CSVText {
    /// A line with its end.
    static func line(_ fields: [String]) -> String { fields.map(field).joined(separator: ",") + "\r\n" }

    /// Quoted where it must be.
    private static func field(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}
