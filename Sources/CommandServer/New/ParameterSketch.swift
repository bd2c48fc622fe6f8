// SPDX-License-Identifier: Apache-2.0

import CommandManifest

/// One parameter of a command that is to be.
struct ParameterSketch {
    let name: String
    let kind: ValueDeclaration.Kind
    let isRequired: Bool

    /// Reads `LoanID:id`, or `LoanID:id?` where it may be left out.
    /// - Throws: ``CommandLineFailure`` where it is neither.
    init(_ text: String) throws {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2 else { throw CommandLineFailure("\(text) is not NAME:TYPE") }
        isRequired = !parts[1].hasSuffix("?")
        let type = isRequired ? parts[1] : String(parts[1].dropLast())
        let scalars = parts[0].unicodeScalars
        guard scalars.first?.isASCIILetter == true, scalars.allSatisfy({ $0.isASCIILetter || $0.isASCIIDigit || $0 == "_" }) else {
            throw CommandLineFailure("\(parts[0]) is no name for a parameter: write ASCII letters, digits and _, beginning with a letter")
        }
        guard let kind = ValueDeclaration.Kind(rawValue: type) else {
            let near = Suggestion.nearest(to: type, among: ValueDeclaration.Kind.allCases.map(\.rawValue))
            throw CommandLineFailure("There is no type \(type)." + (near.map { " Did you mean \($0)?" } ?? ""))
        }
        guard kind != .object, kind != .array else {
            throw CommandLineFailure("What is in an \(type) is yours to declare: leave \(parts[0]) out here, and see docs/manifest.md")
        }
        self.name = parts[0]
        self.kind = kind
    }

    /// The property of the handler's struct: `loanID`, ``APIKey`` as `apiKey`.
    var property: String {
        let scalars = Array(name.unicodeScalars)
        let upper = scalars.prefix { (0x41...0x5A).contains($0.value) }.count
        // Of a run of capitals the last begins the next word, unless nothing follows it.
        let lowered = upper <= 1 || upper == scalars.count ? upper : upper - 1
        let property = String(name.prefix(lowered)).lowercased() + name.dropFirst(lowered)
        return SwiftWord.keywords.contains(property) ? "`\(property)`" : property
    }

    /// The property's type.
    var type: String {
        switch kind {
        case .integer, .id: "Int"
        case .idList: "[Int]"
        case .number: "Double"
        case .boolean: "Bool"
        default: "String"
        }
    }

    /// A valid value, as JSON, which is YAML as well.
    var sample: String {
        switch kind {
        case .integer, .id: "1"
        case .number: "1.5"
        case .boolean: "true"
        case .idList: "[1, 2]"
        case .date: "\"2026-01-31\""
        case .time: "\"12:30:00\""
        case .datetime: "\"2026-01-31 12:30:00\""
        case .timezone: "\"UTC\""
        case .url: "\"https://example.com/\""
        case .email: "\"ada@example.com\""
        default: "\"text\""
        }
    }
}
