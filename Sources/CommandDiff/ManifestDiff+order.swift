// SPDX-License-Identifier: Apache-2.0

import CommandManifest

/// The order of parameters: of several faults of a call, the answer's code is that of the first parameter, and the codes
/// of several missing ones are listed in order.
extension ManifestDiff {
    mutating func order(
        _ old: [ParameterDeclaration], _ new: [ParameterDeclaration], _ pairs: [Int?], at place: String, _ codes: Codes
    ) {
        let kept = new.indices.filter { pairs[$0] != nil && new[$0].role == nil }
        let before = kept.compactMap { pairs[$0] }
        guard before != before.sorted() else { return }
        let answers = kept.map { Answers(new[$0], codes.new ?? Self.fallback) }
        for later in kept.indices.dropFirst() {
            for earlier in kept.indices[..<later] where before[earlier] > before[later] && answers[earlier].differ(from: answers[later]) {
                let (first, second) = (new[kept[earlier]], new[kept[later]])
                add(
                    .orderChanged, place, "`\(first.name)` stands before `\(second.name)`, and stood after it",
                    old[before[earlier]].location,
                    first.location)
                return
            }
        }
    }
}

/// The codes that a parameter's faults are answered with.
private struct Answers {
    /// When it is missing.
    let missing: Int?
    /// When its value is wrong.
    private(set) var wrong: Set<Int> = []

    init(_ parameter: ParameterDeclaration, _ enclosing: Int) {
        missing = parameter.required
        collect(parameter.value, enclosing)
    }

    private mutating func collect(_ value: ValueDeclaration, _ enclosing: Int) {
        let own = value.invalid ?? enclosing
        wrong.insert(own)
        for limit in value.limits { wrong.insert(limit.code ?? own) }
        for member in value.members ?? [] {
            if let code = member.required { wrong.insert(code) }
            collect(member.value, own)
        }
        for item in value.parts { collect(item, own) }
    }

    /// Whether it matters which of the two comes first.
    func differ(from other: Answers) -> Bool {
        if let missing, let second = other.missing, missing != second { return true }
        return wrong != other.wrong || wrong.count > 1
    }
}
