// SPDX-License-Identifier: Apache-2.0

import CommandManifest

/// Calls of which several parameters are chosen at random, from the values whose outcome is known.
///
/// What one broken value hides of another, and in what order they are told, is found here rather than in cases that are
/// about one thing. The same seed gives the same cases, whatever else is generated.
struct RandomCases {
    private let generator: CaseGenerator
    private let probes: [(ParameterDeclaration, [Probe])]
    private let seed: UInt64

    init(of command: CommandDeclaration, in manifest: Manifest, seed: UInt64) {
        generator = CaseGenerator(command, manifest)
        probes = generator.parameters.map { ($0, Probes($0.value, enclosing: 100_006).all.filter { $0.json.utf8.count < 1_000 }) }
        self.seed = seed
    }

    /// The cases of these numbers.
    func cases(_ numbers: Range<Int>) -> [Case] {
        numbers.map { number in
            let start = seed &+ UInt64(truncatingIfNeeded: number) &* 0x9E37_79B9 &+ Self.hash(generator.command.name)
            var random = SplitMix(seed: start)
            return generator.random(probes, number: number, seed: seed, &random)
        }
    }

    /// A failing case with as few parameters as still fail; the same case where none can be left out.
    ///
    /// - Parameter fails: whether a case fails.
    func shrunk(_ failing: Case, _ fails: (Case) async throws -> Bool) async throws -> Case {
        var smallest = failing
        // Each round leaves one parameter out.
        search: while !smallest.parts.isEmpty {
            for index in smallest.parts.indices {
                var fewer = smallest.parts
                fewer.remove(at: index)
                let candidate = generator.joint(failing.name, fewer)
                if try await fails(candidate) {
                    smallest = candidate
                    continue search
                }
            }
            break
        }
        return smallest
    }

    /// The same in every process, unlike the library's.
    private static func hash(_ text: String) -> UInt64 { text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 } }
}

extension CaseGenerator {
    /// A call of parameters chosen at random.
    fileprivate func random(
        _ probes: [(ParameterDeclaration, [Probe])], number: Int, seed: UInt64, _ random: inout SplitMix
    ) -> Case {
        var sent: [Oracle.Sent] = []
        let density = UInt64.random(in: 1...10, using: &random)
        for (parameter, values) in probes {
            let isSent =
                parameter.required != nil
                ? UInt64.random(in: 0..<10, using: &random) > 0 : UInt64.random(in: 0..<10, using: &random) < density
            guard isSent, let probe = choose(values, &random) else { continue }
            sent.append(Oracle.Sent(parameter: parameter, probe: probe))
        }
        for parameter in command.parameters where parameter.role != nil && parameter.required != nil && !parameter.isKey {
            if let own = valid(parameter) { sent.append(own) }
        }
        sent.shuffle(using: &random)
        return joint("\(command.name)/random/\(seed)-\(number)", sent)
    }

    /// A case of these parameters together.
    fileprivate func joint(_ name: String, _ sent: [Oracle.Sent]) -> Case {
        Case(
            name: name, command: command.name, call: CaseCall(command: command.name, content: .fields(fields(sent)), caller: caller),
            expected: oracle.answer(sent), reason: "Each value is known, and they come together", location: command.location,
            surfaces: surfaces.filter { $0 != .api || CaseRequest.canSay(caller, to: command) },
            parts: sent, isRandom: true)
    }

    /// A valid value half of the time.
    private func choose(_ values: [Probe], _ random: inout SplitMix) -> Probe? {
        let valid = values.filter(\.isValid)
        return Bool.random(using: &random) ? valid.randomElement(using: &random) : values.randomElement(using: &random)
    }
}

/// A small generator of random numbers that gives the same for the same seed everywhere.
/// - SeeAlso: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var result = state
        result = (result ^ (result >> 30)) &* 0xBF58_476D_1CE4_E5B9
        result = (result ^ (result >> 27)) &* 0x94D0_49BB_1331_11EB
        return result ^ (result >> 31)
    }
}
