// SPDX-License-Identifier: Apache-2.0

import CommandManifest

extension CommandSketch {
    /// What a declaration takes over from one beside it, as lines that are indented like its keys.
    struct Surroundings {
        let plugin: String
        var access: [String]
        var permissions: [String]
        var groups: [String]
    }

    /// The declaration, line by line.
    ///
    /// - Parameters:
    ///   - indent: what stands before the command's name.
    ///   - step: what each level adds.
    func declaration(_ given: Surroundings, indent: String, step: String) -> [String] {
        let inner = indent + step
        var lines = [
            "\(indent)\(name):", "\(inner)summary: \(Self.plain(summary))", "\(inner)plugin: \(given.plugin)",
        ]
        lines += given.access + given.permissions + ["\(inner)effects: \(effects.rawValue)"] + given.groups
        if !parameters.isEmpty {
            lines.append("\(inner)parameters:")
            lines += parameters.map { "\(inner)\(step)\($0.name): { \(keys(of: $0)) }" }
            lines.append("\(inner)errors:")
            lines += codes.map { "\(inner)\(step)\($0.code): \($0.text)" }
        }
        lines += ["\(inner)returns: {}", "\(inner)examples:"]
        lines += ["\(inner)\(step)- request: \(request(parameters))", "\(inner)\(step)  reply: {}"]
        if !required.isEmpty {
            let codes = Array(1...required.count).map(String.init).joined(separator: ", ")
            lines += ["\(inner)\(step)- request: {}", "\(inner)\(step)  refusal: { ErrorCode: [\(codes)] }"]
        }
        return lines
    }

    var required: [ParameterSketch] { parameters.filter(\.isRequired) }

    private func keys(of parameter: ParameterSketch) -> String {
        let missing = required.firstIndex { $0.name == parameter.name }.map { "required: \($0 + 1), " } ?? ""
        return "type: \(parameter.kind.rawValue), \(missing)invalid: \(invalid(parameter)), summary: \(Self.plain(parameter.name))"
    }

    /// Codes of missing parameters come first, in order; then those of invalid ones.
    private func invalid(_ parameter: ParameterSketch) -> Int {
        required.count + 1 + (parameters.firstIndex { $0.name == parameter.name } ?? 0)
    }

    private var codes: [(code: Int, text: String)] {
        required.enumerated().map { ($0.offset + 1, "Missing required parameter (\($0.element.name))") }
            + parameters.map { (invalid($0), "Invalid \($0.name)") }
    }

    private func request(_ parameters: [ParameterSketch]) -> String {
        parameters.isEmpty ? "{}" : "{ " + parameters.map { "\($0.name): \($0.sample)" }.joined(separator: ", ") + " }"
    }

    /// A text as it stands where YAML reads it as that text, else in quotes.
    private static func plain(_ text: String) -> String {
        let isPlain = text.unicodeScalars.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit || " -_()'.".unicodeScalars.contains($0) }
        return isPlain && text.unicodeScalars.first?.isASCIILetter == true && !text.hasSuffix(" ") ? text : ManifestValue.string(text).json
    }
}
