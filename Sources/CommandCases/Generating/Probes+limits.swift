// SPDX-License-Identifier: Apache-2.0

import CommandManifest

extension Probes {
    /// Adds what is at a limit, just inside and just outside of it.
    mutating func add(_ limit: Limit) {
        let name = limit.condition.keyword
        let place = limit.location
        switch limit.condition {
        case .notBlank: addBlank(name, place)
        case .oneOf(let texts): add(texts, name, place)
        case .oneOfIntegers(let numbers): add(numbers, name, place)
        case .pattern(let pattern): add(pattern, name, place)
        case .minLength(let least): addLengths([(least - 1, "below"), (least, "at"), (least + 1, "above")], name, place)
        case .maxLength(let most):
            addLengths([(most - 1, "below"), (most, "at"), (most + 1, "above")], name, place)
            addFarAbove(most, name, place)
        case .minimum(let least): addNumbers(around: least, name, place)
        case .maximum(let most): addNumbers(around: most, name, place)
        case .minItems(let least): addCounts([(least - 1, "below"), (least, "at"), (least + 1, "above")], name, place)
        case .maxItems(let most): addCounts([(most - 1, "below"), (most, "at"), (most + 1, "above")], name, place)
        }
    }

    private mutating func addBlank(_ name: String, _ place: SourceLocation) {
        add(name + "/space", text: " ", at: place)
        add(name + "/spaces-and-tab", text: " \t ", at: place)
        add(name + "/no-break-space", text: "\u{A0}", at: place)
        add(name + "/zero-width-space", text: " \u{200B}\u{FEFF}", at: place)
        add(name + "/empty", text: "", at: place)
    }

    // MARK: Texts

    private mutating func add(_ texts: [String], _ name: String, _ place: SourceLocation) {
        for text in texts where !text.isEmpty { add(name + "/" + text.hyphenated, text: text, isOfType: true, at: place) }
        guard let first = texts.first(where: { !$0.isEmpty }) else { return }
        add(name + "/unknown", text: "Unlisted", at: place)
        add(name + "/more", text: first + "s", at: place)
        add(name + "/less", text: String(first.dropLast()), at: place)
        for text in texts {
            let others = [text.lowercased(), text.uppercased()].filter { $0 != text }
            for (number, other) in others.enumerated() {
                add(name + "/another-case-\(number + 1)-of-" + text.hyphenated, text: other, at: place)
            }
        }
        if let twin = texts.lazy.compactMap(\.lookAlike).first { add(name + "/look-alike", text: twin, at: place) }
        add(name + "/space-before", text: " " + first, at: place)
        add(name + "/space-after", text: first + " ", at: place)
        add(name + "/zero-width", text: first + "\u{200B}", at: place)
        if let word = texts.first(where: { $0.contains("K") }) {
            add(name + "/kelvin-sign", text: word.replacing("K", with: "\u{212A}"), at: place)
        }
        if texts.count > 1 { add(name + "/two", text: texts[0] + "," + texts[1], at: place) }
    }

    private mutating func add(_ numbers: [Int], _ name: String, _ place: SourceLocation) {
        let isID = !declaration.kinds.contains(.integer)
        for number in numbers {
            let (below, overflows) = number.subtractingReportingOverflow(1)
            let (above, overflowsToo) = number.addingReportingOverflow(1)
            let near =
                [("\(number)", number)] + (overflows ? [] : [("below-\(number)", below)])
                + (overflowsToo ? [] : [("above-\(number)", above)])
            for (label, number) in near where !isID || number >= 1 {
                add(name + "/" + label, String(number), bound: .integer(number), at: place)
            }
            guard declaration.kinds.count == 1, !isID || number >= 1 else { continue }
            add(name + "/\(number)-as-text", "\"\(number)\"", bound: .integer(number), at: place)
        }
    }

    private mutating func add(_ pattern: Pattern, _ name: String, _ place: SourceLocation) {
        guard let inside = textSample, case .string(let text) = inside.bound else { return }
        add(name + "/inside", inside.json, bound: inside.bound, at: place)
        let strangers: [(String, String)] = [
            ("line-break", "\n"), ("control", "\u{7F}"), ("exclamation", "!"), ("letter", "x"), ("digit", "7"), ("snowman", "\u{2603}"),
            ("slash", "/"),
            ("emoji", "\u{1F600}"), ("angle", "<"), ("override", "\u{202E}"), ("isolate", "\u{2066}"),
        ]
        for (label, stranger) in strangers {
            add(name + "/" + label + "-after", text: text + stranger, at: place)
            add(name + "/" + label + "-before", text: stranger + text, at: place)
        }
        // White space that is not ASCII's is not put at the ends, where it may be taken off.
        for (label, stranger) in [("next-line", "\u{85}"), ("line-separator", "\u{2028}")] {
            add(name + "/" + label + "-between", text: text + stranger + text, at: place)
        }
    }

    private mutating func addLengths(_ counts: [(Int, String)], _ name: String, _ place: SourceLocation) {
        for (count, label) in counts where count > 0 && (count <= 70_000 || label == "above" && count <= 1_000_000) {
            guard let text = filler(count) else { continue }
            add(name + "/" + label, text: text, isOfType: true, at: place)
            // Lengths count scalars: neither bytes, nor UTF-16, nor what a person sees as one character.
            if label == "at", count <= 5_000, declaration.kinds == [.string] {
                add(name + "/at-four-bytes-each", text: String(repeating: "\u{1F600}", count: count), at: place)
            }
        }
    }

