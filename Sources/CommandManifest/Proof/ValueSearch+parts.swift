// SPDX-License-Identifier: Apache-2.0

extension ValueSearch {
    /// An object with the members that must be there. The recursion follows the declarations.
    func object() -> Candidates {
        var members: [ManifestValue.Member] = []
        var weight = 1
        for member in declaration.members ?? [] where member.required != nil {
            switch ValueSearch(member.value).value() {
            case .value(let value):
                weight += value.weight
                guard weight <= Self.heaviest else { return Candidates(values: []) }
                members.append(ManifestValue.Member(member.name, value))
            case .none: return Candidates(values: [], areAll: true)
            case .unknown: return Candidates(values: [])
            }
        }
        return Candidates(values: [.object(members)])
    }

    /// An array of as few items as there must be, one where that can be.
    func array() -> Candidates {
        let (least, most) = counts
        guard least <= most else { return Candidates(values: [], areAll: true) }
        let none = Candidates(values: [.array([])])
        guard most > 0 else { return none }
        let item = declaration.items.first.map { ValueSearch($0).value() } ?? .value(.string("a"))
        switch item {
        case .value(let value):
            let count = max(least, 1)
            let (weight, overflows) = count.multipliedReportingOverflow(by: value.weight)
            guard !overflows, weight <= Self.heaviest else { return Candidates(values: []) }
            return Candidates(values: [.array(Array(repeating: value, count: count))])
        case .none: return least == 0 ? none : Candidates(values: [], areAll: true)
        case .unknown: return least == 0 ? none : Candidates(values: [])
        }
    }
}
