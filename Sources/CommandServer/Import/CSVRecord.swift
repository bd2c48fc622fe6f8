// SPDX-License-Identifier: Apache-2.0

/// One record of a file of separated values.
struct CSVRecord: Hashable {
    /// Its fields without quotes; none where there is a ``problem``.
    var fields: [String] = []
    /// The line that it begins on, from 1.
    let line: Int
    /// The byte of the file that it begins with, and how many bytes of the file end with it.
    var start = 0
    let end: Int
    /// What is wrong with this record alone; those after it can be read.
    var problem: CSVProblem?
}

/// Thrown where a file cannot be read on, since nobody knows where the next record begins.
struct CSVFault: Error, Hashable, CustomStringConvertible {
    /// From 1.
    let line: Int
    /// In a few words.
    let reason: String

    var description: String { "line \(line): \(reason)" }
}
