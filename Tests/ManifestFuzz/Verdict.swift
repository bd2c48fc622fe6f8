// SPDX-License-Identifier: Apache-2.0

import CommandManifest

/// What must be true of whatever the reader says, whatever it has read.
struct Verdict {
    private static let name = "/nowhere/commands.yaml"
    /// Longer than any sentence, cut texts included.
    private static let longest = 1_500

    /// What is not true.
    private(set) var faults: [String] = []
    private let text: SourceText
    private let bytes: [UInt8]

    /// Reads these bytes, and judges.
    init(on bytes: [UInt8]) {
        self.bytes = bytes
        text = SourceText(bytes)
        let start = ContinuousClock.now
        let (manifest, diagnostics) = ManifestReader().read(text: bytes, name: Self.name)
        require(ContinuousClock.now - start < .seconds(10), "it took \(ContinuousClock.now - start)")
        require((manifest == nil) == diagnostics.contains { $0.severity == .error }, "a manifest is there exactly where no error is")
        require(Set(diagnostics).count == diagnostics.count, "one diagnostic stands twice")
        for (first, second) in zip(diagnostics, diagnostics.dropFirst()) {
            require(first.location <= second.location, "\(second.location) stands after \(first.location)")
        }
        diagnostics.forEach { judge($0) }
        show(diagnostics)
    }

    private mutating func require(_ isTrue: Bool, _ fault: @autoclosure () -> String) {
        if !isTrue { faults.append(fault()) }
    }

    private mutating func judge(_ diagnostic: Diagnostic) {
        require(Diagnostic.ID.all.contains(diagnostic.id), "\(diagnostic.id) is no known id")
        for place in [diagnostic.location] + diagnostic.related.map(\.location) where place.file == Self.name {
            require(text.contains(line: place.line, column: place.column), "\(place) of [\(diagnostic.id)] is not in the file")
            guard let end = place.endColumn else { continue }
            let isEnd = end > place.column && text.contains(line: place.line, column: end)
            require(isEnd, "\(place)-\(end) of [\(diagnostic.id)] is not in the file")
        }
        for words in [diagnostic.message, diagnostic.note ?? ""] + diagnostic.related.map(\.message) {
            let isSentence = words.hasSuffix(".") || words.hasSuffix("?")
            require(isSentence && words.unicodeScalars.count < Self.longest, "[\(diagnostic.id)] has no sentence: \(words)")
        }
    }

    /// Prints all, as a terminal would get it: what controls it must not be among it.
    private mutating func show(_ diagnostics: [Diagnostic]) {
        let bytes = bytes
        var printer = DiagnosticPrinter { $0 == Self.name ? bytes : nil }
        for diagnostic in diagnostics.prefix(50) {
            let controls = printer.text(diagnostic).unicodeScalars.filter { $0 != "\n" && $0.properties.generalCategory == .control }
            require(controls.isEmpty, "[\(diagnostic.id)] is printed with U+\(String(controls.first?.value ?? 0, radix: 16))")
        }
    }
}
