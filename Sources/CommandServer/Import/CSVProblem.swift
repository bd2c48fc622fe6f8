// SPDX-License-Identifier: Apache-2.0

/// What is wrong with one record, such that those after it can be read.
enum CSVProblem: Hashable, CustomStringConvertible {
    /// A quote stands in a field that does not begin with one.
    case strayQuote
    /// A field goes on after its closing quote.
    case textAfterQuote
    /// A carriage return stands without a line feed.
    case strayCarriageReturn
    /// A field has more bytes than so many.
    case longField(Int)
    /// The record has more bytes than so many.
    case longRecord(Int)
    /// The record has more fields than so many.
    case manyFields(Int)
    /// Bytes are no text in the file's encoding.
    case notEncoded(TextEncoding)
    /// A field has U+0000 in it.
    case null

    var description: String {
        switch self {
        case .strayQuote: "a quote stands in a field that does not begin with one"
        case .textAfterQuote: "a field goes on after its closing quote"
        case .strayCarriageReturn: "a carriage return stands without a line feed"
        case .longField(let most): "a field is longer than \(most) bytes"
        case .longRecord(let most): "it is longer than \(most) bytes"
        case .manyFields(let most): "it has more than \(most) fields"
        case .notEncoded(let encoding): "it is not valid \(encoding.name)"
        case .null: "it has a NUL in it"
        }
    }
}
