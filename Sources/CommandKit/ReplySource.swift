// SPDX-License-Identifier: Apache-2.0

/// What is read while a reply is sent: ``ReplyRows``, ``ReplyEntries``.
package protocol ReplySource: Sendable {
    /// Whether it is an object's entries, or an array's rows.
    var isObject: Bool { get }
    /// How a caller asks for less, in a sentence.
    var advice: String { get }
    /// Reads it from its begin.
    func reader() -> any ReplyReader
}

/// Reads a source once, a piece at a time.
package protocol ReplyReader: Sendable {
    /// Reads the next piece and hands it over.
    /// - Returns: false at the end, when there was nothing to hand over.
    mutating func next(_ sink: any ReplySink) async throws -> Bool
}

/// Takes what is read.
package protocol ReplySink {
    /// Takes one row, or one entry with its name.
    func append(_ value: some Encodable, named name: String?) throws
}

/// The router's encoder, as a source meets it.
package protocol ReplySourceHolder: AnyObject {
    /// Notes that a source stands in the place of the value that is due.
    func hold(_ source: any ReplySource) throws
}

extension CodingUserInfoKey {
    /// A ``ReplySourceHolder``, in the router's encoder.
    package static let replySources = CodingUserInfoKey(rawValue: "command-router.reply-sources")
}

extension Encoder {
    /// Leaves a source to the router's encoder.
    /// - Throws: `EncodingError.invalidValue` from any other.
    func hold(_ source: some ReplySource) throws {
        guard let key = CodingUserInfoKey.replySources, let holder = userInfo[key] as? any ReplySourceHolder else {
            let context = EncodingError.Context(codingPath: codingPath, debugDescription: "rows are read by the router's encoder alone")
            throw EncodingError.invalidValue(source, context)
        }
        try holder.hold(source)
    }
}
