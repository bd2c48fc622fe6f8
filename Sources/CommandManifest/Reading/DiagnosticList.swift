// SPDX-License-Identifier: Apache-2.0

/// Diagnostics as they are found: as many as a reader can use, each once.
struct DiagnosticList {
    /// After so many the rest is left out.
    static let most = 1_000

    /// As many other places are named of one fault.
    private static let mostRelated = 5

    /// As many known names are looked at for "did you mean", so that a long list of faults among many names stays quick.
    private static let mostLooks = 200_000

    private var found: [Diagnostic] = []
    /// Where what is told of several places stands in ``found``, by id and message.
    private var told: [String: Int] = [:]
    private var looks = 0

    /// How many there are so far.
    var count: Int { found.count }

    /// How many of them are errors.
    private(set) var errors = 0

    /// Whether one of them is an error.
    var hasError: Bool { errors > 0 }

    /// Whether nothing more is taken.
    var isFull: Bool { found.count > Self.most }

    /// All that was found, in order of place, each once.
    var sorted: [Diagnostic] {
        var result: [Diagnostic] = []
        for diagnostic in found.sorted(by: Self.precedes) where result.last != diagnostic { result.append(diagnostic) }
        return result
    }

    private static func precedes(_ left: Diagnostic, _ right: Diagnostic) -> Bool {
        if left.location != right.location { return left.location < right.location }
        return (left.id.rawValue, left.message, left.note ?? "") < (right.id.rawValue, right.message, right.note ?? "")
    }

    /// Adds one.
    mutating func report(_ diagnostic: Diagnostic) {
        guard !isFull else { return }
        if diagnostic.severity == .error { errors += 1 }
        var diagnostic = diagnostic
        diagnostic.message = Self.shown(diagnostic.message)
        diagnostic.note = diagnostic.note.map(Self.shown)
        guard found.count == Self.most else {
            found.append(diagnostic)
            return
        }
        found.append(
            Diagnostic(
                .diagnosticsLimit, at: diagnostic.location, "There are more than \(Self.most) faults; the rest is not shown.",
                note: "Mend these and check again."))
    }

    /// Adds one, or, where the same is told of another place already, names its place there.
    mutating func report(_ diagnostic: Diagnostic, besides related: String) {
        let key = "\(diagnostic.id) \(diagnostic.message)"
        guard let same = told[key], found[same].location.file == diagnostic.location.file else {
            if !isFull { told[key] = found.count }
            return report(diagnostic)
        }
        guard found[same].related.count < Self.mostRelated else { return }
        found[same].related.append(.init(related, at: diagnostic.location))
    }

    /// Adds what another list has beyond its first `count`.
    mutating func add(_ other: DiagnosticList, beyond count: Int) { other.found.dropFirst(count).forEach { report($0) } }

    /// "Did you mean `x`?" for a name that a file uses, among all that it declares, which are made where they are needed; nil where
    /// nothing is near, and once so many were looked at that it would take long.
    mutating func suggestion(for name: String, amongAll count: Int, _ names: () -> [String]) -> String? {
        guard !isFull, looks < Self.mostLooks else { return nil }
        looks += count
        return Suggestion.note(for: name, among: names())
    }

    /// As a terminal can show it: a file's texts stand in sentences, so they are cut, and lose what controls a terminal.
    private static func shown(_ text: String) -> String {
        guard text.utf8.count > 400 || text.utf8.contains(where: { $0 < 0x20 || $0 >= 0x7F }) else { return text }
        var scalars = text.unicodeScalars.map { $0.isHidden ? "\u{FFFD}" : $0 }
        if scalars.count > 400 { scalars.replaceSubrange(200..<scalars.count - 200, with: ["…"]) }
        return String(String.UnicodeScalarView(scalars))
    }

    /// Adds an error.
    mutating func report(
        _ id: Diagnostic.ID, at location: SourceLocation, _ message: String, note: String, related: [Diagnostic.Related] = []
    ) {
        report(Diagnostic(id, at: location, message, note: note, related: related))
    }
}
