// SPDX-License-Identifier: Apache-2.0

/// A list, or a segment of it: `ListID:SegmentID`, or `ListID::SegmentID` as two clients write it.
public struct ListReference: Hashable, Sendable {
    /// The list's id.
    public let list: Int
    /// The segment's id; 0 for the whole list.
    public let segment: Int

    /// How many a text may have.
    public static let maximumCount = 1000

    /// Those of a comma-separated text, each once.
    /// - Throws: ``RuleFault`` for what is none, since passing it over would change who gets a campaign.
    public static func all(in text: String) throws(RuleFault) -> [ListReference] {
        var references: [ListReference] = []
        var seen: Set<ListReference> = []
        for part in text.split(separator: ",") {
            let part = String(part.filter { $0 != " " })
            guard let reference = ListReference(part) else { throw RuleFault(place: part, reason: "is no list and no segment") }
            if seen.insert(reference).inserted { references.append(reference) }
            guard references.count <= maximumCount else { throw RuleFault(place: part, reason: "there are too many lists") }
        }
        return references
    }

    private init?(_ text: String) {
        let numbers = text.replacing("::", with: ":", maxReplacements: 1).split(
            separator: ":", maxSplits: 1, omittingEmptySubsequences: false
        ).map { part in
            part.utf8.allSatisfy { $0 &- 0x30 < 10 } ? Int(part) : nil
        }
        guard let list = numbers[0], let segment = numbers.count > 1 ? numbers[1] : 0 else { return nil }
        self.list = list
        self.segment = segment
    }
}
