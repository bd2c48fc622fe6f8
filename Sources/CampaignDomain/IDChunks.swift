// SPDX-License-Identifier: Apache-2.0

/// A list of ids in parts, so that what one statement does stays small, and ends in time when its call is cancelled.
struct IDChunks: Sequence {
    private let ids: [Int]
    private static let length = 500

    init(_ ids: [Int]) { self.ids = ids }

    func makeIterator() -> some IteratorProtocol<[Int]> {
        stride(from: 0, to: ids.count, by: Self.length).lazy
            .map { Array(ids[$0..<Swift.min($0 + Self.length, ids.count)]) }.makeIterator()
    }
}
