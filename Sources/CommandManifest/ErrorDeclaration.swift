// SPDX-License-Identifier: Apache-2.0

/// A code, what it means, and how it is sent.
public struct ErrorDeclaration: Sendable {
    /// The code; never 0.
    public var code: Int
    /// What it means.
    public var text: String
    /// What a caller reads, where that differs from `text`.
    public var sends: String?
    /// Whether it is sent as an array of one, its text too.
    public var isArray: Bool
    /// The name of the field that carries the text.
    public var field: String
    /// Fields beside it, which the handler gives.
    public var returns: [FieldDeclaration]
    /// HTTP status on `/api/v1`.
    public var status: Int
    /// Whether it is ours rather than the specification's.
    public var isExtension: Bool
    /// Where it is declared.
    public var location: SourceLocation

    /// What a caller reads.
    public var callerText: String { sends ?? text }

    /// Composes a declaration.
    public init(
        code: Int, text: String, sends: String? = nil, isArray: Bool = false, field: String = "ErrorText",
        returns: [FieldDeclaration] = [], status: Int = 422, isExtension: Bool = false, location: SourceLocation
    ) {
        self.code = code
        self.text = text
        self.sends = sends
        self.isArray = isArray
        self.field = field
        self.returns = returns
        self.status = status
        self.isExtension = isExtension
        self.location = location
    }
}

/// A request and what it is answered.
public struct ExampleDeclaration: Sendable {
    /// Parameter → value, without command and credentials.
    public var request: ManifestValue
    /// The reply's fields beside `Success` and `ErrorCode`; nil where it is refused.
    public var reply: ManifestValue?
    /// The refusal's fields, `ErrorCode` among them.
    public var refusal: ManifestValue?
    /// Where it stands.
    public var location: SourceLocation

    /// Composes an example.
    public init(request: ManifestValue, reply: ManifestValue? = nil, refusal: ManifestValue? = nil, location: SourceLocation) {
        self.request = request
        self.reply = reply
        self.refusal = refusal
        self.location = location
    }
}
