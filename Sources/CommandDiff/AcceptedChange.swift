// SPDX-License-Identifier: Apache-2.0

package import CommandManifest

/// An exception: a change that is meant, and why.
///
/// ```yaml
/// - change: choice.removed
///   at: campaigns.get/parameters.CampaignStatus.oneOf
///   reason: No campaign was ever in that status.
/// ```
package struct AcceptedChange: Sendable {
    /// The change's rule id.
    package let kind: ChangeKind
    /// Its place.
    package let place: String
    /// Why it is meant.
    package let reason: String
    /// Where the exception stands.
    package let location: SourceLocation

    /// Whether it is this change.
    package func covers(_ change: Change) -> Bool { kind == change.kind && place == change.place }

    /// Reads a file of exceptions.
    ///
    /// - Returns: The exceptions, and what is wrong with the file.
    package static func read(_ bytes: [UInt8], name: String) -> (all: [AcceptedChange], diagnostics: [Diagnostic]) {
        let (entries, faults) = TextList.read(bytes, name: name, keys: ["change", "at", "reason"])
        var diagnostics = faults
        var all: [AcceptedChange] = []
        for entry in entries {
            let id = entry["change"] ?? ""
            guard let kind = ChangeKind(rawValue: id) else {
                let nearest = Suggestion.nearest(to: id, among: ChangeKind.allCases.map(\.rawValue))
                diagnostics.append(
                    Diagnostic(
                        .valueChoice, at: entry.location, "`\(id)` is not the rule id of a change.",
                        note: nearest.map { "Did you mean `\($0)`?" } ?? "`diff` prints it in brackets behind each change."))
                continue
            }
            all.append(AcceptedChange(kind: kind, place: entry["at"] ?? "", reason: entry["reason"] ?? "", location: entry.location))
        }
        return (all, diagnostics)
    }
}
