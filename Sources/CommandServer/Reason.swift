// SPDX-License-Identifier: Apache-2.0

import CommandKit
import Foundation

/// Why something failed, in words for a person: never the name of a type, a domain or a case of Swift's.
struct Reason: CustomStringConvertible {
    let description: String

    init(_ error: any Error) {
        description =
            switch error {
            case let away as ComponentUnavailable: "the \(away.component) is unavailable: \(away.cause)"
            case is DecodingError: "it is not of the form that is read here"
            case is CancellationError: "it was stopped"
            case let known as any CustomStringConvertible where !Self.isOfFoundation(error): known.description
            default: Self.ofSystem(error as NSError)
            }
    }

    /// Whether its description would have a domain's name in it.
    private static func isOfFoundation(_ error: any Error) -> Bool {
        type(of: error) is NSError.Type || (error as NSError).domain.hasPrefix("NS")
    }

    /// The system's own words where there are any: files and sockets fail by its errors.
    private static func ofSystem(_ error: NSError) -> String {
        var deepest = error
        // Bounded, since nothing says that errors lie on each other finitely.
        for _ in 0..<8 { if let inner = deepest.userInfo[NSUnderlyingErrorKey] as? NSError { deepest = inner } }
        if deepest.domain == NSPOSIXErrorDomain { return String(cString: strerror(Int32(truncatingIfNeeded: deepest.code))) }
        guard deepest.domain.hasPrefix("NS") else { return "an unexpected error" }
        // Where Foundation has no words it gives the domain's name in brackets.
        let words = deepest.localizedDescription
        return words.contains("Domain") ? String(words.prefix { $0 != "(" }).trimmingCharacters(in: .whitespaces) : words
    }
}
