// SPDX-License-Identifier: Apache-2.0

import CommandManifest

/// A diagnostic as GitHub's workflows read it from a step's output, to show it beside the line.
/// - SeeAlso: GitHub Actions, "Workflow commands", `error` and `warning`
struct GitHubAnnotation {
    private let diagnostic: Diagnostic

    init(_ diagnostic: Diagnostic) { self.diagnostic = diagnostic }

    /// `::error file=commands.yaml,line=41,col=7,endColumn=12,title=key.unknown::…`
    var text: String {
        let place = diagnostic.location
        let end = place.endColumn.map { ",endColumn=\($0)" } ?? ""
        let related = diagnostic.related.map { "\($0.location): \($0.message)" }
        let words = ([diagnostic.message] + related + [diagnostic.note].compactMap(\.self)).joined(separator: "\n")
        let file = Self.escaped(place.file, isProperty: true)
        let title = Self.escaped(diagnostic.id.rawValue, isProperty: true)
        return "::\(diagnostic.severity.rawValue) file=\(file),line=\(place.line),col=\(place.column)\(end),title=\(title)::"
            + Self.escaped(words)
    }

    private static func escaped(_ text: String, isProperty: Bool = false) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "%": result += "%25"
            case "\r": result += "%0D"
            case "\n": result += "%0A"
            case ":" where isProperty: result += "%3A"
            case "," where isProperty: result += "%2C"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
