// SPDX-License-Identifier: Apache-2.0

import CommandManifest
import CommandWire

/// A refusal as a caller gets it, shown in a document: the exact bytes, with the parts of each surface.
struct ShownRefusal {
    let refusal: Refusal
    /// What it is about: the rule's id.
    let name: String
    /// What the code means.
    let text: String

    /// The code; the first of several.
    var code: Int { refusal.codes.first ?? 0 }
    /// HTTP's status on `/api/v1`.
    var status: Int { V1Envelope.status(refusal) }
    /// HTTP's status on `/api.php`.
    var apiStatus: Int { APIEnvelope.status(refusal) }

    /// The body.
    var body: JSON {
        let buffer = ReplyBuffer()
        refusal.append(to: buffer)
        return Self.json(buffer.bytes)
    }

    /// As an example of OpenAPI.
    var example: JSON { ["summary": .string("\(code): \(text)"), "value": body] }

    /// JSON-RPC's error object.
    var rpcError: JSON { Self.json(RPCEnvelope.error(refusal, id: nil))["error"] ?? [:] }

    private static func json(_ bytes: [UInt8]) -> JSON {
        ManifestValue(json: String(decoding: bytes, as: UTF8.self)).map(JSON.init) ?? .null
    }

    /// Those of no command, as a manifest words them.
    static func standard(_ code: StandardCode, _ kind: Refusal.Kind, _ manifest: Manifest) -> ShownRefusal {
        let texts = Dictionary(manifest.errors.map { ($0.code, $0.callerText) }, uniquingKeysWith: { first, _ in first })
        let refusals = StandardRefusals(texts: texts)
        return ShownRefusal(refusal: refusals.refusal(kind, code), name: code.rule, text: refusals.text(code))
    }
}
