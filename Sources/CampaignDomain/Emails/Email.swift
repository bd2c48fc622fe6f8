// SPDX-License-Identifier: Apache-2.0

/// What a campaign sends: sender, subject and two bodies.
public struct Email: Hashable, Sendable {
    /// What its owner calls it.
    public let name: String
    /// The sender's name and address.
    public let fromName, fromAddress: String
    /// The subject line.
    public let subject: String
    /// The body as HTML, and as plain text.
    public let html, plain: String

    /// Composes an email.
    public init(name: String, fromName: String = "", fromAddress: String = "", subject: String, html: String = "", plain: String = "") {
        self.name = name
        self.fromName = fromName
        self.fromAddress = fromAddress
        self.subject = subject
        self.html = html
        self.plain = plain
    }
}
