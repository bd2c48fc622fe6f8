// SPDX-License-Identifier: Apache-2.0

/// What a command answered, sealed: the object that every surface sends, before its own frame. Good for any later call of
/// the same declaration, on any surface.
public struct CommandReply: Sendable {
    /// Whose reply it is.
    public let command: DeclaredCommand
    /// The object's JSON as UTF-8: `{"Success":true,"ErrorCode":0,…}`.
    package let json: [UInt8]

    /// Seals a reply.
    package init(of command: DeclaredCommand, json: [UInt8]) {
        self.command = command
        self.json = json
    }

    /// The object as it is sent: `{"Success":true,"ErrorCode":0,…}`.
    public var text: JSONText { JSONText(wellFormed: String(decoding: json, as: UTF8.self)) }

    /// How many bytes it takes to keep.
    public var byteCount: Int { json.count }
}
