// SPDX-License-Identifier: Apache-2.0

import Logging

/// Writes each entry as one line that controls no terminal: what callers sent stands in messages and in metadata.
struct LineLogHandler: LogHandler {
    private var base: any LogHandler

    /// One that hands entries on.
    init(_ base: any LogHandler) { self.base = base }

    var logLevel: Logger.Level {
        get { base.logLevel }
        set { base.logLevel = newValue }
    }

    var metadata: Logger.Metadata {
        get { base.metadata }
        set { base.metadata = newValue.mapValues(Self.shown) }
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { base[metadataKey: key] }
        set { base[metadataKey: key] = newValue.map(Self.shown) }
    }

    func log(event: LogEvent) {
        var event = event
        event.message = "\(event.message.description.inOneLine)"
        event.metadata = event.metadata?.mapValues(Self.shown)
        base.log(event: event)
    }

    // As deep as the code that logs nests its metadata.
    private static func shown(_ value: Logger.Metadata.Value) -> Logger.Metadata.Value {
        switch value {
        case .string(let text): .string(text.inOneLine)
        case .stringConvertible(let value): .string("\(value)".inOneLine)
        case .array(let values): .array(values.map(shown))
        case .dictionary(let values): .dictionary(values.mapValues(shown))
        }
    }
}
