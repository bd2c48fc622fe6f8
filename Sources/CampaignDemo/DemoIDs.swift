// SPDX-License-Identifier: Apache-2.0

/// The ids of what the demo made, by what they are there to show.
public struct DemoIDs: Hashable, Sendable {
    /// One use: a name for a shell, the ids, and what is done with them.
    struct Use: Hashable, Sendable {
        let name: String
        let ids: [Int]
        let summary: String
    }

    private(set) var uses: [Use] = []

    mutating func add(_ name: String, _ ids: [Int], _ summary: String) { uses.append(Use(name: name, ids: ids, summary: summary)) }

    /// The ids under a name; empty where there is none.
    public func ids(_ name: String) -> [Int] { uses.first { $0.name == name }?.ids ?? [] }

    /// A line for each, as a shell takes it: `CampaignToPause=41 # campaign.pause: Sending`.
    public var lines: [String] {
        let texts = uses.map { ($0.name + "=" + $0.ids.map(String.init).joined(separator: ","), $0.summary) }
        let width = texts.map(\.0.count).max() ?? 0
        return texts.map { text, summary in text + String(repeating: " ", count: width - text.count) + " # " + summary }
    }
}
