// SPDX-License-Identifier: Apache-2.0

/// What has documents about the commands, as each caller may see them. The gateway asks it, and does the rest that HTTP
/// wants: methods, tags, caches.
public protocol DocumentSource: Sendable {
    /// Whether there is a document at a path.
    func hasDocument(at path: String) -> Bool

    /// The document at a request's path, for whoever its bearer key says is calling, or for nobody in particular.
    func document(for request: InboundRequest) -> DocumentExchange
}

/// How far a request for a document came without waiting.
public enum DocumentExchange: Sendable {
    /// To its answer.
    case found(DocumentAnswer)
    /// To a key that has to be verified; the closure is called once.
    case pending(@Sendable () async -> DocumentAnswer)
}

/// A document, or why the caller gets none.
public enum DocumentAnswer: Sendable {
    /// The document.
    case document(Document)
    /// Who is calling cannot be told.
    case refused(OutboundResponse)
}

/// A document as bytes.
public struct Document: Sendable {
    /// For `Content-Type`.
    public let mediaType: String
    /// The bytes.
    public let bytes: [UInt8]
    /// The same for the same bytes, and another for others: letters and digits.
    public let tag: String

    /// Composes a document; its tag is drawn from its bytes.
    public init(mediaType: String, bytes: [UInt8]) {
        self.mediaType = mediaType
        self.bytes = bytes
        tag = Self.tag(bytes)
    }

    /// Two sums of 64 bits, FNV-1a forwards and with another start: nobody gains by a document that another's tag fits.
    private static func tag(_ bytes: [UInt8]) -> String {
        var sums: (UInt64, UInt64) = (0xCBF2_9CE4_8422_2325, 0x9E37_79B9_7F4A_7C15)
        for byte in bytes {
            sums.0 = (sums.0 ^ UInt64(byte)) &* 0x100_0000_01B3
            sums.1 = (sums.1 ^ UInt64(byte)) &* 0x100_0000_01B3
            sums.1 ^= sums.1 >> 29
        }
        return String(sums.0, radix: 36) + String(sums.1, radix: 36)
    }
}
