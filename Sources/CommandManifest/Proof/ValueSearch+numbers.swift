// SPDX-License-Identifier: Apache-2.0

extension ValueSearch {
    /// Whole numbers within the limits: from 1, or from the limit that is nearest to it.
    func integers(from least: Int, _ count: Int) -> Candidates {
        let low = max(least, lowest.map { $0 <= -0x1p53 ? Int.min : Int($0.rounded(.up)) } ?? Int.min)
        let high = highest.map { $0 >= 0x1p53 ? Int.max : Int($0.rounded(.down)) } ?? Int.max
        guard low <= high else { return Candidates(values: [], areAll: true) }
        if let listed = (limits { if case .oneOfIntegers(let numbers) = $0 { numbers } else { nil } }).first {
            return Candidates(values: listed.filter { $0 >= low && $0 <= high }.map(ManifestValue.integer), areAll: true)
        }
        let start = min(max(1, low), high)
        let (span, isLarge) = high.subtractingReportingOverflow(low)
        var values: [ManifestValue] = []
        var (up, down) = (start, start)
        values.append(.integer(start))
        while values.count < count, up < high || down > low {
            if up < high {
                up += 1
                values.append(.integer(up))
            } else {
                down -= 1
                values.append(.integer(down))
            }
        }
        return Candidates(values: values, areAll: !isLarge && span < values.count)
    }

    /// Numbers within the limits: whole ones first, then those between the limits.
    func numbers(_ count: Int) -> Candidates {
        let (low, high) = (lowest ?? -.greatestFiniteMagnitude, highest ?? .greatestFiniteMagnitude)
        guard low <= high else { return Candidates(values: [], areAll: true) }
        guard low < high else { return Candidates(values: [.number(low)], areAll: true) }
        let start = min(max(1, low), high)
        var values = (0..<count).map { start + Double($0) }.filter { $0 <= high }
        if values.count < count, lowest != nil, highest != nil {
            values += (1...count).map { low + (high - low) * (Double($0) / Double(count + 1)) }
        } else if values.count < count {
            values += (0..<count).map { start - Double($0) }
        }
        return Candidates(values: values.filter(\.isFinite).map(ManifestValue.number))
    }

    /// A list of as few ids as there must be, one at least.
    func ids() -> Candidates {
        let (least, most) = counts
        guard least <= most else { return Candidates(values: [], areAll: true) }
        guard least <= Self.heaviest else { return Candidates(values: []) }
        let ids = stride(from: 1, through: min(max(least, 1), most), by: 1).map(ManifestValue.integer)
        return Candidates(values: [.array(Array(ids))])
    }

    private var lowest: Double? { limits { if case .minimum(let least) = $0 { least } else { nil } }.max() }
    private var highest: Double? { limits { if case .maximum(let most) = $0 { most } else { nil } }.min() }

    /// How many items there may be.
    var counts: (least: Int, most: Int) {
        (
            limits { if case .minItems(let least) = $0 { least } else { nil } }.max() ?? 0,
            limits { if case .maxItems(let most) = $0 { most } else { nil } }.min() ?? .max
        )
    }

    /// What the limits of one kind say.
    func limits<Operand>(_ operand: (Limit.Condition) -> Operand?) -> [Operand] {
        declaration.limits.compactMap { operand($0.condition) }
    }
}
