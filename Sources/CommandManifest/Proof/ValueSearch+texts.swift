// SPDX-License-Identifier: Apache-2.0

extension ValueSearch {
    /// Texts of a type: those of `oneOf`, those that the pattern matches, or plain ones.
    func texts(_ kind: ValueDeclaration.Kind, _ count: Int) -> Candidates {
        if let choices = (limits { if case .oneOf(let texts) = $0 { texts } else { nil } }).first {
            return Candidates(values: (choices + blank).map(ManifestValue.string), areAll: true)
        }
        let (least, most) = lengths
        guard least <= most else { return Candidates(values: [], areAll: true) }
        if let pattern = (limits { if case .pattern(let pattern) = $0 { pattern } else { nil } }).first {
            let words = PatternWords(pattern, from: least, to: most, count: count + 8)
            let plain = kind == .string ? [] : Self.samples(kind, count)
            return Candidates(values: (plain + words.texts + blank).map(ManifestValue.string), areAll: words.areAll)
        }
        guard kind == .string else { return Candidates(values: (Self.samples(kind, count) + blank).map(ManifestValue.string)) }
        if most == 0 { return Candidates(values: blank.map(ManifestValue.string), areAll: true) }
        return Candidates(values: plain(least, most, count).map(ManifestValue.string))
    }

    /// A text that is there, and empty once it is trimmed.
    private var blank: [String] { declaration.trims ? [" "] : [] }

    /// How many scalars there may be.
    private var lengths: (least: Int, most: Int) {
        let isBlank = !limits { if case .notBlank = $0 { true } else { nil } }.isEmpty
        return (
            max(limits { if case .minLength(let least) = $0 { least } else { nil } }.max() ?? 0, isBlank ? 1 : 0),
            limits { if case .maxLength(let most) = $0 { most } else { nil } }.min() ?? .max
        )
    }

    /// Different texts of letters, as short as they may be.
    private func plain(_ least: Int, _ most: Int, _ count: Int) -> [String] {
        guard least <= Self.heaviest else { return [] }
        let filler = String(repeating: "a", count: max(0, least - 1))
        return (0..<count).compactMap { number in
            // Beyond the letters come ideographs, so that even texts of one scalar do not run out.
            guard let last = Unicode.Scalar(number < 26 ? UInt32(0x61 + number) : UInt32(0x4E00 + min(number, 0x5000))) else { return nil }
            return filler + String(last)
        }
    }

    /// Different texts of a type that has a form of its own.
    private static func samples(_ kind: ValueDeclaration.Kind, _ count: Int) -> [String] {
        (0..<count).map { number in
            switch kind {
            case .date: day(number)
            case .time: clock(number)
            case .datetime: day(number) + " 12:00:00"
            case .timezone: number == 0 ? "UTC" : "(GMT) Zone \(number)"
            case .url: "https://example.com/" + (number == 0 ? "" : "\(number)")
            case .email: "person\(number == 0 ? "" : "\(number)")@example.com"
            default: "a\(number)"
            }
        }
    }

    /// A day that exists in every calendar of the kind, from 2030 on.
    private static func day(_ number: Int) -> String {
        "\(2030 + number / 336 % 1_000)-\(padded(number / 28 % 12 + 1))-\(padded(number % 28 + 1))"
    }

    private static func clock(_ number: Int) -> String {
        "\(padded((12 + number / 3_600) % 24)):\(padded(number / 60 % 60)):\(padded(number % 60))"
    }

    private static func padded(_ number: Int) -> String { (number < 10 ? "0" : "") + "\(number)" }
}
