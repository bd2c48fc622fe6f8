// SPDX-License-Identifier: Apache-2.0

import CommandManifest
import CommandWire

/// A failure as lines: in what it differs, why another answer is due, what was sent, what came back, and how to repeat it.
enum FailureText {
    static func lines(_ failure: CaseFailure, server: String) -> [String] {
        let one = failure.failed
        return failure.differences.map { "differs: " + $0 } + [
            "why: \(one.reason) (\(one.location))", "expected: " + (failure.due ?? expected(one.expected, on: failure.surface)),
            "sent: POST \(failure.request.path) " + shown(failure.request.body, hiding: failure.keys.map(\.key)),
            "came back: \(failure.reply.status) " + shown(failure.reply.body, hiding: failure.keys.map(\.key)),
            "repeat: " + CurlLine.text(failure, server: server),
        ]
    }

    private static func expected(_ expected: Expectation, on surface: CommandDeclaration.Surface) -> String {
        let status = "status \(expected.status(on: surface))"
        if expected.kind == .accepted { return status + ", success" + (expected.bound.map { ", bound " + $0 } ?? "") }
        let codes = expected.codes.map(String.init).joined(separator: ",")
        let rules = expected.violations.map { "\($0.code) \($0.parameter ?? "-") \($0.rule)" }.joined(separator: "; ")
        return status + ", code " + (expected.isArray ? "[\(codes)]" : codes) + " (" + rules + ")"
    }

    /// So much of a body as a reader can use, on one line.
    private static func shown(_ bytes: [UInt8], hiding keys: [String]) -> String {
        // The key is taken out first, so that no part of one is left where the text is cut.
        var text = String(decoding: bytes, as: UTF8.self)
        for key in keys where !key.isEmpty { text = text.replacing(key, with: "…") }
        let visible = text.unicodeScalars.prefix(2_000).map {
            $0.value < 0x20 || $0.value == 0x7F ? "\\u{\(String($0.value, radix: 16))}" : String($0)
        }
        .joined()
        return bytes.count > 2_000 ? visible + "… (\(bytes.count) bytes)" : visible
    }
}

/// A request as one line for a shell.
enum CurlLine {
    /// The line; keys of callers stand in it as variables.
    static func text(_ failure: CaseFailure, server: String) -> String {
        let request = failure.request
        let quoted = { (bytes: [UInt8]) in Self.quoted(bytes, hiding: failure.keys[...]) }
        // Of itself curl would say that it sends a form.
        let type = request.headers.contains { $0.name == "Content-Type" } ? [] : ["-H 'Content-Type:'"]
        let headers = (type + request.headers.map { "-H " + quoted(Array("\($0.name): \($0.value)".utf8)) }).joined(separator: " ")
        let query = request.query.map { quoted(Array("?\($0)".utf8)) } ?? ""
        return "curl -s \(server)\(request.path)\(query) \(headers) --data-binary " + quoted(request.body)
    }

    // As deep as there are keys. Each part has quotes of its own, since the shell reads a variable in neither kind.
    private static func quoted(_ bytes: [UInt8], hiding keys: ArraySlice<(caller: Caller, key: String)>) -> String {
        guard let (caller, key) = keys.first else { return quoted(bytes) }
        return bytes.split(separator: Array(key.utf8), omittingEmptySubsequences: false)
            .map { quoted(Array($0), hiding: keys.dropFirst()) }.joined(separator: "\"$\(variable(caller))\"")
    }

    private static func variable(_ caller: Caller) -> String {
        let (name, rest): (String, String?) =
            switch caller {
            case .user(let missing): ("KEY", missing.map { "WITHOUT_" + $0 })
            case .admin(let missing): ("ADMIN_KEY", missing.map { "WITHOUT_" + $0 })
            case .session(let state): ("SESSION", state == .open ? nil : state.rawValue.uppercased())
            case .nobody, .unknown: ("KEY", nil)
            }
        return name + (rest.map { "_" + $0.hyphenated.replacing("-", with: "_").replacing(".", with: "_") } ?? "")
    }

    /// In single quotes, or with escapes as bash and zsh read them where it has bytes that show nothing.
    private static func quoted(_ bytes: [UInt8]) -> String {
        guard bytes.contains(where: { $0 < 0x20 || $0 >= 0x7F || $0 == UInt8(ascii: "'") }) else {
            return "'" + String(decoding: bytes, as: UTF8.self) + "'"
        }
        var text = "$'"
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "'"), UInt8(ascii: "\\"): text += "\\" + String(Unicode.Scalar(byte))
            case 0x20..<0x7F: text += String(Unicode.Scalar(byte))
            default: text += "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
            }
        }
        return text + "'"
    }
}

/// Texts as JSON.
enum JSONLine {
    static func text(_ text: String) -> String { ManifestValue.string(text).json }
}
