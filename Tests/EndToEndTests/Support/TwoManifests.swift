// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The shipped manifest as it is, and the same with other answers: a bad tag has another code and another text, and a caller
/// without credentials reads another text.
enum TwoManifests {
    /// As a text; `isSecond` for the one with other answers.
    static func text(isSecond: Bool) throws -> String {
        var text = try String(contentsOfFile: Project.manifest, encoding: .utf8)
        guard isSecond else { return text }
        for (old, new) in [
            ("  99998: Authentication failure or session expired\n", "  99998: Say who you are\n"),
            (
                "        required: 1\n        invalid: 3\n        trim: true\n",
                "        required: 1\n        invalid: 33\n        trim: true\n"
            ),
            (
                "      3: Invalid tag format (only letters, numbers, spaces, hyphens and underscores allowed)\n      4: Tag cannot",
                "      33: That is no tag\n      4: Tag cannot"
            ),
        ] {
            guard let place = text.range(of: old) else { throw TestFailure("the manifest has no \(old)") }
            text.replaceSubrange(place, with: new)
        }
        return text
    }

    /// A batch whose answers tell which manifest gave them, at its begin, in its middle and at its end, with work between.
    static func batch(key: String) -> [UInt8] {
        let bad = #"{"jsonrpc":"2.0","id":1,"method":"tag.create","params":{"APIKey":"\#(key)","Tag":"a!b"}}"#
        let read = #"{"jsonrpc":"2.0","id":2,"method":"tags.get","params":{"APIKey":"\#(key)"}}"#
        let nobody = #"{"jsonrpc":"2.0","id":3,"method":"tags.get"}"#
        let calls = [bad, read, read, nobody, read, read, bad, nobody]
        return Encoding.post("/rpc", "application/json", "[" + calls.joined(separator: ",") + "]")
    }

    /// One call whose answer tells which manifest gave it.
    static func single(key: String) -> [UInt8] {
        Encoding.post("/api.php", "application/json", #"{"Command":"tag.create","APIKey":"\#(key)","Tag":"a!b"}"#)
    }
}