    /// Adds a text that is refused for its length before it is looked at. It keeps everything else that is declared, which would
    /// not be told of.
    private mutating func addFarAbove(_ most: Int, _ name: String, _ place: SourceLocation) {
        guard declaration.kinds == [.string], most <= 70_000 else { return }
        var free = declaration
        free.limits.removeAll { $0.condition.isLength }
        let count = (declaration.normalizes ? 16 : 4) * most + 1025
        if let text = Sample.text(free, count: count) { add(name + "/far-above", text.json, bound: text.bound, at: place) }
    }

    /// A text that keeps the declaration, also where the first type is none of texts.
    private var textSample: Sample? {
        if let sample, case .string = sample.bound { return sample }
        guard let text = Sample.text(declaration), case .string(let bound) = text.bound else { return nil }
        if case .taken = TextReading(bound, declaration.kinds) { return text }
        return nil
    }

    /// A text of so many scalars, as the declaration's type and patterns want it; nil where there is none.
    private func filler(_ count: Int) -> String? {
        switch declaration.kinds.first(where: \.isText) {
        case .string:
            var free = declaration
            free.limits.removeAll { $0.condition.isLength }
            if let sample = Sample.text(free, count: count), case .string(let text) = sample.bound { return text }
            return String(repeating: "a", count: count)
        case .url:
            let start = "https://example.com/"
            return count < start.count ? nil : start + String(repeating: "a", count: count - start.count)
        case .email:
            guard (16...254).contains(count) else { return nil }
            var (rest, domain) = (count - 14, "example.com")
            while rest > 60 {
                let label = min(60, rest - 60)
                domain = String(repeating: "b", count: max(1, label - 1)) + "." + domain
                rest -= max(2, label)
            }
            let text = String(repeating: "a", count: max(0, rest + 2)) + "@" + domain
            return text.utf8.count == count ? text : nil
        default: return nil
        }
    }

    // MARK: Numbers

    private mutating func addNumbers(around limit: Double, _ name: String, _ place: SourceLocation) {
        for kind in declaration.kinds where kind.isNumeric {
            guard kind != .number else {
                for (label, number) in [("below", limit.nextDown), ("at", limit), ("above", limit.nextUp)] where number.isFinite {
                    add(name + "/" + label, "\(number)", bound: .number(number), at: place)
                }
                continue
            }
            guard let whole = Int(exactly: limit) else { continue }
            let (below, overflows) = whole.subtractingReportingOverflow(1)
            let (above, overflowsToo) = whole.addingReportingOverflow(1)
            let numbers = (overflows ? [] : [("below", below)]) + [("at", whole)] + (overflowsToo ? [] : [("above", above)])
            for (label, number) in numbers where kind != .id || number >= 1 {
                add(name + "/" + label, String(number), bound: .integer(number), at: place)
            }
        }
    }

    // MARK: Counts

    private mutating func addCounts(_ counts: [(Int, String)], _ name: String, _ place: SourceLocation) {
        for (count, label) in counts where count >= 0 && count <= 20_000 {
            if declaration.kinds.contains(.idList) {
                let ids = (0..<count).map { $0 + 1 }
                add(
                    name + "/" + label, "[" + ids.map(String.init).joined(separator: ",") + "]",
                    bound: .array(ids.map(ManifestValue.integer)), at: place)
                // What is twice counts once.
                guard label == "at", count > 0 else { continue }
                add(
                    name + "/at-with-one-twice", "[" + (ids + [1]).map(String.init).joined(separator: ",") + "]",
                    bound: .array(ids.map(ManifestValue.integer)), at: place)
            } else if declaration.kinds.contains(.array), !(count == 0 && declaration.allowsEmpty), let item = itemSample {
                add(
                    name + "/" + label, "[" + Array(repeating: item.json, count: count).joined(separator: ",") + "]",
                    bound: .array(Array(repeating: item.bound, count: count)), at: place)
            }
        }
    }

    private var itemSample: Sample? {
        guard let item = declaration.items.first else { return Sample("1", .integer(1)) }
        return Sample.of(item)
    }
}

extension Limit.Condition {
    /// Whether it speaks of a text's length.
    fileprivate var isLength: Bool {
        switch self {
        case .minLength, .maxLength: true
        default: false
        }
    }
}

extension String {
    /// As a part of a case's name: what is no ASCII letter or digit becomes a hyphen.
    var hyphenated: String {
        String(decoding: utf8.map { ($0 | 0x20) &- 0x61 < 26 || $0 &- 0x30 < 10 ? $0 : UInt8(ascii: "-") }, as: UTF8.self)
    }

    /// The same to the eye, with one Cyrillic letter in it; nil where it has no letter of that shape.
    var lookAlike: String? {
        let twins: [Unicode.Scalar: Unicode.Scalar] = [
            "a": "\u{430}", "e": "\u{435}", "o": "\u{43E}", "c": "\u{441}", "p": "\u{440}", "x": "\u{445}", "y": "\u{443}", "i": "\u{456}",
            "A": "\u{410}",
            "E": "\u{415}", "O": "\u{41E}", "C": "\u{421}", "P": "\u{420}", "S": "\u{405}", "T": "\u{422}", "H": "\u{41D}", "M": "\u{41C}",
        ]
        var scalars = Array(unicodeScalars)
        guard let index = scalars.firstIndex(where: { twins[$0] != nil }), let twin = twins[scalars[index]] else { return nil }
        scalars[index] = twin
        var result = String.UnicodeScalarView()
        result.append(contentsOf: scalars)
        return String(result)
    }
}
