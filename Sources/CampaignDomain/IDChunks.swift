// SPDX-License-Identifier: Apache-2.0

/// A list of ids in parts that fit into one `IN` each: SQLite allows 32,766 values in a statement, PostgreSQL 65,535.
///
/// The parts are far smaller, since a statement is prepared for each length that occurs.
struct IDChunks: Sequence {
    private let ids: [Int]
    private static let length = 500

    init(_ ids: [Int]) { self.ids = ids }

    func makeIterator() -> some IteratorProtocol<[Int]> {
        stride(from: 0, to: ids.count, by: Self.length).lazy
            .map { Array(ids[$0..<Swift.min($0 + Self.length, ids.count)]) }.makeIterator()
    }
}
