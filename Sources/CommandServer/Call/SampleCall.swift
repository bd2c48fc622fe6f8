// SPDX-License-Identifier: Apache-2.0

import CommandManifest

/// A call that works on a fresh server: of the manifest's examples that succeed, the shortest that a user can send with a key and
/// that names no id of something made before. One that writes goes before one that reads.
struct SampleCall {
    private let command: String
    private let fields: [ManifestValue.Member]

    /// Finds one; nil where there is none.
    init?(in manifest: Manifest) {
        let found =
            Self.candidates(manifest) { $0.effects == .write }.first ?? Self.candidates(manifest) { $0.effects == .read }.first
        guard let found else { return nil }
        self = found
    }

    /// A shell's line that makes the call.
    func line(at address: String, apiKey: String) -> String {
        let body = ManifestValue.object(
            [.init("Command", .string(command)), .init("APIKey", .string(apiKey))] + fields)
        return "curl -s http://\(address)/api.php -H 'Content-Type: application/json' -d '\(body.json)'"
    }

    private init(_ command: String, _ fields: [ManifestValue.Member]) {
        self.command = command
        self.fields = fields
    }

    private static func candidates(_ manifest: Manifest, where isWanted: (CommandDeclaration) -> Bool) -> [SampleCall] {
        // The server's own plugin is not what a server is for.
        let calls = manifest.commands.filter { isWanted($0) && $0.takesKeys && $0.plugin != "accounts" }.flatMap { command in
            command.examples.compactMap { example -> SampleCall? in
                guard example.reply != nil, case .object(let fields) = example.request, !command.namesIDs(fields),
                    // A quote would end the shell's.
                    !example.request.json.contains("'")
                else { return nil }
                return SampleCall(command.name, fields)
            }
        }
        let lengths = calls.enumerated().map { (call: $0.element, order: $0.offset, length: $0.element.line(at: "", apiKey: "").count) }
        return lengths.sorted { ($0.length, $0.order) < ($1.length, $1.order) }.map(\.call)
    }
}

extension CommandDeclaration {
    /// Whether a key is all that it asks for beside what examples show: they leave credentials out.
    fileprivate var takesKeys: Bool {
        access.contains(.user) && surfaces.contains(.api) && parameters.contains { $0.role == .key && $0.name == "APIKey" }
            && !parameters.contains { $0.role != nil && $0.required != nil }
    }

    /// Whether a request gives a parameter that is an id, or has one within.
    fileprivate func namesIDs(_ fields: [ManifestValue.Member]) -> Bool {
        fields.contains { field in parameters.first { $0.name.lowercased() == field.name.lowercased() }?.value.holdsID ?? true }
    }
}

extension ValueDeclaration {
    // As deep as the manifest nests.
    fileprivate var holdsID: Bool {
        kinds.contains(.id) || kinds.contains(.idList) || items.contains(where: \.holdsID)
            || (members ?? []).contains(where: \.value.holdsID)
    }
}
