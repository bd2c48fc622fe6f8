// SPDX-License-Identifier: Apache-2.0

extension ScalarClass {
    /// Scalars of which one is in the same of these classes as any scalar that a text can have, plain ones first.
    static func representatives(of classes: [ScalarClass]) -> [Unicode.Scalar] {
        var starts: Set<UInt32> = [1, 0xE000]
        var hasCategory = false
        for part in classes.flatMap(\.parts) {
            guard case .range(let range) = part else {
                hasCategory = true
                continue
            }
            starts.formUnion([range.lowerBound, range.upperBound + 1])
        }
        // Between two starts nothing changes: no range begins or ends, and with categories no run of them.
        if hasCategory { starts.formUnion(categoryStarts) }
        // No text has U+0000.
        return plain + starts.sorted().filter { $0 > 0 }.compactMap(Unicode.Scalar.init)
    }

    /// The first scalar of each run of letters, of marks, of numbers, and of others.
    private static let categoryStarts: [UInt32] = {
        var result: [UInt32] = []
        var last: [Bool] = []
        for value in UInt32(1)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let kind = [Part.letters.contains(scalar), Part.marks.contains(scalar), Part.numbers.contains(scalar)]
            if kind != last { result.append(value) }
            last = kind
        }
        return result
    }()
}
