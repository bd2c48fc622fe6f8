// SPDX-License-Identifier: Apache-2.0

/// Why a form cannot be read. Every one of them makes the request malformed.
public enum FormFault: Error, Hashable, Sendable {
    /// A `%` without two hexadecimal digits, or bytes that are not strict UTF-8 once decoded.
    case encoding
    /// U+0000 in a name or a text.
    case nul
    /// Brackets in a name that are not whole: `a[b`, `a]`, `[a]`, `a[b]c`.
    case brackets
    /// A name of more than 64 levels.
    case tooDeep
    /// More than 2,000 fields, those of the query and of the body together.
    case tooManyFields
    /// This name, or its outermost part in another spelling, is there already.
    case givenTwice(String)
    /// This name stands in the query and in the body.
    case givenInBoth(String)
    /// This name holds a text in one field and members or items in another.
    case textAndContainer(String)
    /// The parts of a multipart body cannot be told from its bytes.
    case multipart
    /// The head of a part is larger than 8 KiB.
    case partHeadTooLarge
    /// A part names a charset other than UTF-8.
    case charset
    /// A part is encoded once more: its `Content-Transfer-Encoding` is not `7bit`, `8bit` or `binary`.
    case transferEncoding
}

extension FormFault: CustomStringConvertible {
    /// What is wrong, for the caller. Names are cut at 100 bytes.
    public var description: String {
        switch self {
        case .encoding: "not UTF-8, or a malformed percent-encoding"
        case .nul: "U+0000 in a name or a text"
        case .brackets: "brackets in a name that are not whole"
        case .tooDeep: "nested deeper than \(FormName.maximumDepth) levels"
        case .tooManyFields: "more than \(FormTree.maximumFields) fields"
        case .givenTwice(let name): "\(name) is given twice"
        case .givenInBoth(let name): "\(name) is given in the query and in the body"
        case .textAndContainer(let name): "both a text and a container: \(name)"
        case .multipart: "not well-formed multipart/form-data"
        case .partHeadTooLarge: "the head of a part is too large"
        case .charset: "a part in a charset other than UTF-8"
        case .transferEncoding: "a part in a transfer encoding of its own"
        }
    }
}
