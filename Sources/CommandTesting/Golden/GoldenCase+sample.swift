// SPDX-License-Identifier: Apache-2.0

import CommandManifest

extension GoldenCase {
    /// Holds it against what documentation shows, so that the two cannot part.
    ///
    /// The request has the names that the sample has, and no others, with values of the same JSON types. The reply has at least the
    /// sample's fields, with values of the same types; and, where it is a refusal, with the same values.
    /// - Parameters:
    ///   - request: the sample's request, a JSON object; nil where it shows none.
    ///   - credentials: names that stand for each other, such as `SessionID` and `APIKey`.
    /// - Returns: Where they part.
    public func faults(
        againstSample request: String?, reply: String, credentials: Set<String> = ["SessionID", "APIKey", "AdminAPIKey"]
    ) -> [String] {
        guard let shown = ManifestValue(json: reply), let expected else { return ["\(name): one of the replies is not JSON"] }
        var faults: [String] = []
        expected.differences(from: shown, at: "reply", byValue: !isSuccess, &faults)
        if let request {
            guard let shown = ManifestValue(json: request), let sent = sentValue else {
                return ["\(name): one of the requests is not JSON"]
            }
            sent.without(credentials).differences(from: shown.without(credentials), at: "request", byValue: false, &faults)
            for extra in sent.without(credentials).names where !shown.names.contains(extra) {
                faults.append("request.\(extra) is not shown")
            }
        }
        return faults.map { "\(name): \($0)" }
    }

    /// The request's body, with something in each of its places.
    private var sentValue: ManifestValue? { ManifestValue(json: GoldenTemplate(request.body).filled([:]) { _ in "1" }) }
}

extension ManifestValue {
    fileprivate var names: [String] { if case .object(let members) = self { members.map(\.name) } else { [] } }

    fileprivate func without(_ names: Set<String>) -> ManifestValue {
        if case .object(let members) = self { .object(members.filter { !names.contains($0.name) }) } else { self }
    }

    /// Adds where this parts from what is shown. Values are no deeper than JSON is read.
    fileprivate func differences(from shown: ManifestValue, at path: String, byValue: Bool, _ faults: inout [String]) {
        switch (shown, self) {
        case (.object(let members), .object):
            for member in members {
                guard let own = self[member.name] else {
                    faults.append("\(path).\(member.name) is missing")
                    continue
                }
                own.differences(from: member.value, at: "\(path).\(member.name)", byValue: byValue, &faults)
            }
        case (.array(let theirs), .array(let own)):
            if byValue, theirs != own { faults.append("\(path) is not what is shown") }
            guard let first = theirs.first else { return }
            if own.isEmpty { faults.append("\(path) has no items") }
            for item in own { item.differences(from: first, at: path, byValue: false, &faults) }
        case (.integer, .integer), (.number, .number), (.integer, .number), (.number, .integer), (.string, .string),
            (.boolean, .boolean), (.null, .null):
            if byValue, self != shown { faults.append("\(path) is not what is shown") }
        default: faults.append("\(path) has another type")
        }
    }
}
