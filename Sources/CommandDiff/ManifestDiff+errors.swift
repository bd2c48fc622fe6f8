// SPDX-License-Identifier: Apache-2.0

import CommandManifest

/// Error entries, of a command or of none.
extension ManifestDiff {
    mutating func errors(_ old: [ErrorDeclaration], _ new: [ErrorDeclaration], _ place: String) {
        for error in new {
            if let earlier = old.first(where: { $0.code == error.code }) {
                compare(earlier, error, at: "\(place).\(error.code)")
            } else {
                add(.errorAdded, "\(place).\(error.code)", "code \(error.code) is new: \(error.callerText)", nil, error.location)
            }
        }
        for error in old where !new.contains(where: { $0.code == error.code }) {
            add(.errorRemoved, "\(place).\(error.code)", "code \(error.code) is gone: \(error.callerText)", error.location, nil)
        }
    }

    private mutating func compare(_ old: ErrorDeclaration, _ new: ErrorDeclaration, at place: String) {
        if old.status != new.status {
            add(.errorStatus, place, "its status is \(new.status) and was \(old.status)", old.location, new.location)
        }
        if old.isArray != new.isArray {
            add(
                .errorShape, place, new.isArray ? "it is sent in an array" : "it is not sent in an array any more", old.location,
                new.location)
        }
        if old.field != new.field {
            add(.errorField, place, "its text stands in `\(new.field)` and stood in `\(old.field)`", old.location, new.location)
        }
        if old.callerText != new.callerText {
            add(.errorText, place, "its text is `\(new.callerText)` and was `\(old.callerText)`", old.location, new.location)
        } else {
            words(old.text, new.text, place, "what it means", old.location, new.location)
        }
        if old.isExtension != new.isExtension {
            words("\(old.isExtension)", "\(new.isExtension)", place, "`extension`", old.location, new.location)
        }
        fields(old.returns, new.returns, at: place + ".returns")
    }
}
