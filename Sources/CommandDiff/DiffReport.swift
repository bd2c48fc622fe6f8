// SPDX-License-Identifier: Apache-2.0

import CommandManifest

/// A comparison held against what is refused and what is accepted all the same.
package struct DiffReport: Sendable {
    /// What differs.
    package let changes: [Change]
    /// The classes that are refused.
    package let refused: Set<ChangeClass>
    /// By change, why it is accepted; nil where nothing says so.
    package let reasons: [String?]
    /// Exceptions that are no change's.
    package let unused: [AcceptedChange]

    /// Holds changes against refused classes and exceptions.
    package init(_ changes: [Change], refusing refused: Set<ChangeClass>, accepting accepted: [AcceptedChange] = []) {
        self.changes = changes
        self.refused = refused
        reasons = changes.map { change in accepted.first { $0.covers(change) }?.reason }
        unused = accepted.filter { exception in !changes.contains(where: exception.covers) }
    }

    /// The changes that are refused and that nothing accepts.
    package var failures: [Change] {
        zip(changes, reasons).filter { refused.contains($0.changeClass) && $1 == nil }.map(\.0)
    }

    /// A line for each change, the worst class first, and a summary.
    package var text: String {
        var lines: [String] = []
        for changeClass in ChangeClass.allCases {
            for (change, reason) in zip(changes, reasons) where change.changeClass == changeClass {
                let place = (change.new ?? change.old)?.description ?? ""
                lines.append("\(place): \(changeClass.rawValue): \(change.place): \(change.message) [\(change.kind.rawValue)]")
                if let reason { lines.append("  accepted: \(reason)") }
            }
        }
        for exception in unused {
            lines.append(
                "\(exception.location): unused: there is no change \(exception.kind.rawValue) at \(exception.place); take the exception out"
            )
        }
        return (lines + [summary]).joined(separator: "\n")
    }

    private var summary: String {
        let counts = ChangeClass.allCases.map { one in "\(changes.count { $0.changeClass == one }) \(one.rawValue)" }
        let accepted = reasons.count { $0 != nil }
        return counts.joined(separator: ", ") + (accepted > 0 ? "; \(accepted) accepted" : "")
            + (unused.isEmpty ? "" : "; \(unused.count) unused exception\(unused.count == 1 ? "" : "s")")
    }

    /// For a script.
    package var json: String {
        ManifestValue.object([
            .init("changes", .array(zip(changes, reasons).map { Self.value($0, $1) })),
            .init(
                "counts",
                .object(ChangeClass.allCases.map { one in .init(one.rawValue, .integer(changes.count { $0.changeClass == one })) })),
            .init("refused", .array(ChangeClass.allCases.filter(refused.contains).map { .string($0.rawValue) })),
            .init("failures", .integer(failures.count)),
            .init(
                "unused",
                .array(
                    unused.map {
                        .object([
                            .init("id", .string($0.kind.rawValue)), .init("at", .string($0.place)), .init("reason", .string($0.reason)),
                            .init("location", .string($0.location.description)),
                        ])
                    })),
        ]).json
    }

    private static func value(_ change: Change, _ reason: String?) -> ManifestValue {
        let places = [("old", change.old), ("new", change.new)].compactMap { name, place in
            place.map { ManifestValue.Member(name, .string($0.description)) }
        }
        return .object(
            [
                .init("id", .string(change.kind.rawValue)), .init("class", .string(change.changeClass.rawValue)),
                .init("at", .string(change.place)), .init("message", .string(change.message)),
            ] + places + (reason.map { [.init("accepted", .string($0))] } ?? []))
    }
}
