// SPDX-License-Identifier: Apache-2.0

/// A fault of a manifest, or of the contract between a manifest and its handlers: found at start-up, told to whoever
/// edits the file, never to a caller.
public struct Diagnostic: Hashable, Sendable {
    /// How bad it is.
    public enum Severity: String, Hashable, Sendable, CaseIterable {
        /// The server does not start with it.
        case error
        /// Likely a mistake; nothing depends on it.
        case warning
    }

    /// A stable id, such as `parameter.default.invalid`: dotted words, first what it is about.
    public struct ID: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
        /// The id's text.
        public let rawValue: String
        /// An id by its text.
        public init(rawValue: String) { self.rawValue = rawValue }
        /// An id by its text.
        public init(_ text: String) { rawValue = text }
        /// The id's text.
        public var description: String { rawValue }
    }

    /// A further place that has to do with a fault.
    public struct Related: Hashable, Sendable {
        /// Where.
        public var location: SourceLocation
        /// One sentence that says what stands there.
        public var message: String

        /// A place and what stands there.
        public init(_ message: String, at location: SourceLocation) {
            self.location = location
            self.message = message
        }
    }

    /// How bad it is.
    public var severity: Severity
    /// Which fault.
    public var id: ID
    /// Where.
    public var location: SourceLocation
    /// One sentence that says what is wrong.
    public var message: String
    /// One sentence that says what to do.
    public var note: String?
    /// Further places, such as where a name was declared first.
    public var related: [Related]

    /// Composes a diagnostic.
    public init(
        _ severity: Severity, _ id: ID, at location: SourceLocation, _ message: String, note: String? = nil,
        related: [Related] = []
    ) {
        self.severity = severity
        self.id = id
        self.location = location
        self.message = message
        self.note = note
        self.related = related
    }

    /// An error.
    public init(_ id: ID, at location: SourceLocation, _ message: String, note: String? = nil, related: [Related] = []) {
        self.init(.error, id, at: location, message, note: note, related: related)
    }
}

/// Thrown by whoever cannot go on for the diagnostics that it carries, at least one of them an error.
public struct Diagnostics: Error {
    /// All that was found, in order of place.
    public var all: [Diagnostic]
    /// Carries these.
    public init(_ all: [Diagnostic]) { self.all = all }
}
