// SPDX-License-Identifier: Apache-2.0

import CommandManifest

/// What an import says at its end.
struct ImportSummary {
    let declaration: ImportDeclaration
    let progress: ImportProgress
    let paths: ImportPaths
    /// How many rows an earlier run had brought in.
    let rowsBefore: Int
    let seconds: Double
    let failure: (any Error)?

    private var perSecond: Int { Int(exactly: (Double(progress.rows - rowsBefore) / max(seconds, 0.001)).rounded()) ?? 0 }

    /// One line, and another where rows were refused.
    var text: String {
        let counts = declaration.counts.map { "\(progress.counts[$0.field] ?? 0) \($0.word)" } + ["\(progress.refused) refused"]
        let rows = progress.rows == 1 ? "1 row" : "\(progress.rows) rows"
        let end = progress.refused > 0 ? "\nThe rows that were refused are in \(paths.refused)." : ""
        return "\(rows): \(counts.joined(separator: ", ")); \(perSecond) rows a second.\(end)"
    }

    var json: String {
        let counts = declaration.counts.map { ManifestValue.Member($0.word, .integer(progress.counts[$0.field] ?? 0)) }
        return ManifestValue.object(
            [.init("complete", .boolean(failure == nil)), .init("rows", .integer(progress.rows))] + counts + [
                .init("refused", .integer(progress.refused)),
                .init("refusedFile", progress.refused > 0 ? .string(paths.refused) : .null),
                .init("rowsPerSecond", .integer(perSecond)),
                .init("reason", failure.map { .string(reason($0)) } ?? .null),
            ]
        ).json
    }

    /// Why it stopped, and what to do.
    func reason(_ failure: any Error) -> String {
        switch failure {
        case let fault as CSVFault: "The file cannot be read on from \(fault). The rows before it were brought in."
        case let stop as BatchSender.Stop: progress.rows > 0 ? "\(stop). --resume goes on from here." : "\(stop)."
        default: "\(failure)"
        }
    }
}
